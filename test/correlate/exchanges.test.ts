/** Exchanges: turns of request and response from lengths alone. */
import { describe, expect, it } from 'vitest'
import { assemble, type MadePacket } from './made-packets.js'

const A = '192.0.2.1'
const B = '198.51.100.2'
const SECOND = 1_000_000_000n
const T0 = 1_700_000_000n * SECOND

/** A connection that says its parts in turn: `>n` from the client, `<n` from the server. */
function talk(parts: readonly string[], protocol = 6): MadePacket[] {
  const next = { '>': 101, '<': 501 }
  const packets: MadePacket[] =
    protocol === 6
      ? [
          { at: 0, from: A, to: B, flags: 2, seq: 100 },
          { at: 0, from: B, to: A, ports: [80, 40000], flags: 18, seq: 500, ack: 101 },
        ]
      : []
  for (const [i, part] of parts.entries()) {
    const side = part[0] as '>' | '<'
    const data = Number(part.slice(1))
    const common = { at: i + 1, protocol, data, seq: next[side] }
    if (side === '>') packets.push({ ...common, from: A, to: B, ack: next['<'] })
    else packets.push({ ...common, from: B, to: A, ports: [80, 40000], ack: next['>'] })
    next[side] += data
  }
  return packets
}

describe('exchanges', () => {
  it('client data after server data begins a new one', () => {
    const { exchanges, flows } = assemble(talk(['>10', '>20', '<300', '<40', '>5', '<6', '>7']))
    expect(exchanges.map((e) => [e.ordinal, e.clientOctets, e.serverOctets])).toEqual([
      [0n, 30n, 340n],
      [1n, 5n, 6n],
      [2n, 7n, 0n],
    ])
    expect(exchanges[0]).toEqual({
      flowId: 0n,
      ordinal: 0n,
      firstClientNanoseconds: T0 + SECOND,
      lastClientNanoseconds: T0 + 2n * SECOND,
      firstServerNanoseconds: T0 + 3n * SECOND,
      lastServerNanoseconds: T0 + 4n * SECOND,
      clientOctets: 30n,
      serverOctets: 340n,
      clientPackets: 2n,
      serverPackets: 2n,
      multiplexedSuspected: false,
    })
    expect(exchanges[2]).not.toHaveProperty('firstServerNanoseconds')
    expect(flows).toMatchObject([{ exchangeCount: 3n, multiplexedSuspected: false }])
  })

  it('a server that speaks first has an exchange of its own', () => {
    const { exchanges } = assemble(talk(['<50', '>5', '<6']))
    expect(exchanges.map((e) => [e.clientOctets, e.serverOctets])).toEqual([
      [0n, 50n],
      [5n, 6n],
    ])
  })

  it('repeated segments and keep-alive probes are no data', () => {
    const packets = talk(['>10', '<20'])
    const again = { ...packets[2], at: 8 }
    const probe = { ...packets[2], at: 9, seq: 110, data: 1 }
    const { exchanges, flows } = assemble([...packets, again, probe])
    expect(exchanges).toMatchObject([{ clientOctets: 10n, serverOctets: 20n, clientPackets: 1n }])
    expect(flows).toMatchObject([{ initiatorOctets: 21n }])
  })

  it('UDP has them too, and on the port of QUIC they are doubted', () => {
    const dns = assemble(talk(['>30', '<90', '>31', '<91'], 17)).exchanges
    expect(dns.map((e) => e.serverOctets)).toEqual([90n, 91n])
    const quic = talk(['>30', '<90'], 17).map((p) => ({
      ...p,
      ports: (p.from === A ? [40000, 443] : [443, 40000]) as readonly [number, number],
    }))
    expect(assemble(quic).exchanges).toMatchObject([{ multiplexedSuspected: true }])
  })

  it('requests that do not wait for answers are doubted, one alone is not', () => {
    const packets = talk(['>10', '<20', '>10', '<20', '>10', '<20'])
    const early = (n: number) =>
      packets.map((p, i) => (p.from === A && i > 3 && i <= 3 + 2 * n ? { ...p, ack: 501 } : p))
    expect(assemble(early(1)).flows).toMatchObject([{ multiplexedSuspected: false }])
    expect(assemble(early(2)).flows).toMatchObject([{ multiplexedSuspected: true }])
  })

  it('only data of the client that was sent too early counts as such', () => {
    const packets = talk(['>10', '<20', '>10', '<20', '>10', '<20', '>10', '<20'])
    // a server that answers before it has all, and a client that says nothing but that it is there
    const hasty = packets.map((p) =>
      p.from === B && p.flags === undefined ? { ...p, ack: 101 } : p,
    )
    expect(assemble(hasty).flows).toMatchObject([{ multiplexedSuspected: false }])
    const silent = [20, 21, 22].map((at) => ({ ...packets[2], at, data: 0, seq: 141, ack: 501 }))
    expect(assemble([...packets, ...silent]).flows).toMatchObject([{ multiplexedSuspected: false }])
    // of a server that was never seen nothing can have come too late
    const alone = packets.filter((p) => p.from === A).map((p) => ({ ...p, ack: 0xc0000000 }))
    expect(assemble(alone).flows).toMatchObject([{ multiplexedSuspected: false }])
  })

  it('an exchange that outlives its record names the record in which it began', () => {
    const packets = talk(['>10', '<20']).map((p) => ({ ...p, at: p.at * 50 }))
    const { exchanges, flows } = assemble(packets, { activeSeconds: 60 })
    expect(flows.map((f) => f.flowId)).toEqual([0n, 1n])
    expect(exchanges).toMatchObject([{ flowId: 0n, clientOctets: 10n, serverOctets: 20n }])
  })
})
