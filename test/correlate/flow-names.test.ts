/** Names of flows: Community ID as published, and a keyed name that depends on its key. */
import { describe, expect, it } from 'vitest'
import { communityId } from '../../src/correlate/community-id.js'
import type { FlowColumns } from '../../src/correlate/flow-columns.js'
import { createFlowNamer, type FlowNamer } from '../../src/correlate/flow-key.js'
import { createFlowTable } from '../../src/correlate/flow-table.js'
import { keyring } from '../keys/keyrings.js'
import { take } from '../wire/annotated.js'
import { bytesOf, type MadePacket } from './made-packets.js'

/** What a function of columns and slot gives for the flow of a packet. */
function named(p: MadePacket, name: FlowNamer): string {
  let found = ''
  const flow = (c: FlowColumns, slot: number): void => {
    found = name(c, slot, p.at)
  }
  const table = createFlowTable({ flow })
  const f = take(bytesOf(p), 101)
  if (typeof f === 'number') throw new Error(`weird ${f}`)
  table.packet(f, f.end, p.at, 0)
  table.finish()
  return found
}

const packet = (from: string, to: string, protocol: number, x: number, y: number): MadePacket => {
  const type = x.toString(16).padStart(2, '0')
  if (protocol === 1 || protocol === 58) {
    return { at: 0, from, to, protocol, raw: `${type}0000000000000000000000${'00'.repeat(16)}` }
  }
  const ports = [x, y] as const
  if (protocol !== 132) return { at: 0, from, to, protocol, ports }
  const sctp = `00070007000000000000000003000010${'00'.repeat(12)}`
  return { at: 0, from, to, protocol, raw: sctp }
}

describe('communityId', () => {
  // https://github.com/corelight/pycommunityid, tests; seed 0.
  it.each([
    ['128.232.110.120', '66.35.250.204', 6, 34855, 80, '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
    ['66.35.250.204', '128.232.110.120', 6, 80, 34855, '1:LQU9qZlK+B5F3KDmev6m5PMibrg='],
    ['192.168.1.52', '8.8.8.8', 17, 54585, 53, '1:d/FP5EW3wiY1vCndhwleRRKHowQ='],
    ['192.168.0.89', '192.168.0.1', 1, 8, 0, '1:X0snYXpgwiv9TZtqg64sgzUn6Dk='],
    ['192.168.0.1', '192.168.0.89', 1, 0, 8, '1:X0snYXpgwiv9TZtqg64sgzUn6Dk='],
    ['192.168.170.8', '192.168.170.56', 132, 7, 7, '1:MP2EtRCAUIZvTw6MxJHLV7N7JDs='],
    [
      'fe80::200:86ff:fe05:80da',
      'fe80::260:97ff:fe07:69ea',
      58,
      135,
      0,
      '1:dGHyGvjMfljg6Bppwm3bg0LO8TY=',
    ],
    [
      '2001:470:e5bf:dead:4957:2174:e82c:4887',
      '2607:f8b0:400c:c03::1a',
      6,
      63943,
      25,
      '1:/qFaeAR+gFe1KYjMzVDsMv+wgU4=',
    ],
  ])('%s to %s, protocol %i', (from, to, protocol, x, y, id) => {
    expect(named(packet(from, to, protocol, x, y), (c, slot) => communityId(c, slot))).toBe(id)
  })
})

describe('createFlowNamer', () => {
  const name = createFlowNamer(keyring(1))
  const flow = packet('192.0.2.1', '192.0.2.9', 6, 1000, 80)

  it('both directions have one name, which the second and the key change', () => {
    const back = packet('192.0.2.9', '192.0.2.1', 6, 80, 1000)
    const first = named(flow, name)
    expect(first).toMatch(/^[0-9a-f]{32}$/)
    expect(named(back, name)).toBe(first)
    expect(named({ ...flow, at: 1 }, name)).not.toBe(first)
    expect(named({ ...flow, at: 2 ** 32 }, name)).not.toBe(first)
    expect(named(flow, createFlowNamer(keyring(2)))).not.toBe(first)
    expect(named(flow, createFlowNamer(keyring(1)))).toBe(first)
  })

  it('each part of the endpoints changes it', () => {
    const others = [
      packet('192.0.2.2', '192.0.2.9', 6, 1000, 80),
      packet('192.0.2.1', '192.0.2.8', 6, 1000, 80),
      packet('192.0.2.1', '192.0.2.9', 17, 1000, 80),
      packet('192.0.2.1', '192.0.2.9', 6, 1001, 80),
      packet('192.0.2.1', '192.0.2.9', 6, 1000, 81),
      packet('192.0.2.1', '192.0.2.9', 6, 80, 1000),
    ].map((p) => named(p, name))
    expect(new Set([...others, named(flow, name)]).size).toBe(7)
  })
})
