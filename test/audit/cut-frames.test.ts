/** A frame that was cut is read as it was before; what was rewritten in it is nothing kept. */
import { describe, expect, it } from 'vitest'
import { createWholeReading } from '../../src/audit/cut-frames.js'
import { residue } from '../../src/audit/residue.js'
import type { Policy } from '../../src/policy/policy.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { spanTable } from '../../src/wire/fields.js'
import { createFrame, SPAN } from '../../src/wire/frame.js'
import { eth, ipv4 } from '../leaks/build.js'
import { audit, partner } from './harness.js'

const from = (hex: string): number[] => [...Buffer.from(hex.replace(/\s/g, ''), 'hex')]
/** RFC 9260 §3.3.1, RFC 4666 §3.1: a chunk with a message of M3UA, whose values are suppressed. */
const chunk = (sequence: number): number[] =>
  from(`00030028 47c2d1e4 0000 ${sequence.toString(16).padStart(4, '0')} 00000003
    01000202 00000018 00120008 00000000 00060008 00000000`)
/** Two of them; the value that ends the second is cut off. */
const signals = (sequence: number, src?: string): number[] =>
  eth(
    0x0800,
    ipv4(132, [...from('0b590b59 1fecab8f 00000000'), ...chunk(1), ...chunk(sequence)]),
    src,
  )
const CUT = 4
/** Where the second chunk has its stream sequence number. */
const SEQUENCE = 14 + 20 + 12 + 40 + 10

/** What the number of each frame became. */
function released(frames: readonly number[][]): Uint8Array[] {
  const out: Uint8Array[] = []
  audit(residue, frames, partner, undefined, (b) => out.push(b))
  return out
}

describe('createWholeReading', () => {
  it('reads the beginning of a chunk as the chunk it was', () => {
    const [b] = released([signals(2)])
    const f = createFrame()
    const wire = b.length + CUT
    reset(f, b, 0, b.length, wire)
    expect(dissect(f, 1)).toBe(0)
    const names = (g: typeof f) =>
      Array.from({ length: g.n }, (_, i) => spanTable[g.spans[i * SPAN]].name)
    expect(names(f).slice(-1)).toEqual(['frame.remainder'])
    const whole = createWholeReading()(f, 1)
    expect(names(whole).slice(-5)).toEqual([
      'sctp.data',
      'sigtran',
      'sigtran.parameter',
      'sigtran.value',
      'sigtran.parameter',
    ])
    expect([whole.at, whole.end]).toEqual([0, b.length])
  })

  it('has zeros where a frame was cut, whatever it has read before', () => {
    const [b] = released([signals(2)])
    const read = createWholeReading()
    const f = createFrame()
    const wire = b.length + CUT
    const longer = Uint8Array.from([...b, 0xff, 0xff])
    for (const bytes of [longer, b]) {
      reset(f, bytes, 0, bytes.length, wire)
      dissect(f, 1)
      const whole = read(f, 1)
      expect(whole).not.toBe(f)
      const zeros = new Uint8Array(wire - bytes.length)
      expect(whole.b.subarray(bytes.length, wire)).toEqual(zeros)
    }
  })

  it('leaves a frame as it is that was not cut', () => {
    const f = createFrame()
    const b = Uint8Array.from(signals(2))
    reset(f, b, 0, b.length, b.length)
    dissect(f, 1)
    expect(createWholeReading()(f, 1)).toBe(f)
  })
})

describe('residue', () => {
  /** A device whose address is what the end of a rewritten number and five kept bytes spell. */
  const unlucky = (): { sequence: number; src: string } => {
    for (let sequence = 2; sequence < 1000; sequence++) {
      const first = released([signals(sequence)])[0][SEQUENCE + 1]
      if ((first & 1) === 0 && first > 2 && (sequence & 255) !== first) {
        return { sequence, src: `${first.toString(16).padStart(2, '0')}:00:00:00:03:01` }
      }
    }
    throw new Error('no number becomes an even one')
  }

  it('takes a number that was rewritten for no part of an address, where its frame was cut', () => {
    const { sequence, src } = unlucky()
    const [b] = released([signals(sequence)])
    const mac = Buffer.from(src.replaceAll(':', ''), 'hex')
    expect(Buffer.from(b).indexOf(mac)).toBe(SEQUENCE + 1)
    expect(audit(residue, [signals(sequence), eth(0x0800, ipv4(6, []), src)])).toMatchObject({
      value: 0,
      arms: { 'in what a transform wrote, or across a checksum': 1 },
    })
  })

  it('finds an address of which all bytes were kept there', () => {
    const keeping: Policy = {
      ...partner,
      fields: { ...partner.fields, 'sctp.stream-sequence': { transform: 'keep', args: {} } },
    }
    const f = audit(
      residue,
      [signals(0x2a01), eth(0x0800, ipv4(6, []), '2a:01:00:00:00:03')],
      keeping,
    )
    expect(f.value).toBeGreaterThan(0)
  })
})
