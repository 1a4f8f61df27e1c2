/**
 * What every dissector promises, whatever its input: to tile, to stay inside, and to say so if not.
 */
import { describe, expect, it } from 'vitest'
import { dissect, reset } from '../../src/wire/dissect.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { createFrame, FLOW, SPAN, SUM } from '../../src/wire/frame.js'
import { dissectors } from '../../src/wire/index.js'
import { Weird, weirds } from '../../src/wire/weird.js'
import { vectors } from '../wire/vectors.js'

const MARGIN = 24
const linkTypes = dissectors.flatMap((d) =>
  d.claims.filter(([name]) => name === 'link-type').map(([, value]) => value),
)
const frame = createFrame()
const other = createFrame()

/** Numbers in a fixed, repeatable order (mulberry32). */
function random(seed: number): () => number {
  let s = seed
  return () => {
    s = (s + 0x6d2b79f5) | 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
}

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** The first thing that is wrong with a frame that was taken apart, or ''. */
function fault(f = frame): string {
  let at = f.at
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    const spec = spanTable[f.spans[i]]
    const end = f.spans[i + 2]
    if (f.spans[i + 1] !== at) return `${spec.name} does not begin where the span before ends`
    if (end <= at) return `${spec.name} is empty`
    if (spec.size >= 0 && end - at !== spec.size) return `${spec.name} has another size`
    at = end
  }
  if (at !== f.end) return `spans end at ${at - f.at} of ${f.end - f.at}`
  for (let i = 0; i < f.flows * FLOW; i += FLOW) {
    const size = f.flow[i + 2]
    for (const address of [f.flow[i], f.flow[i + 1]]) {
      if (address < f.at || address + size > f.end) return 'an address of a flow lies outside'
    }
    if (f.flow[i + 3] >= 0 && f.flow[i + 3] + 4 > f.end) return 'ports of a flow lie outside'
  }
  for (let i = 0; i < f.sums * SUM; i += SUM) {
    if (f.sum[i + 1] < f.at || f.sum[i + 1] + 2 > f.end) return 'a checksum lies outside'
    if (f.sum[i + 3] < f.sum[i + 2]) return 'a checksum covers less than nothing'
  }
  return ''
}

/** Takes bytes apart twice, with other bytes around them; says what is wrong, or ''. */
function trial(b: Uint8Array, linkType: number, wire: number): string {
  const results = [frame, other].map((f, n) => {
    const padded = new Uint8Array(b.length + 2 * MARGIN).fill(n === 0 ? 0 : 0xff)
    padded.set(b, MARGIN)
    const copy = padded.slice()
    reset(f, padded, MARGIN, MARGIN + b.length, wire)
    const r = dissect(f, linkType)
    if (Buffer.compare(copy, padded) !== 0) return 'bytes were changed'
    return r
  })
  const [r, again] = results
  if (typeof r === 'string') return r
  if (r !== again) return `${r} with zeros around the frame, ${again} with ones`
  if (r > 0 || weirds.length < -r) return `${r} is no weird`
  // Only a mistake in a dissector leaves a gap: input alone cannot.
  if (r === Weird.gap)
    return 'a span does not begin where the one before ends, or runs over the end'
  if (r < 0) return ''
  const words = frame.n * SPAN
  for (let i = 0; i < words; i++) {
    if (frame.spans[i] !== other.spans[i]) return 'bytes outside of the frame were read'
  }
  return frame.n === other.n ? fault() : 'bytes outside of the frame were read'
}

/** Where the numbers lie by which a frame is taken apart: one or two bytes long, `[at, end]`. */
function structureIn(b: Uint8Array, linkType: number): [number, number][] {
  reset(frame, b, 0, b.length, b.length)
  if (dissect(frame, linkType) < 0) return []
  const found: [number, number][] = []
  for (let i = 0; i < frame.n * SPAN; i += SPAN) {
    for (const part of spanTable[frame.spans[i]].parts) {
      const at = frame.spans[i + 1] + part.at
      const end = part.length < 0 ? frame.spans[i + 2] : at + part.length
      if (fieldTable[part.field].kind === 'structure' && end - at <= 2) found.push([at, end])
    }
  }
  return found
}

/** Remembers the first few inputs that went wrong, to be shown together. */
function faults(): {
  check: (b: Uint8Array, linkType: number, wire?: number) => void
  found: string[]
} {
  const found: string[] = []
  return {
    found,
    check(b, linkType, wire = b.length) {
      const says = trial(b, linkType, wire)
      if (says === '' || found.length > 5) return
      found.push(`${says}: link type ${linkType}, wire ${wire}, ${Buffer.from(b).toString('hex')}`)
    },
  }
}

describe('dissectors', () => {
  it('have names, titles and sources, and names are unique', () => {
    for (const d of dissectors) {
      expect(d.name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      expect(d.title.length).toBeGreaterThan(2)
      expect(d.source.length).toBeGreaterThan(2)
      expect(d.claims.length + (d.sniff ? 1 : 0), d.name).toBeGreaterThan(0)
    }
    const names = dissectors.map((d) => d.name)
    expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([])
  })

  it('claim each number once, and numbers that exist', () => {
    const claims = dissectors.flatMap((d) => d.claims.map(([name, value]) => `${name} ${value}`))
    expect(claims.filter((c, i) => claims.indexOf(c) !== i)).toEqual([])
    for (const d of dissectors) {
      for (const [, value] of d.claims) expect(value >= 0 && value < 65536, d.name).toBe(true)
    }
  })

  it('recognise no payload that begins otherwise than they say', () => {
    for (const { name, sniff, first } of dissectors) {
      if (sniff === undefined || first === undefined) continue
      let known = 0
      const wrong = new Set<number>()
      for (const { hex } of vectors) {
        const b = bytesOf(hex)
        for (let at = 0; at < b.length; at++) {
          for (const transport of [6, 17]) {
            if (!sniff(b, at, b.length, transport)) continue
            known++
            const c = b.slice(at)
            for (let byte = 0; byte < 256; byte++) {
              c[0] = byte
              const told = first.some(([from, to]) => byte >= from && byte <= to)
              if (!told && sniff(c, 0, c.length, transport)) wrong.add(byte)
            }
          }
        }
      }
      expect(known, `payloads of ${name}`).toBeGreaterThan(0)
      expect([...wrong], name).toEqual([])
    }
  })

  it('have fields with names and descriptions, and names are unique', () => {
    for (const field of fieldTable) {
      expect(field.name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/)
      expect(field.doc.length, field.name).toBeGreaterThan(2)
    }
    const names = fieldTable.map((field) => field.name)
    expect(names.filter((n, i) => names.indexOf(n) !== i)).toEqual([])
  })

  it('have layouts whose fields tile', () => {
    for (const spec of spanTable) {
      let at = 0
      for (const part of spec.parts) {
        expect(part.at, spec.name).toBe(at)
        at += part.length
      }
      if (spec.size >= 0) expect(at, spec.name).toBe(spec.size)
    }
  })

  it('are each met by a frame (else: add one to test/wire/frames or messages)', () => {
    const met = new Set<string>()
    for (const v of vectors) {
      const b = bytesOf(v.hex)
      reset(frame, b, 0, b.length, b.length)
      if (dissect(frame, v.linkType) < 0) continue
      for (let i = 0; i < frame.n * SPAN; i += SPAN) {
        for (const part of spanTable[frame.spans[i]].parts) met.add(fieldTable[part.field].name)
      }
    }
    const mine = [...new Set(fieldTable.map((field) => field.name.split('.')[0]))]
    const seen = new Set([...met].map((name) => name.split('.')[0]))
    expect(mine.filter((protocol) => !seen.has(protocol))).toEqual([])
  })
})

describe('dissect', () => {
  it('takes every frame of the tests apart', () => {
    const bad = vectors.filter((v) => {
      const b = bytesOf(v.hex)
      reset(frame, b, 0, b.length, b.length)
      return dissect(frame, v.linkType) !== 0
    })
    expect(bad.map((v) => v.name)).toEqual([])
  })

  it('tiles frames cut anywhere, by the capture or on the wire, or says what is wrong', () => {
    const { check, found } = faults()
    for (const v of vectors) {
      const b = bytesOf(v.hex)
      for (let n = 0; n <= b.length; n++) {
        const cut = b.subarray(0, n)
        check(cut, v.linkType)
        if (n < b.length) check(cut, v.linkType, b.length)
      }
    }
    expect(found).toEqual([])
  })

  it('tiles frames with any byte changed, or says what is wrong', () => {
    const { check, found } = faults()
    for (const v of vectors) {
      const b = bytesOf(v.hex)
      for (let i = 0; i < Math.min(b.length, 160); i++) {
        const was = b[i]
        for (const value of [0, 1, 4, 0x45, 0x7f, 0x80, 0xff, was ^ 0x10]) {
          b[i] = value
          check(b, v.linkType)
        }
        b[i] = was
      }
    }
    expect(found).toEqual([])
  })

  it('tiles frames whose lengths and counts say anything, or says what is wrong', () => {
    const { check, found } = faults()
    for (const v of vectors) {
      const b = bytesOf(v.hex)
      for (const [at, end] of structureIn(b, v.linkType)) {
        const was = b.slice(at, end)
        const max = 2 ** (8 * (end - at)) - 1
        const left = b.length - end
        for (const n of [0, 1, 2, 3, 5, 7, 8, left - 1, left, left + 1, max >> 1, max - 7, max]) {
          for (let i = end - 1, rest = n; i >= at; i--, rest = Math.floor(rest / 256)) b[i] = rest
          check(b, v.linkType)
          check(b, v.linkType, b.length + 1000)
        }
        b.set(was, at)
      }
    }
    expect(found).toEqual([])
  })

  it('tiles frames with bytes changed, cut out or put in at random, or says what is wrong', () => {
    const { check, found } = faults()
    const draw = random(20_240_229)
    for (let n = 0; n < 20_000; n++) {
      const v = vectors[draw() % vectors.length]
      const b = bytesOf(v.hex)
      for (let k = draw() % 6; k >= 0; k--) b[draw() % b.length] = draw()
      const from = draw() % b.length
      const to = from + (draw() % 9)
      const kind = draw() % 4
      if (kind === 0) check(Buffer.concat([b.subarray(0, from), b.subarray(to)]), v.linkType)
      else if (kind === 1) check(Buffer.concat([b.subarray(0, to), b.subarray(from)]), v.linkType)
      else check(b, v.linkType, kind === 2 ? b.length : b.length + 100)
    }
    expect(found).toEqual([])
  })

  it('tiles random bytes of every link type, or says what is wrong', () => {
    const { check, found } = faults()
    const draw = random(7)
    for (const linkType of linkTypes) {
      for (let n = 0; n < 300; n++) {
        const b = new Uint8Array(draw() % 120)
        for (let i = 0; i < b.length; i++) b[i] = draw() % 3 === 0 ? draw() : draw() % 8
        check(b, linkType)
      }
    }
    expect(found).toEqual([])
  })

  it('can be caught reading outside of a frame, and leaving a gap', () => {
    reset(frame, new Uint8Array(80), 10, 60, 50)
    expect(dissect(frame, 1)).toBe(0)
    expect(fault()).toBe('')
    frame.spans[1]++
    expect(fault()).toContain('does not begin')
    frame.spans[1]--
    frame.n--
    expect(fault()).toContain('spans end at')
  })
})
