/** Each measure, over packets whose answer can be seen. */
import { describe, expect, it } from 'vitest'
import { gaps } from '../../src/utility/gaps.js'
import { measures } from '../../src/utility/index.js'
import { protocols } from '../../src/utility/protocols.js'
import { sizes } from '../../src/utility/sizes.js'
import { tcpFlags } from '../../src/utility/tcp-flags.js'
import { volume } from '../../src/utility/volume.js'
import { binsOf, tallied } from './packets.js'

describe('every measure', () => {
  it.each(measures)('$name has an answer for no packets and for one', (measure) => {
    for (const packets of [[], [{ wire: 60, captured: 60, seconds: 9 }]]) {
      const tally = tallied(measure, packets)
      for (const n of Object.values(tally.numbers())) expect(Number.isFinite(n)).toBe(true)
      for (const s of tally.series()) {
        expect(s.bins.length).toBe(s.counts.length)
        expect(new Set(s.bins).size).toBe(s.bins.length)
        expect(Array.from(s.counts).every((n) => n >= 0)).toBe(true)
      }
    }
  })

  it('has a name and a question of its own', () => {
    expect(new Set(measures.map((m) => m.name)).size).toBe(measures.length)
    for (const m of measures) expect(m.question).toMatch(/\?$/)
  })
})

describe('volume', () => {
  it('counts packets, bytes, conversations and time', () => {
    const flow = { flowHigh: 1, flowLow: 5, wire: 100 }
    const tally = tallied(volume, [
      { ...flow, seconds: 10, nanos: 500_000_000 },
      { ...flow, seconds: 12 },
      { ...flow, flowLow: 6, seconds: 11 },
      { wire: 42, seconds: 9 },
    ])
    expect(tally.numbers()).toEqual({
      packets: 4,
      'bytes on the wire': 342,
      conversations: 2,
      'packets in conversations beyond the table': 0,
      'seconds covered': 3,
    })
    expect(binsOf(tally, 'packets per conversation')).toEqual({ 1: 1, 2: 1 })
  })
})

describe('sizes', () => {
  it('puts sizes into steps of 64 bytes, the largest together', () => {
    const tally = tallied(
      sizes,
      [0, 63, 64, 1535, 1536, 65535].map((wire) => ({ wire })),
    )
    expect(binsOf(tally, 'packet size')).toEqual({ 0: 2, 64: 1, 1472: 1, '>=1536': 2 })
  })
})

describe('inter-arrival', () => {
  it('counts gaps by power of ten, and steps back apart', () => {
    const at = (seconds: number, nanos: number) => ({ seconds, nanos })
    const tally = tallied(gaps, [
      at(0, 0),
      at(0, 0), // 0
      at(0, 1), // 1 ns
      at(0, 1001), // 1 us
      at(1, 1001), // 1 s
      at(99, 1001), // more than 10 s... all together in the last
      at(98, 0), // back
    ])
    expect(tally.numbers()).toEqual({ 'packets earlier than the one before': 1 })
    expect(binsOf(tally, 'gap')).toEqual({ 0: 1, '1e0': 1, '1e3': 1, '1e9': 2 })
  })

  it.each([1, 10, 100, 1000, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9])(
    'begins a bin at %d ns, and not before',
    (gap) => {
      const at = (t: number) => ({ seconds: Math.floor(t / 1e9), nanos: t % 1e9 })
      const bin = (n: number): string => `1e${Math.round(Math.log10(n))}`
      expect(binsOf(tallied(gaps, [at(0), at(gap)]), 'gap')).toEqual({ [bin(gap)]: 1 })
      const below = gap === 1 ? '0' : bin(gap / 10)
      expect(binsOf(tallied(gaps, [at(0), at(gap - 1)]), 'gap')).toEqual({ [below]: 1 })
    },
  )
})

describe('protocols', () => {
  it('counts by protocol and by the lower port', () => {
    const tally = tallied(protocols, [
      { protocol: 6, srcPort: 50000, dstPort: 443 },
      { protocol: 6, srcPort: 443, dstPort: 50000 },
      { protocol: 17, srcPort: 5353, dstPort: 5353 },
      { protocol: 17, srcPort: 40000, dstPort: 40001 },
      { protocol: 1 },
      { protocol: 89 },
      {},
    ])
    expect(binsOf(tally, 'protocol')).toEqual({
      TCP: 2,
      UDP: 2,
      ICMP: 1,
      'other IP': 1,
      'not IP': 1,
    })
    expect(binsOf(tally, 'service port')).toEqual({ 443: 2, 5353: 1, other: 1 })
  })
})

describe('tcp-flags', () => {
  it('counts flags of segments, and requests without their answers', () => {
    const tally = tallied(tcpFlags, [
      { tcpFlags: 0x02 },
      { tcpFlags: 0x12 },
      { tcpFlags: 0x10 },
      { tcpFlags: 0xc2 },
      { tcpFlags: 0 },
      {},
    ])
    expect(tally.numbers()).toEqual({ 'TCP segments': 5, 'connection requests': 2 })
    expect(binsOf(tally, 'flag')).toEqual({ SYN: 3, ACK: 2, ECE: 1, CWR: 1 })
  })
})
