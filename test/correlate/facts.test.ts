/** Facts of packets: the same for both directions of a conversation, different for others. */
import { describe, expect, it } from 'vitest'
import { createFacts, type PacketFacts, readFacts } from '../../src/correlate/facts.js'
import { take } from '../wire/annotated.js'

interface End {
  readonly ip: string
  readonly port: number
}

const hex16 = (v: number): string => v.toString(16).padStart(4, '0')

/** Raw IP with a TCP segment or UDP datagram; addresses in hexadecimal, of 4 or 16 bytes. */
function packet(from: End, to: End, protocol: number, flags = 0x10): Buffer {
  const ports = hex16(from.port) + hex16(to.port)
  const tcp = `${ports}000000010000000250${hex16(flags).slice(2)}100000000000`
  const inside = protocol === 6 ? tcp : `${ports}00080000`
  const size = inside.length / 2
  const next = hex16(protocol).slice(2)
  const v4 = `4500${hex16(20 + size)}0001000040${next}0000${from.ip}${to.ip}`
  const v6 = `60000000${hex16(size)}${next}40${from.ip}${to.ip}`
  return Buffer.from((from.ip.length === 8 ? v4 : v6) + inside, 'hex')
}

function factsOf(bytes: Buffer, wire = bytes.length): PacketFacts {
  const f = take(bytes, 101, wire)
  if (typeof f === 'number') throw new Error(`weird ${f}`)
  const facts = createFacts()
  readFacts(f, 7, 8, facts)
  return facts
}

const flowOf = (p: PacketFacts): string => `${p.flowHigh} ${p.flowLow}`
const a = { ip: 'c0000201', port: 50000 }
const b = { ip: 'c6336402', port: 4444 }
const a6 = { ip: '20010db8000000000000000000000001', port: 50000 }
const b6 = { ip: '20010db8000000000000000000000002', port: 4444 }

describe('readFacts', () => {
  it('reads times, sizes, ports, protocol and flags', () => {
    expect(factsOf(packet(a, b, 6, 0x12), 1500)).toMatchObject({
      seconds: 7,
      nanos: 8,
      wire: 1500,
      captured: 40,
      protocol: 6,
      srcPort: 50000,
      dstPort: 4444,
      tcpFlags: 0x12,
    })
    expect(factsOf(packet(a6, b6, 17))).toMatchObject({ protocol: 17, tcpFlags: -1, captured: 48 })
  })

  it.each([
    ['IPv4', a, b],
    ['IPv6', a6, b6],
  ])('gives both directions one flow, and tells who sends (%s)', (_, x, y) => {
    for (const protocol of [6, 17]) {
      const there = factsOf(packet(x, y, protocol))
      const back = factsOf(packet(y, x, protocol))
      expect(flowOf(back)).toBe(flowOf(there))
      expect([back.source, back.destination]).toEqual([there.destination, there.source])
      expect(there.source).not.toBe(there.destination)
    }
  })

  it('tells flows apart by address, port and protocol, and by which end has which port', () => {
    const flows = [
      packet(a, b, 6),
      packet(a, b, 17),
      packet({ ...a, port: 50001 }, b, 6),
      packet(a, { ...b, port: 4445 }, 6),
      packet({ ...a, ip: 'c0000203' }, b, 6),
      packet({ ...a, port: b.port }, { ...b, port: a.port }, 6),
      packet(a6, b6, 6),
    ].map((p) => flowOf(factsOf(p)))
    expect(new Set(flows).size).toBe(flows.length)
  })

  it('meets no two flows of ten thousand in one hash', () => {
    const seen = new Set<string>()
    for (let i = 0; i < 10_000; i++) {
      const from = { ip: `0a00${hex16(i >> 3)}`, port: 1024 + (i & 7) }
      seen.add(flowOf(factsOf(packet(from, b, 17))))
    }
    expect(seen.size).toBe(10_000)
  })

  it('leaves a frame without IP without a flow, also after one that had one', () => {
    const facts = createFacts()
    const ip = take(packet(a, b, 6), 101)
    if (typeof ip === 'number') throw new Error(`weird ${ip}`)
    readFacts(ip, 1, 0, facts)
    const ieee = Buffer.concat([Buffer.alloc(12, 2), Buffer.from('88b5', 'hex'), Buffer.alloc(46)])
    const other = take(ieee, 1)
    if (typeof other === 'number') throw new Error(`weird ${other}`)
    readFacts(other, 1, 0, facts)
    expect(facts).toMatchObject({
      protocol: -1,
      srcPort: 0,
      dstPort: 0,
      tcpFlags: -1,
      flowHigh: 0,
      flowLow: 0,
      source: 0,
      destination: 0,
    })
  })
})
