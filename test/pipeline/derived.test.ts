/** Checksums of rewritten frames, against sums made here in another way. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rewriter, rewriteBatch } from '../../src/pipeline/batch.js'
import type { Policy } from '../../src/policy/policy.js'
import { batchOf, policyFor, rewriterOf } from './records.js'

const SEED = { seed: 20260131, numRuns: 30 }

/** RFC 1071 word by word, with the carry put back at each step. */
function inet(...parts: Uint8Array[]): number {
  const bytes = Buffer.concat(parts)
  let sum = 0
  for (let i = 0; i < bytes.length; i += 2) {
    sum += bytes[i] * 256 + (i + 1 < bytes.length ? bytes[i + 1] : 0)
    if (sum >= 65536) sum -= 65535
  }
  return 65535 - sum
}

/** CRC-32C bit by bit (RFC 9260 Appendix A: reflected polynomial 0x82f63b78). */
function crc(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const v of bytes) {
    c ^= v
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1
  }
  return ~c >>> 0
}

const u16 = (v: number): Buffer => Buffer.of(v >> 8, v & 255)

interface Host {
  readonly source: Uint8Array
  readonly destination: Uint8Array
}

function ipv4(h: Host, protocol: number, payload: Uint8Array): Buffer {
  const fixed = Buffer.concat([
    Buffer.from('4500', 'hex'),
    u16(20 + payload.length),
    Buffer.from('123400004000', 'hex').subarray(0, 4),
    Buffer.of(64, protocol, 0, 0),
    h.source.subarray(0, 4),
    h.destination.subarray(0, 4),
  ])
  return Buffer.concat([fixed, payload])
}

function ipv6(h: Host, next: number, payload: Uint8Array): Buffer {
  const fixed = [Buffer.from('60000000', 'hex'), u16(payload.length), Buffer.of(next, 64)]
  return Buffer.concat([...fixed, h.source, h.destination, payload])
}

const tcp = (payload: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('c35001bb0a0b0c0d0102030450181000ffff0000', 'hex'), payload])
const udp = (payload: Uint8Array, sum = 'ffff'): Buffer =>
  Buffer.concat([
    Buffer.from('c3509999', 'hex'),
    u16(8 + payload.length),
    Buffer.from(sum, 'hex'),
    payload,
  ])
const echo = (payload: Uint8Array, type: number): Buffer =>
  Buffer.concat([Buffer.of(type, 0, 0xff, 0xff, 0x12, 0x34, 0, 1), payload])

const rewriters = new Map<Policy, Rewriter>()

/** What the pipeline makes of an IP packet. */
function rewritten(policy: Policy, packet: Uint8Array): Buffer {
  const rewriter = rewriters.get(policy) ?? rewriterOf(policy)
  rewriters.set(policy, rewriter)
  const batch = batchOf([{ linkType: 101, bytes: Buffer.from(packet), seconds: 5 }], 5)
  rewriteBatch(rewriter, batch)
  expect(batch.length[0]).toBeGreaterThan(0)
  return Buffer.from(batch.bytes.subarray(5, 5 + batch.length[0]))
}

/** The sum over transport and pseudo-header: 0 when the checksum in it is right. */
function transportSum(packet: Buffer): number {
  const isV6 = packet[0] >> 4 === 6
  const addresses = isV6 ? packet.subarray(8, 40) : packet.subarray(12, 20)
  const inside = packet.subarray(isV6 ? 40 : 20)
  const protocol = isV6 ? packet[6] : packet[9]
  return inet(addresses, u16(protocol), u16(inside.length), inside)
}

const host = fc.record({
  source: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  destination: fc.uint8Array({ minLength: 16, maxLength: 16 }),
})
const payload = fc.uint8Array({ maxLength: 90 })
const kept = policyFor('partner', 'zero')
const filled = policyFor('partner', 'filler')
const cut = policyFor('partner', 'cut')

describe('derive', () => {
  it('gives an IPv4 header its sum', () => {
    const property = fc.property(host, payload, (h, data) => {
      for (const policy of [kept, filled, cut]) {
        const out = rewritten(policy, ipv4(h, 17, udp(data)))
        expect(inet(out.subarray(0, 20))).toBe(0)
      }
    })
    fc.assert(property, SEED)
  })

  it('gives TCP and UDP their sums over what leaves, under IPv4 and IPv6', () => {
    const property = fc.property(host, payload, (h, data) => {
      for (const policy of [kept, filled]) {
        for (const packet of [
          ipv4(h, 6, tcp(data)),
          ipv6(h, 6, tcp(data)),
          ipv4(h, 17, udp(data)),
          ipv6(h, 17, udp(data)),
        ]) {
          const out = rewritten(policy, packet)
          expect(out.length).toBe(packet.length)
          expect(transportSum(out)).toBe(0)
        }
      }
    })
    fc.assert(property, SEED)
  })

  it('gives ICMP its sum without a pseudo-header, ICMPv6 with one', () => {
    const property = fc.property(host, payload, (h, data) => {
      expect(inet(rewritten(kept, ipv4(h, 1, echo(data, 8))).subarray(20))).toBe(0)
      expect(transportSum(rewritten(kept, ipv6(h, 58, echo(data, 128))))).toBe(0)
    })
    fc.assert(property, SEED)
  })

  it('gives SCTP its CRC', () => {
    const heartbeat = (data: Uint8Array): Buffer => {
      const padding = Buffer.alloc(-data.length & 3)
      const chunk = [Buffer.of(4, 0), u16(8 + data.length), u16(1), u16(4 + data.length), data]
      return Buffer.concat([Buffer.from('c350005000000001ffffffff', 'hex'), ...chunk, padding])
    }
    const property = fc.property(host, payload, (h, data) => {
      const out = rewritten(kept, ipv4(h, 132, heartbeat(data))).subarray(20)
      const said = out.readUInt32LE(8)
      out.writeUInt32LE(0, 8)
      expect(said).toBe(crc(out))
    })
    fc.assert(property, SEED)
  })

  it('sets a sum to zero that covers bytes which do not leave', () => {
    const property = fc.property(host, payload, (h, data) => {
      fc.pre(data.length > 0)
      const t = rewritten(cut, ipv4(h, 6, tcp(data)))
      expect([t.length, t.readUInt16BE(20 + 16)]).toEqual([40, 0])
      const u = rewritten(cut, ipv6(h, 17, udp(data)))
      expect([u.length, u.readUInt16BE(40 + 6)]).toEqual([48, 0])
    })
    fc.assert(property, SEED)
  })

  it('makes no sum where UDP had none (RFC 768)', () => {
    const h = { source: Buffer.alloc(16, 1), destination: Buffer.alloc(16, 2) }
    const out = rewritten(kept, ipv4(h, 17, udp(Buffer.alloc(9, 3), '0000')))
    expect(out.readUInt16BE(26)).toBe(0)
  })

  it('writes 0xffff where a sum of UDP is zero (RFC 768)', () => {
    const h = { source: Buffer.alloc(16, 10), destination: Buffer.alloc(16, 20) }
    const datagram = udp(Buffer.alloc(2))
    const sum = rewritten(kept, ipv4(h, 17, datagram)).readUInt16BE(26)
    // Ports are kept, so the source port takes up what the sum lacks.
    const port = datagram.readUInt16BE(0) + sum
    datagram.writeUInt16BE(port > 0xffff ? port - 0xffff : port, 0)
    const out = rewritten(kept, ipv4(h, 17, datagram))
    expect(out.readUInt16BE(26)).toBe(0xffff)
    expect(transportSum(out)).toBe(0)
  })
})
