/** What exporters never send, and others may: it costs little, and nothing of it leaves. */
import { describe, expect, it } from 'vitest'
import { flows } from '../../src/layers/flows.js'
import { growthOf, LINEAR } from '../growth.js'
import { ipfixRich, netflow5, netflow9, rfc7011, sflowSample } from './exports.js'
import { changed, isBalanced, moved, partner, runOver } from './run-layer.js'

const MARK = Buffer.from('ZQXJKVWY')

const words = (...list: number[]): Buffer => {
  const b = Buffer.alloc(2 * list.length)
  list.forEach((v, i) => b.writeUInt16BE(v, 2 * i))
  return b
}
const set = (id: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  return Buffer.concat([words(id, body.length + 4), body])
}
const ipfix = (...sets: Buffer[]): Buffer => {
  const body = Buffer.concat(sets)
  const head = Buffer.from(rfc7011.subarray(0, 16))
  head.writeUInt16BE(16 + body.length, 2)
  return Buffer.concat([head, body])
}

describe('words', () => {
  it.each(Object.entries({ netflow5, netflow9, rfc7011, ipfixRich, sflowSample }))(
    'eight bytes of text leave at no place of %s',
    (name, message) => {
      // In UTF-16 two letters are the ports of version 5, which stay, and two are flags and codes.
      const forms = ['ZQXJKVWY', ...(name === 'netflow5' ? [] : ['\0Z\0Q\0X\0J', 'Z\0Q\0X\0J\0'])]
      for (const mark of forms) {
        for (let at = 0; at + mark.length <= message.length; at++) {
          const planted = Buffer.from(message)
          planted.write(mark, at, 'latin1')
          if (flows.recognise(planted) === undefined) continue
          const ran = runOver(flows, planted)
          expect(ran.out.includes(mark), `${JSON.stringify(mark)} at ${at}`).toBe(false)
          expect(isBalanced(ran), `${JSON.stringify(mark)} at ${at}`).toBe(true)
        }
      }
    },
  )

  it('counters of traffic stay', () => {
    const busy = Buffer.from(netflow5)
    // Packets and bytes of the first record.
    busy.writeUInt32BE(0x0030_4050, 24 + 16)
    busy.writeUInt32BE(0x4a3b_2c1d, 24 + 20)
    const { out } = runOver(flows, busy)
    expect(out.toString('hex', 24 + 16, 24 + 24)).toBe('003040504a3b2c1d')
  })
})

describe('templates', () => {
  it('no number of an element or a maker that is not known leaves', () => {
    const places = [
      ...[28, 31, 40, 55, 114, 118].map((at) => ['v9', netflow9, at] as const),
      ...[24, 30, 52, 58].map((at) => ['ipfix', rfc7011, at] as const),
      ...[24, 44, 48, 66, 69, 72].map((at) => ['rich', ipfixRich, at] as const),
    ]
    for (const [name, message, at] of places) {
      const planted = Buffer.from(message)
      MARK.copy(planted, at)
      const ran = runOver(flows, planted)
      expect(ran.out.length, `${name} ${at}`).toBeGreaterThan(0)
      expect(ran.out.includes(MARK), `${name} ${at}`).toBe(false)
      expect(isBalanced(ran), `${name} ${at}`).toBe(true)
    }
  })

  it('a list of elements that are not known does not say which', () => {
    const planted = Buffer.from(ipfixRich)
    // Semantic, element with the bit of a maker, length, the maker.
    const list = planted.indexOf(Buffer.from('0300080004', 'hex'))
    Buffer.from('5ad158000466616b65', 'hex').copy(planted, list)
    const { out, run } = runOver(flows, planted)
    expect(out.toString('hex', list, list + 9)).toBe('ff80d2000400000000')
    expect(run.counts.records.out).toBe(2)
    expect(runOver(flows, out).run.counts.records.out).toBe(2)
  })

  it('fields without bytes cost the records nothing', () => {
    const grown = growthOf((n) => {
      const template = set(
        2,
        words(256, n + 1, 2, 1),
        ...Array.from({ length: n }, () => words(1, 0)),
      )
      const { rows, run } = runOver(flows, ipfix(template, set(256, Buffer.alloc(n, 7))))
      expect(run.counts.records).toEqual({ in: n, out: n, dropped: {} })
      expect(rows[0]).toEqual({ packetDeltaCount: 7n })
    }, 2000)
    expect(grown).toBeLessThan(LINEAR)
  })

  it('of more fields than are remembered none is, and what they had before is forgotten', () => {
    const fields = Array.from({ length: 16_000 }, () => words(2, 1))
    const message = (id: number): Buffer => ipfix(set(2, words(id, fields.length), ...fields))
    const small = ipfix(set(2, words(300, 1, 2, 4)))
    const many = Array.from({ length: 70 }, (_, i) => message(400 + i))
    const { run } = runOver(flows, Buffer.concat([small, ...many, message(300)]))
    expect(run.counts.records).toEqual({ in: 6, out: 0, dropped: { 'too-many-templates': 6 } })
  })
})

it('zeros without an end are no padding of a message', () => {
  const zeros = Buffer.alloc(1 << 20)
  const padded = runOver(flows, Buffer.concat([netflow9, Buffer.alloc(100)]))
  expect(padded.run.counts.records).toEqual({ in: 2, out: 2, dropped: {} })
  const grown = growthOf((n) => {
    const { run, out } = runOver(flows, Buffer.concat([netflow9, zeros, zeros.subarray(0, n)]), {
      cuts: [1 << 12],
    })
    expect(run.counts.records).toEqual({ in: 3, out: 2, dropped: { 'lost-framing': 1 } })
    expect(out).toHaveLength(netflow9.length)
  }, 1 << 18)
  expect(grown).toBeLessThan(LINEAR)
})

describe('times', () => {
  /** A flow with a start in milliseconds of five bytes, and an end of RFC 7011 §6.1.9. */
  const message = (start: string, end: string): Buffer =>
    ipfix(
      set(2, words(256, 4, 8, 4, 12, 4, 152, start.length / 2, 157, 8)),
      set(256, Buffer.from(`c0000201c6336402${start}${end}`, 'hex')),
    )

  it('those of ones, of no time, and those without room once moved do not leave', () => {
    const values: [string, string][] = [
      ['ffffffffff', 'ffffffffffffffff'],
      ['fffffffff0', 'ffffff0000000000'],
      ['8000000000000000', '0000000100000000'],
      ['7fffffffffffffff', 'fffffffe00000001'],
    ]
    for (const [start, end] of values) {
      const { rows, out, run } = runOver(flows, message(start, end))
      expect(rows, start).toEqual([
        {
          sourceIPv4Address: changed('192.0.2.1'),
          destinationIPv4Address: changed('198.51.100.2'),
        },
      ])
      expect(
        out.subarray(-8).every((b) => b === 0),
        end,
      ).toBe(true)
      expect(run.counts.suppressed, start).toEqual({ time: 2 })
    }
  })

  it('an uptime of zero is none, and does not say how long the exporter runs', () => {
    const planted = Buffer.from(netflow5)
    planted.writeUInt32BE(0, 24 + 24)
    const { rows, out } = runOver(flows, planted)
    expect(out.readUInt32BE(24 + 24)).toBe(0)
    expect(rows[0]).not.toHaveProperty('flowStartNanoseconds')
    expect(rows[1]).toHaveProperty('flowStartNanoseconds')
    expect(partner.time.seconds).not.toBe(0)
    expect(moved(0n)).not.toBe(0n)
  })
})

describe('sFlow', () => {
  const sample = sflowSample.indexOf(Buffer.from('000003e8', 'hex'))

  it('packets and losses are counted from the first sample', () => {
    const planted = Buffer.from(sflowSample)
    const later = Buffer.from(sflowSample)
    MARK.copy(planted, sample + 12)
    MARK.copy(later, sample + 12)
    later.writeUInt32BE(later.readUInt32BE(sample + 12) + 4096, sample + 12)
    const { out } = runOver(flows, Buffer.concat([planted, later]))
    const n = out.length / 2
    expect(out.includes(MARK.subarray(0, 4))).toBe(false)
    expect([12, 16].map((at) => out.readUInt32BE(36 + at))).toEqual([0, 0])
    expect([12, 16].map((at) => out.readUInt32BE(n + 36 + at))).toEqual([4096, 0])
  })

  it('no text of eight bytes leaves as speed or octets of an interface', () => {
    const counters = sflowSample.indexOf(Buffer.from('0000000100000058', 'hex'), sample) + 8
    for (const at of [8, 24, 56]) {
      const planted = Buffer.from(sflowSample)
      MARK.copy(planted, counters + at)
      const { out, run } = runOver(flows, planted)
      expect(out.includes(MARK), String(at)).toBe(false)
      expect(run.counts.suppressed, String(at)).toMatchObject({ 'bad-value': 1 })
    }
  })

  it('a kind of source or interface that is none drops the sample', () => {
    const expanded = Buffer.concat([
      sflowSample.subarray(0, 28),
      // Sequence, source, rate, pool, drops, interfaces, one record of IPv4 data.
      words(0, 3, 0, 44 + 40, 0, 1, 0, 0, 0, 3, 0, 512, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4, 0, 1),
      words(0, 3, 0, 32, 0, 100, 0, 6, 0xc000, 0x201, 0xcb00, 0x7105, 0, 80, 0, 81, 0, 0, 0, 0),
    ])
    expanded.writeUInt32BE(1, 24)
    const good = runOver(flows, expanded)
    expect(good.run.counts.records).toEqual({ in: 1, out: 1, dropped: {} })
    for (const at of [4, 24, 32]) {
      const planted = Buffer.from(expanded)
      MARK.copy(planted, 36 + at, 0, 4)
      const { run } = runOver(flows, planted)
      expect(run.counts.records, String(at)).toEqual({ in: 1, out: 0, dropped: { 'bad-value': 1 } })
    }
  })
})
