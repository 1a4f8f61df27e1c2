/** Inputs of layers in damaged packed data: what comes before is read, the rest is counted. */
import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openAny, recogniseContent } from '../../src/layers/inputs.js'
import { runLayer } from '../../src/layers/run.js'
import type { ByteStream } from '../../src/sources/byte-stream.js'
import { partner } from './run-layer.js'

function streamOf(bytes: Uint8Array): ByteStream {
  let at = 0
  const read = (into: Uint8Array, from: number, end: number): number => {
    const n = Math.min(end - from, bytes.length - at)
    into.set(bytes.subarray(at, at + n), from)
    at += n
    return n
  }
  return { name: 'in', size: 0, taken: 0, live: false, damage: '', read, close: () => {} }
}

/** 300 lines of a form, with numbers that do not pack to nothing. */
function lines(line: (n: number) => string, head = ''): string {
  const n = (i: number): number => (Math.imul(i + 1, 0x9e3779b1) >>> 8) % 60_000
  return head + Array.from({ length: 300 }, (_, i) => `${line(n(i))}\n`).join('')
}

const ACCESS = lines(
  (n) => `10.0.${n >> 8}.${n & 255} - - [26/Nov/2026:06:51:09 +0000] "GET /${n} HTTP/1.1" 200 ${n}`,
)
const FLOWS = lines(
  (n) => `192.0.2.${n & 255},198.51.100.${n >> 8},${n},443,tcp`,
  'srcip,dstip,srcport,dstport,proto\n',
)

it.each([
  ['log-access', ACCESS],
  ['flow-csv', FLOWS],
])(
  'what %s has before a cut is read, without the part of a line at its end',
  async (name, text) => {
    const packed = gzipSync(text)
    const written: Buffer[] = []
    const context = {
      valuesAt: () => partner,
      write: (b: Uint8Array, at: number, end: number) => {
        written.push(Buffer.from(b.subarray(at, end)))
      },
    }
    const content = await openAny(streamOf(packed.subarray(0, packed.length / 2)))
    const what = recogniseContent(content)
    if (what.is !== 'layer') throw new Error('not recognised')
    expect(what.format).toBe(name)
    const { counts, notices } = await runLayer(content, what.layer, name, context, () => {})
    const { records } = counts
    expect(records.dropped).toEqual({ 'unreadable-rest': 1 })
    expect(records.in).toBe(records.out + 1)
    expect(records.out).toBeGreaterThan(60)
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatch(/^in: the gzip data cannot be unpacked further: .* was read$/)
    const out = Buffer.concat(written).toString().trimEnd().split('\n')
    const last = name === 'log-access' ? /" 200 \d+$/ : /,443,tcp$/
    expect(out.at(-1)).toMatch(last)
  },
)

it('what cannot be told for damage is refused for it', async () => {
  const packed = gzipSync('notes of the day, without any form')
  packed[packed.length - 8] ^= 1
  const content = await openAny(streamOf(packed))
  expect(recogniseContent(content).is).toBe('unknown')
  expect(content.stream.damage).toContain('a checksum differs')
})
