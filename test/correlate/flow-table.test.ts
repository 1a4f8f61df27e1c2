/** Flows: who opened them, when they end, what is missing; and every packet is counted once. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowsTable } from '../../src/layers/flow-tables.js'
import { createFlowWatch } from '../../src/layers/flow-watch.js'
import { take } from '../wire/annotated.js'
import { ACK, assemble, bytesOf, FIN, type MadePacket, RST, SYN } from './made-packets.js'

const A = '192.0.2.1'
const B = '198.51.100.2'

/** A packet of the client, and one of the server, of one connection. */
const there = (at: number, p: Partial<MadePacket> = {}): MadePacket => ({
  at,
  from: A,
  to: B,
  ...p,
})
const back = (at: number, p: Partial<MadePacket> = {}): MadePacket => ({
  at,
  from: B,
  to: A,
  ports: [80, 40000],
  ...p,
})

/** Three packets that open a connection at second `at`. */
const opening = (at: number, isn = 100): MadePacket[] => [
  there(at, { flags: SYN, seq: isn }),
  back(at + 0.01, { flags: SYN | ACK, seq: 500, ack: isn + 1 }),
  there(at + 0.02, { seq: isn + 1, ack: 501 }),
]

describe('createFlowTable direction', () => {
  it('the SYN says who opened', () => {
    const { flows } = assemble([...opening(1), there(2, { seq: 101, data: 10, ack: 501 })])
    expect(flows).toHaveLength(1)
    expect(flows[0]).toMatchObject({
      sourceIPv4Address: A,
      destinationIPv4Address: B,
      sourceTransportPort: 40000,
      destinationTransportPort: 80,
      protocolIdentifier: 6,
      packetDeltaCount: 3n,
      reversePacketDeltaCount: 1n,
      octetDeltaCount: 130n,
      reverseOctetDeltaCount: 40n,
      initiatorOctets: 10n,
      tcpControlBits: SYN | ACK,
      reverseTcpControlBits: SYN | ACK,
      biflowDirection: 1,
      directionBasis: 'syn',
      firstPacketMid: false,
      oneWay: false,
      flowStartNanoseconds: 1_700_000_001_000_000_000n,
      flowEndNanoseconds: 1_700_000_002_000_000_000n,
      reverseFlowStartNanoseconds: 1_700_000_001_010_000_000n,
      flowEndReason: 4,
    })
  })

  it('a SYN-ACK without its SYN names the other end, and a late SYN agrees', () => {
    const [syn, synAck, ack] = opening(1)
    const lost = assemble([synAck, ack]).flows
    expect(lost).toMatchObject([{ sourceIPv4Address: A, directionBasis: 'synack' }])
    const late = assemble([synAck, { ...syn, at: 1.015 }, ack]).flows
    expect(late).toMatchObject([{ sourceIPv4Address: A, directionBasis: 'syn' }])
    const behind = assemble([there(1, { seq: 101, data: 5 }), { ...syn, at: 2 }]).flows
    expect(behind).toMatchObject([{ directionBasis: 'syn', firstPacketMid: false }])
  })

  it('without either the first packet does, whatever the ports', () => {
    const { flows } = assemble([back(1, { data: 5 }), there(2)])
    expect(flows).toMatchObject([
      { sourceIPv4Address: B, biflowDirection: 0, directionBasis: 'first', firstPacketMid: true },
    ])
    const udp = assemble([there(1, { protocol: 17, data: 3 }), back(2, { protocol: 17, data: 4 })])
    expect(udp.flows).toMatchObject([
      { sourceIPv4Address: A, initiatorOctets: 3n, responderOctets: 4n, oneWay: false },
    ])
    expect(udp.flows[0]).not.toHaveProperty('tcpControlBits')
  })
})

describe('createFlowTable ends', () => {
  const udp = (at: number): MadePacket => there(at, { protocol: 17 })

  it('idle flows end after more than the idle time, active ones after the active time', () => {
    expect(assemble([udp(0), udp(120)]).flows).toHaveLength(1)
    const idle = assemble([udp(0), udp(120.5)]).flows
    expect(idle.map((f) => f.flowEndReason)).toEqual([1, 4])
    const many = Array.from({ length: 41 }, (_, i) => udp(i * 100))
    const active = assemble(many).flows
    expect(active.map((f) => f.flowEndReason)).toEqual([2, 2, 4])
    expect(active.map((f) => f.packetDeltaCount)).toEqual([19n, 19n, 3n])
  })

  it('a finished connection lingers, then ends; what comes later is another', () => {
    const ended = [
      ...opening(0),
      there(1, { flags: FIN, seq: 101, ack: 501 }),
      back(1.1, { flags: FIN, seq: 501, ack: 102 }),
    ]
    const lastAck = there(4, { seq: 102, ack: 502 })
    expect(assemble([...ended, lastAck]).flows).toMatchObject([{ flowEndReason: 3 }])
    const later = assemble([...ended, there(9, { seq: 102, ack: 502 })]).flows
    expect(later.map((f) => f.flowEndReason)).toEqual([3, 4])
    const reset = assemble([...opening(0), back(1, { flags: RST }), there(20)]).flows
    expect(reset.map((f) => f.flowEndReason)).toEqual([3, 4])
  })

  it('a new SYN splits, a repeated one does not, nor do two ends that open at once', () => {
    expect(assemble([...opening(0), ...opening(1, 9000)]).flows).toHaveLength(2)
    const again = there(3, { flags: SYN, seq: 100 })
    expect(assemble([there(0, { flags: SYN, seq: 100 }), again]).flows).toHaveLength(1)
    const both = [there(0, { flags: SYN, seq: 1 }), back(0.1, { flags: SYN, seq: 2 })]
    expect(assemble(both).flows).toMatchObject([{ sourceIPv4Address: A }])
  })

  it('a full table ends the longest idle flow and counts it', () => {
    const packets = Array.from({ length: 50 }, (_, i) => ({
      ...udp(i),
      ports: [i + 1, 9] as const,
    }))
    const { flows, counts } = assemble(packets, { flowsMax: 16 })
    expect(counts).toMatchObject({ packets: 50, flows: 50, evicted: 34 })
    expect(flows.filter((f) => f.flowEndReason === 5).map((f) => f.sourceTransportPort)).toEqual(
      Array.from({ length: 34 }, (_, i) => i + 1),
    )
  })
})

describe('createFlowTable sequence', () => {
  const data = (seq: number, n: number, at = seq / 100): MadePacket =>
    there(at, { seq, data: n, ack: 501 })
  const start = opening(0)
  const missed = (packets: MadePacket[]) => assemble([...start, ...packets]).flows[0].missedOctets

  it('gaps are missed until they are filled, repeats are not', () => {
    expect(missed([data(101, 50), data(151, 50)])).toBe(0n)
    expect(missed([data(101, 50), data(201, 50)])).toBe(50n)
    expect(missed([data(101, 50), data(201, 50), data(151, 50, 3)])).toBe(0n)
    expect(missed([data(101, 50), data(201, 50), data(161, 20, 3)])).toBe(30n)
    expect(missed([data(101, 50), data(101, 50, 2), data(100, 1, 3)])).toBe(0n)
  })

  it('more gaps than are remembered still count once', () => {
    const far = Array.from({ length: 9 }, (_, i) => data(101 + 100 * (i + 1), 10, 2 + i))
    expect(missed(far)).toBe(100n + 8n * 90n)
  })

  it('bytes that were acknowledged but not seen are missed', () => {
    const { flows } = assemble([...start, data(101, 50), back(2, { seq: 501, ack: 251 })])
    expect(flows).toMatchObject([{ missedOctets: 100n, reverseMissedOctets: 0n }])
  })

  it('numbers wrap', () => {
    const isn = 0xfffffff0
    const wrapped = [...opening(0, isn), there(1, { seq: isn + 1, data: 40 })]
    const rest = there(2, { seq: 0x19, data: 10 })
    expect(assemble([...wrapped, rest]).flows[0].missedOctets).toBe(0n)
    expect(assemble([...wrapped, { ...rest, seq: 0x1e }]).flows[0].missedOctets).toBe(5n)
  })
})

describe('createFlowTable keys', () => {
  it('ICMP requests and replies are one flow, notices go one way', () => {
    const icmp = (raw: string, from = A, to = B): MadePacket => ({
      at: 1,
      from,
      to,
      protocol: 1,
      raw,
    })
    const echo = assemble([icmp('0800000000010001'), icmp('0000000000010001', B, A)]).flows
    expect(echo).toMatchObject([
      { icmpTypeCodeIPv4: 0x800, sourceTransportPort: 8, destinationTransportPort: 0 },
    ])
    expect(echo[0]).toMatchObject({ packetDeltaCount: 1n, reversePacketDeltaCount: 1n })
    const quote = `45000028000100004006000${'0'.repeat(1)}c633640200000000${'00'.repeat(8)}`
    const gone = `0301000000000000${quote.slice(0, 40)}9c40005000000001`
    const notices = assemble([icmp(gone), icmp(gone, B, A)]).flows
    expect(notices).toMatchObject([{ protocolIdentifier: 1, sourceTransportPort: 3 }, {}])
    expect(notices).toHaveLength(2)
  })

  it('flows are those inside of tunnels, or the tunnels', () => {
    const inside = { at: 0, from: '10.0.0.1', to: '10.0.0.2', ports: [1000, 2000] as const }
    const tunnel: MadePacket = { ...there(1), protocol: 4, raw: '' }
    const packet = (p: MadePacket) => ({ ...tunnel, raw: bytesOf(p).toString('hex') })
    const packets = [packet(inside), packet({ ...inside, from: '10.0.0.3' })]
    const deep = assemble(packets).flows
    expect(deep.map((f) => [f.sourceIPv4Address, f.tunnelDepth])).toEqual([
      ['10.0.0.1', 1],
      ['10.0.0.3', 1],
    ])
    const shallow = assemble(packets, { innermost: false }).flows
    expect(shallow).toMatchObject([
      { sourceIPv4Address: A, protocolIdentifier: 4, packetDeltaCount: 2n, tunnelDepth: 0 },
    ])
  })

  it('VLANs, also stacked, have flows of their own', () => {
    const packet = bytesOf({ at: 0, from: A, to: B, protocol: 17 }).toString('hex')
    const tags = ['', '8100a014', '8100a015', '88a800078100a014', '88a800088100a014']
    const flows: unknown[] = []
    const watch = createFlowWatch((table, cells) => {
      if (table === flowsTable)
        flows.push(cells[table.columns.findIndex((c) => c.name === 'vlanId')])
    })
    for (const tag of [...tags, ...tags]) {
      const f = take(Buffer.from(`${'02'.repeat(12)}${tag}0800${packet}`, 'hex'), 1)
      if (typeof f === 'number') throw new Error(`weird ${f}`)
      watch.after(f, f.end, 1, 0)
    }
    watch.finish()
    expect(flows).toEqual([null, 20, 21, 20, 20])
  })

  it('IPv6 addresses are written as RFC 5952 says', () => {
    const v6 = { at: 0, from: '2001:db8::1', to: '2001:db8::ff', protocol: 17 }
    expect(assemble([v6]).flows).toMatchObject([
      { sourceIPv6Address: '2001:db8::1', destinationIPv6Address: '2001:db8::ff' },
    ])
  })

  it('no packet is lost in counting, however flows end', () => {
    const packet = fc.record({
      gap: fc.integer({ min: 0, max: 300 }),
      swap: fc.boolean(),
      port: fc.integer({ min: 1, max: 40 }),
      flags: fc.constantFrom(SYN, SYN | ACK, ACK, FIN, RST),
      seq: fc.integer({ min: 0, max: 500 }),
      data: fc.integer({ min: 0, max: 30 }),
      udp: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 120 }), (list) => {
        let at = 0
        const packets = list.map((p): MadePacket => {
          at += p.gap
          const ports = p.swap ? ([80, p.port] as const) : ([p.port, 80] as const)
          return {
            at,
            from: p.swap ? B : A,
            to: p.swap ? A : B,
            ...p,
            ports,
            protocol: p.udp ? 17 : 6,
          }
        })
        const { flows, counts, exchanges } = assemble(packets, { flowsMax: 8 })
        const sum = flows.reduce(
          (n, f) => n + Number(f.packetDeltaCount) + Number(f.reversePacketDeltaCount),
          0,
        )
        expect(sum).toBe(list.length)
        expect(counts).toMatchObject({ flows: flows.length, exchanges: exchanges.length })
        for (const f of flows) expect(f.missedOctets ?? 0n).toBeGreaterThanOrEqual(0n)
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})
