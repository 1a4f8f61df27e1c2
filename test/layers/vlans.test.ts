/** One VLAN has one pseudonym, wherever its number stands: packets, NetFlow, sFlow and logs. */
import { describe, expect, it } from 'vitest'
import { flows } from '../../src/layers/flows.js'
import type { Layer } from '../../src/layers/layer.js'
import { logs } from '../../src/layers/logs.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { createFrameRewriter } from '../../src/pipeline/single.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { keyring } from '../keys/keyrings.js'
import { type Bytes, eth, hex, ipv4, text, udp, w16, w32 } from '../leaks/build.js'

const policy = profilePolicy('partner')
const values = createValues(policy, keyring(1))
const OFFICE = 1234

/** What packets make of a VLAN: the identifier in an 802.1Q tag. */
function inTag(vlan: number): number {
  const packet = ipv4(17, udp(40_000, 40_001, [1]))
  const b = Uint8Array.from(eth(0x8100, [...w16(0x6000 | vlan), ...w16(0x0800), ...packet]))
  const rewrite = createFrameRewriter(createEpochs(policy, 0, () => keyring(1)))
  expect(rewrite(b, 0, b.length, b.length, 1, 0)).toBeGreaterThan(18)
  expect(b[14] >> 4).toBe(6)
  return ((b[14] & 15) << 8) | b[15]
}

function run(layer: Layer, format: string, bytes: Uint8Array): Buffer {
  const parts: Buffer[] = []
  const opened = layer.open(format, {
    valuesAt: () => values,
    write: (b, at, end) => void parts.push(Buffer.from(b.subarray(at, end))),
  })
  opened.push(bytes)
  opened.end()
  return Buffer.concat(parts)
}

/** NetFlow 9 (RFC 3954 §5): a template of one element, and a record of it. */
function netflow(element: number, value: Bytes): Uint8Array {
  const template = [...w16(0), ...w16(12), ...w16(256), ...w16(1), ...w16(element), ...w16(2)]
  const data = [...w16(256), ...w16(8), ...value, 0, 0]
  const head = [...w16(9), ...w16(2), ...w32(1), ...w32(1_700_000_000), ...w32(1), ...w32(1)]
  return Uint8Array.from([...head, ...template, ...data])
}

/** An sFlow datagram (version 5) with one sample of one record. */
function sflow(sample: number, head: Bytes, type: number, record: Bytes): Uint8Array {
  const body = [...head, ...w32(1), ...w32(type), ...w32(record.length), ...record]
  const agent = hex('0000000500000001c0000201000000000000000900000000')
  return Uint8Array.from([...agent, ...w32(1), ...w32(sample), ...w32(body.length), ...body])
}

describe('a VLAN', () => {
  const pseudonym = inTag(OFFICE)

  it('has the pseudonym of its tag in elements of NetFlow and IPFIX', () => {
    expect(pseudonym).not.toBe(OFFICE)
    for (const element of [58, 59, 243, 245, 254, 255]) {
      const out = run(flows, 'netflow', netflow(element, w16(OFFICE)))
      expect([element, out.readUInt16BE(36)]).toEqual([element, pseudonym])
    }
  })

  it('does not leave where other bits stand before it', () => {
    const out = run(flows, 'netflow', netflow(58, w16(0x6000 | OFFICE)))
    expect(out.readUInt16BE(36)).toBe(0)
  })

  it('has it in sFlow, in samples and in counters', () => {
    const sample = [1, 7, 0x200, 4, 0, 1, 2].flatMap(w32)
    const record = [OFFICE, 3, 0xffffffff, 3].flatMap(w32)
    const out = run(flows, 'sflow', sflow(1, sample, 1001, record))
    const words = [0, 4, 8, 12].map((at) => out.readUInt32BE(out.length - 16 + at))
    expect(words).toEqual([pseudonym, 3, 0xffffffff, 3])
    const counters = [...w32(OFFICE), ...new Uint8Array(24)]
    const counted = run(flows, 'sflow', sflow(2, [1, 7].flatMap(w32), 5, counters))
    expect(counted.readUInt32BE(counted.length - 28)).toBe(pseudonym)
  })

  it('has it in logs, as a number and as text', () => {
    const line = `{"timestamp":"2024-05-01T10:00:00Z","vlan":[${OFFICE}],"vlan_id":"${OFFICE}"}\n`
    const out = JSON.parse(run(logs, 'log-json', Uint8Array.from(text(line))).toString())
    expect(out).toMatchObject({ vlan: [pseudonym], vlan_id: String(pseudonym) })
  })

  it('stays under the profile of its owner', () => {
    expect(profilePolicy('internal').rules.vlan.transform).toBe('keep')
  })
})
