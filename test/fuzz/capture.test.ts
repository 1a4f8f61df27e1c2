/**
 * Damaged captures: whatever the bytes, reading ends, throws nothing but a refusal at the start,
 * and
 * either all packets come out or something is counted as dropped.
 */
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { ScrimError } from '../../src/bytes/errors.js'
import { type Compress, loadZstd } from '../../src/capture/zstd-sink.js'
import { block, enhanced, face, type Read, readBytes, section, words } from '../capture/made.js'

const SEED = Number(process.env.SEED ?? 20240501)
const ROUNDS = 120

/** A small generator with a seed (mulberry32, public domain), so that failures can be redone. */
function generator(seed: number): (below: number) => number {
  let a = seed >>> 0
  return (below) => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

function pcap(little: boolean): Buffer {
  const head = words(little, [4, 0xa1b2c3d4], [2, 2], [2, 4], [4, 0], [4, 0], [4, 65535], [4, 1])
  const records = Array.from({ length: 8 }, (_, i) =>
    Buffer.concat([words(little, [4, i], [4, i], [4, 40 + i], [4, 60]), Buffer.alloc(40 + i, i)]),
  )
  return Buffer.concat([head, ...records])
}

function pcapng(little: boolean): Buffer {
  const packets = Array.from({ length: 4 }, (_, i) =>
    enhanced(little, i & 1, BigInt(i) << 30n, Buffer.alloc(30 + i, i)),
  )
  const simple = block(little, 3, words(little, [4, 50]), Buffer.alloc(50, 9))
  const half = [section(little), face(little, 1), face(little, 113, 64), ...packets, simple]
  return Buffer.concat([...half, block(little, 5, Buffer.alloc(16)), ...half])
}

let compress: Compress

const samples: Record<string, () => Uint8Array> = {
  'pcap, little-endian': () => pcap(true),
  'pcap, big-endian': () => pcap(false),
  'pcapng, little-endian': () => pcapng(true),
  'pcapng, big-endian': () => pcapng(false),
  gzip: () => gzipSync(pcapng(true)),
  zstd: () => compress(Buffer.from(pcapng(true))),
}

const odd = [0, 1, 0x7f, 0x80, 0xff]

/** One to four damages: bytes changed, cut out, doubled, or the end cut off. */
function damage(bytes: Uint8Array, next: (below: number) => number): Buffer {
  let b: Buffer = Buffer.from(bytes)
  for (let k = next(4); k >= 0 && b.length > 4; k--) {
    const at = next(b.length)
    const n = 1 + next(24)
    const how = next(6)
    if (how < 2) b[at] = next(256)
    else if (how === 2) b.fill(odd[next(odd.length)], at, Math.min(b.length, at + n))
    else if (how === 3) b = Buffer.concat([b.subarray(0, at), b.subarray(at + n)])
    else if (how === 4) b = Buffer.concat([b.subarray(0, at + n), b.subarray(at)])
    else b = b.subarray(0, at)
  }
  return b
}

async function readOrRefusal(bytes: Uint8Array, step: number): Promise<Read | ScrimError> {
  try {
    return await readBytes(bytes, step)
  } catch (e) {
    if (e instanceof ScrimError) return e
    throw e
  }
}

beforeAll(async () => {
  compress = await loadZstd()
})

describe('openCapture', () => {
  for (const [name, make] of Object.entries(samples)) {
    it(`survives damage in ${name}`, async () => {
      const next = generator(SEED)
      const whole = make()
      for (let round = 0; round < ROUNDS; round++) {
        const bytes = damage(whole, next)
        const at = `seed ${SEED} round ${round}`
        const read = await readOrRefusal(bytes, bytes.length + 1)
        const slowly = await readOrRefusal(bytes, 1 + next(50))
        // Where packed data breaks, what comes out before depends on how it is cut into pieces.
        if (name === 'gzip' || name === 'zstd') continue
        if (read instanceof ScrimError) {
          expect(read.code, at).toBe('input')
          expect(slowly, at).toBeInstanceOf(ScrimError)
          continue
        }
        // The same records and counts, however the bytes arrive.
        expect({ ...slowly, fills: 0 }, at).toEqual({ ...read, fills: 0 })
        for (const r of read.records) expect(r.wire, at).toBeGreaterThanOrEqual(r.data.length / 2)
        for (const r of read.records) expect(r.nanos, at).toBeLessThan(1e9)
      }
    })
  }

  it('accounts for every byte of a cut capture', async () => {
    for (const name of ['pcap, big-endian', 'pcapng, big-endian']) {
      const whole = samples[name]()
      const all = (await readBytes(whole)).records.length
      let told = false
      for (let n = 25; n < whole.length; n++) {
        const { records, dropped } = await readBytes(whole.subarray(0, n))
        expect(records.length, `${name} ${n}`).toBeLessThanOrEqual(all)
        // A cut is always told, unless it falls between two records or blocks.
        if (!told && n > 25) expect(dropped, `${name} ${n}`).toEqual({ 'truncated-record': 1 })
        told = dropped['truncated-record'] === 1
      }
    }
  })
})
