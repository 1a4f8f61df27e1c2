/** Tunnels, transports and routing protocols: which byte is which field, in annotated frames. */
import { describe, expect, it } from 'vitest'
import { derive } from '../../src/pipeline/derived.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { weirdOf } from './annotated.js'
import { annotated, vectors } from './vectors-tunnels.js'

const frame = createFrame()

/** The fields of a frame in order, as `[name, bytes in hexadecimal]`, or a negative weird. */
function take(b: Uint8Array, wire = b.length): [string, string][] | number {
  reset(frame, b, 0, b.length, wire)
  const r = dissect(frame, 1)
  if (r < 0) return r
  const out: [string, string][] = []
  for (let i = 0; i < frame.n * SPAN; i += SPAN) {
    const spec = spanTable[frame.spans[i]]
    const at = frame.spans[i + 1]
    for (const part of spec.parts) {
      const end = part.length < 0 ? frame.spans[i + 2] : at + part.at + part.length
      const hex = Buffer.from(b.subarray(at + part.at, end)).toString('hex')
      out.push([fieldTable[part.field].name, hex])
    }
  }
  return out
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

function bytesOfVector(name: string): Uint8Array {
  const found = vectors.find((v) => v.name === name)
  if (found === undefined) throw new Error(`no vector ${name}`)
  return bytesOf(found.hex)
}

/** A field's bytes after checksums were made anew; with `cut`, when nothing behind it leaves. */
function derived(name: string, field: string, cut: boolean): string {
  const b = bytesOfVector(name)
  const found = take(b)
  if (typeof found === 'number') throw new Error(`${name} is ${weirdOf(found)}`)
  const index = found.findIndex(([n]) => n === field)
  const at = found.slice(0, index).reduce((n, [, hex]) => n + hex.length / 2, 0)
  const end = at + found[index][1].length / 2
  derive(frame, cut ? end : b.length)
  return Buffer.from(b.subarray(at, end)).toString('hex')
}

describe('dissect tunnels', () => {
  for (const { name, parts } of annotated) {
    it(`names every byte of ${name}`, () => {
      const hex = parts.map(([, h]) => h).join('')
      const fields = parts.filter(([, h]) => h !== '').map(([n, h]) => [n, h])
      expect(take(bytesOf(hex))).toEqual(fields)
    })
  }
})

/** Numbers in a fixed, repeatable order (mulberry32). */
function random(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Whether spans lie one behind the other over the whole frame, each of its layout's size. */
function tiles(length: number): boolean {
  let at = 0
  for (let i = 0; i < frame.n * SPAN; i += SPAN) {
    const spec = spanTable[frame.spans[i]]
    if (frame.spans[i + 1] !== at) return false
    at = frame.spans[i + 2]
    if (spec.size >= 0 && at - frame.spans[i + 1] !== spec.size) return false
  }
  return at === length
}

describe('dissect mutated tunnels', () => {
  it('tiles the frame or drops it, for every mutation', () => {
    const next = random(0x5c71)
    let kept = 0
    for (const v of vectors) {
      for (let n = 0; n < 100; n++) {
        const b = bytesOf(v.hex)
        for (let k = 0; k < 1 + (n % 4); k++) {
          b[14 + Math.floor(next() * (b.length - 14))] = Math.floor(next() * 256)
        }
        if (typeof take(b) !== 'number') {
          kept++
          expect(tiles(b.length), v.name).toBe(true)
        }
        derive(frame, b.length)
      }
    }
    expect(kept).toBeGreaterThan(vectors.length * 50)
  })

  it('keeps a frame the capture cut anywhere behind its first header', () => {
    for (const v of vectors) {
      const whole = bytesOf(v.hex)
      for (let length = 14; length < whole.length; length++) {
        const found = take(whole.slice(0, length), whole.length)
        expect(found, `${v.name} cut at ${length}`).toBeInstanceOf(Array)
        expect(tiles(length), `${v.name} cut at ${length}`).toBe(true)
      }
    }
  })

  it('reads nothing behind the end', () => {
    for (const v of vectors) {
      const whole = bytesOf(v.hex)
      const padded = new Uint8Array(whole.length + 64).fill(0xff)
      padded.set(whole)
      const alone = JSON.stringify(take(whole))
      reset(frame, padded, 0, whole.length, whole.length)
      expect(dissect(frame, 1), v.name).toBe(0)
      const spans = Array.from(frame.spans.subarray(0, frame.n * SPAN))
      expect(JSON.stringify(take(whole)), v.name).toBe(alone)
      expect(Array.from(frame.spans.subarray(0, frame.n * SPAN)), v.name).toEqual(spans)
    }
  })
})

/** Expected values are those Wireshark 4.0.17 says the frames above should have. */
const sums: readonly (readonly [string, string, string])[] = [
  ['gre with checksum, key and sequence', 'gre.checksum', '2cb4'],
  ['hip', 'hip.checksum', '10ed'],
  ['sctp init', 'sctp.checksum', '6a943e37'],
  ['sctp init ack', 'sctp.checksum', '0daf20df'],
  ['sctp data, two chunks, padded', 'sctp.checksum', 'bb4346ca'],
  ['sctp sack', 'sctp.checksum', 'ae3afd82'],
  ['sctp abort', 'sctp.checksum', '1dd20408'],
  ['sctp shutdown', 'sctp.checksum', '7cd3e847'],
  ['sctp cookie echo', 'sctp.checksum', '3cb7ba49'],
  ['sctp congestion', 'sctp.checksum', '43dd83f5'],
  ['sctp auth and asconf', 'sctp.checksum', '5f565e5d'],
  ['sctp reconfiguration', 'sctp.checksum', '6f8a8366'],
  ['sctp forward and interleaved data', 'sctp.checksum', '48698c6f'],
  ['sctp unknown chunk and leftover', 'sctp.checksum', '76e89960'],
  ['udp-lite partly covered', 'udplite.checksum', '9328'],
  ['dccp request', 'dccp.checksum', '66a9'],
  ['dccp short data with partial checksum', 'dccp.checksum', '1341'],
  ['dccp reset', 'dccp.checksum', '0733'],
  ['ospf hello', 'ospf.checksum', 'b080'],
  ['ospf database description', 'ospf.checksum', '08a8'],
  ['ospf request', 'ospf.checksum', 'c1b6'],
  ['ospf update', 'ospf.checksum', 'a3be'],
  ['ospf 3 hello', 'ospf.checksum', '998f'],
  ['ospf 3 acknowledgement', 'ospf.checksum', '3dd4'],
  ['vrrp 2', 'vrrp.checksum', '70fb'],
  ['vrrp 3', 'vrrp.checksum', '1014'],
  ['carp', 'vrrp.checksum', '8a5e'],
  ['pim hello', 'pim.checksum', '9104'],
  ['pim register', 'pim.checksum', 'deff'],
  ['pim register stop', 'pim.checksum', 'f0dc'],
  ['pim join', 'pim.checksum', 'd8c2'],
  ['pim bootstrap', 'pim.checksum', 'b420'],
  ['pim assert', 'pim.checksum', '6ddc'],
  ['pim candidate', 'pim.checksum', 'ea44'],
  ['eigrp', 'eigrp.checksum', 'fb7a'],
  ['rsvp', 'rsvp.checksum', 'c153'],
]

describe('derive checksums of tunnels', () => {
  for (const [name, field, expected] of sums) {
    it(`makes ${field} of ${name} anew`, () => {
      expect(derived(name, field, false)).toBe(expected)
    })
    // The checksum of this one covers the header only, all of which leaves.
    if (name === 'udp-lite partly covered') continue
    it(`sets ${field} of ${name} to zero when bytes are cut`, () => {
      expect(derived(name, field, true)).toMatch(/^0+$/)
    })
  }
})
