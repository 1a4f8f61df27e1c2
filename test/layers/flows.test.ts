/** Flow exports: records keep their form, values get what packets get, nothing else leaves. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elements } from '../../src/correlate/ipfix-elements.js'
import { flows } from '../../src/layers/flows.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { readPolicy } from '../../src/policy/read.js'
import { ipfixRich, netflow5, netflow9, rfc7011 } from './exports.js'
import { changed, fromHex, isBalanced, moved, runOver } from './run-layer.js'

const messages = { netflow5, netflow9, rfc7011, ipfixRich }
/** A policy that changes nothing: what is read is written as it was. */
const internal: Policy = { ...profilePolicy('internal') }
const EXPORT = 0x65500000n * 1_000_000_000n
const MS = 1_000_000n

describe('NetFlow version 5', () => {
  const ran = runOver(flows, netflow5)

  it('rows have rewritten addresses and moved times', () => {
    expect(ran.rows).toMatchObject([
      {
        sourceIPv4Address: changed('192.0.2.1'),
        destinationIPv4Address: changed('198.51.100.2'),
        sourceTransportPort: 0xd431,
        destinationTransportPort: 80,
        protocolIdentifier: 6,
        tcpControlBits: 0x1b,
        packetDeltaCount: 10n,
        octetDeltaCount: 4096n,
        flowStartNanoseconds: moved(EXPORT + 500n * MS - (0x989680n - 0x985c98n) * MS),
        flowEndNanoseconds: moved(EXPORT + 500n * MS - (0x989680n - 0x989298n) * MS),
      },
      { sourceIPv4Address: changed('198.51.100.2') },
    ])
    expect(changed('192.0.2.1')).not.toBe('192.0.2.1')
  })

  it('keeps version, count and counters; hides uptime and how long it has been counting', () => {
    const { out } = ran
    expect(out).toHaveLength(netflow5.length)
    expect(out.subarray(0, 4)).toEqual(netflow5.subarray(0, 4))
    expect(out.readUInt32BE(4)).toBe(0x40000000)
    expect(out.readUInt32BE(16)).toBe(0)
    expect(out.readUInt32BE(24 + 24)).toBe(0x40000000 - (0x989680 - 0x985c98))
    expect(ran.run.counts).toMatchObject({ records: { in: 2, out: 2, dropped: {} } })
  })

  it('a policy may name elements', () => {
    const text = 'scrim: 1\nextends: partner\nfields:\n  flow.bgpSourceAsNumber: keep\n'
    const named = runOver(flows, netflow5, { policy: readPolicy(text, 'p.yaml') })
    expect(named.out.readUInt16BE(24 + 40)).toBe(0xfde9)
    expect(ran.out.readUInt16BE(24 + 40)).toBe(0)
    expect(named.out.readUInt16BE(24 + 42)).toBe(0)
  })

  it('a message that is cut gives what is whole, and counts the rest', () => {
    const cut = runOver(flows, netflow5.subarray(0, 100))
    expect(cut.run.counts.records).toEqual({ in: 2, out: 1, dropped: { cut: 1 } })
    expect(cut.out).toHaveLength(72)
    expect(cut.out.readUInt16BE(2)).toBe(1)
  })
})

describe('NetFlow version 9', () => {
  const ran = runOver(flows, netflow9)

  it('templates stay, values are rewritten, what is not known is zero', () => {
    const { out, run } = ran
    expect(out).toHaveLength(netflow9.length)
    expect(out.subarray(20, 60)).toEqual(netflow9.subarray(20, 60))
    // The vendor's own is called padding.
    expect(out.toString('hex', 60, 64)).toBe('00d20008')
    expect(out.includes('secret')).toBe(false)
    expect(out.includes('alice')).toBe(false)
    expect(run.counts.records).toEqual({ in: 2, out: 2, dropped: {} })
    expect(run.counts.suppressed).toEqual({ 'unknown-element': 1, content: 1 })
    expect(out.readUInt16BE(2)).toBe(4)
  })

  it('rows are made of flows, not of options', () => {
    expect(ran.rows).toHaveLength(1)
    expect(ran.rows).toMatchObject([
      {
        sourceIPv4Address: changed('203.0.113.5'),
        destinationTransportPort: 443,
        // The header has whole seconds: what is left of the move is in the times of flows.
        flowStartNanoseconds: moved(EXPORT - (0x989680n - 0x985c98n) * MS),
      },
    ])
    const mac = JSON.parse(String(ran.rows[0].other)).sourceMacAddress
    expect(mac).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/)
    expect(mac).not.toBe('02:00:5e:10:01:02')
  })
})

describe('IPFIX', () => {
  it('the example of RFC 7011 keeps its form', () => {
    const { out, rows, run } = runOver(flows, rfc7011)
    expect(out).toHaveLength(rfc7011.length)
    expect(out.subarray(16, 16 + 28 + 24)).toEqual(rfc7011.subarray(16, 16 + 28 + 24))
    expect(run.counts.records).toEqual({ in: 5, out: 5, dropped: {} })
    expect(rows.map((r) => [r.sourceIPv4Address, r.packetDeltaCount, r.octetDeltaCount])).toEqual([
      [changed('192.0.2.12'), 5009n, 5344385n],
      [changed('192.0.2.27'), 748n, 388934n],
      [changed('192.0.2.56'), 5n, 6534n],
    ])
  })

  it('a policy that keeps changes no byte of values', () => {
    const kept = runOver(flows, rfc7011, { policy: everythingKept() })
    expect(kept.out.subarray(16)).toEqual(rfc7011.subarray(16))
  })

  it('numbers that are no code, and texts in place of counters, stay behind', () => {
    const hex = (n: number): string => n.toString(16).padStart(4, '0')
    const message = (size: number, value: string): Buffer => {
      const ids = elements
        .filter((e) => e.form === 'number' && e.kind !== 'size')
        .map((e) => e.number)
      const fields = ids.map((n) => hex(n) + hex(size)).join('')
      const template = `0100 ${hex(ids.length + 1)} 0008 0004 ${fields}`
      const set = `0002 ${hex(8 + 4 * ids.length + 4)} ${template}`
      const data = `0100 ${hex(8 + size * ids.length)} c0000201 ${value.repeat(ids.length)}`
      const length = 16 + (set + data).replaceAll(' ', '').length / 2
      return fromHex(`000a ${hex(length)} 65500000 00000000 00000001 ${set} ${data}`)
    }
    for (const [size, value] of [
      [4, '8d64ac25'],
      [8, '6b6f77616c736b61'],
    ] as const) {
      const { out, rows } = runOver(flows, message(size, value))
      expect(rows).toHaveLength(1)
      expect(out.includes(Buffer.from(value, 'hex'))).toBe(false)
      expect(JSON.stringify(rows[0].other)).not.toContain(String(0x8d64ac25))
    }
  })

  it('a column that has no room for a value that a policy keeps leaves it to the others', () => {
    const kept = 'scrim: 1\nextends: internal\nfields:\n  flow.sourceTransportPort: keep\n'
    const set = '0002 0010 0100 0002 0008 0004 0007 0004'
    const bytes = fromHex(`000a 002c 65500000 00000000 00000001 ${set} 0100 000c c0000201 8d64ac25`)
    const { rows } = runOver(flows, bytes, { policy: readPolicy(kept, 'p.yaml') })
    expect(rows[0].sourceTransportPort).toBeUndefined()
    expect(rows[0].other).toContain(String(0x8d64ac25))
  })

  it('reads variable lengths, reverse elements, lists and finer times', () => {
    const { out, rows, run } = runOver(flows, ipfixRich)
    expect(out).toHaveLength(ipfixRich.length)
    for (const word of ['alice', 'secret']) expect(out.includes(word)).toBe(false)
    for (const ip of ['c0000207', 'c0000208']) expect(out.toString('hex')).not.toContain(ip)
    expect(rows).toMatchObject([
      {
        sourceIPv6Address: changed('2001:db8::1'),
        destinationIPv6Address: changed('2001:db8::beef'),
        packetDeltaCount: 3n,
        reversePacketDeltaCount: 2n,
        flowStartNanoseconds: moved(0x18bc0f00000n * MS),
        flowEndNanoseconds: moved((0xe8f7e380n - 2_208_988_800n) * 1_000_000_000n + 500n * MS),
      },
      { sourceIPv6Address: changed('2001:db8::2') },
    ])
    expect(rows[1]).not.toHaveProperty('flowStartNanoseconds')
    expect(run.counts.suppressed).toEqual({ person: 1, 'unknown-element': 1 })
    const inList = Buffer.from(changed('192.0.2.7').split('.').map(Number))
    expect(out.includes(inList)).toBe(true)
  })

  it('data before its template waits for it; data without one is dropped and counted', () => {
    const [header, templates, rest] = [
      rfc7011.subarray(0, 16),
      rfc7011.subarray(16, 68),
      rfc7011.subarray(68),
    ]
    const message = (body: Buffer): Buffer => {
      const m = Buffer.concat([header, body])
      m.writeUInt16BE(m.length, 2)
      return m
    }
    const late = runOver(flows, Buffer.concat([message(rest), message(templates)]))
    expect(late.run.counts.records).toEqual({ in: 5, out: 5, dropped: {} })
    expect(late.rows).toHaveLength(3)
    const again = runOver(flows, late.out)
    expect(again.run.counts.records.out).toBe(5)
    const never = runOver(flows, message(rest))
    expect(never.run.counts.records).toEqual({ in: 2, out: 0, dropped: { 'no-template': 2 } })
    expect(never.out).toHaveLength(0)
  })

  it('sets that wait cost the messages that follow nothing, and leave in their order', () => {
    const message = (...sets: Buffer[]): Buffer => {
      const m = Buffer.concat([rfc7011.subarray(0, 16), ...sets])
      m.writeUInt16BE(m.length, 2)
      return m
    }
    const set = (id: number, value: number) => {
      const s = Buffer.alloc(8)
      s.writeUInt16BE(id, 0)
      s.writeUInt16BE(8, 2)
      s.writeUInt32BE(value, 4)
      return s
    }
    const template = (id: number) => {
      const s = Buffer.from('0002000c0000000100010004', 'hex')
      s.writeUInt16BE(id, 4)
      return s
    }
    const stay = Array.from({ length: 30_000 }, (_, i) => message(set(1000 + (i % 9000), i)))
    const known = Array.from({ length: 30_000 }, (_, i) => message(set(300, i)))
    const all = [message(template(300)), ...stay, message(set(400, 1), set(500, 2), set(400, 3))]
    const last = message(template(500), template(400))
    const start = process.cpuUsage()
    const ran = runOver(flows, Buffer.concat([...all, ...known, last]))
    // Looked at for each message, those that wait would take half a minute.
    expect(process.cpuUsage(start).user).toBeLessThan(15e6)
    expect(ran.rows.slice(-3).map((r) => r.octetDeltaCount)).toEqual([1n, 2n, 3n])
    expect(ran.run.counts.records).toEqual({
      in: 60_003,
      out: 30_003,
      dropped: { 'no-template': 30_000 },
    })
  })

  it('times do not leave under a policy that suppresses them', () => {
    const none = { ...profilePolicy('partner'), rules: { ...profilePolicy('partner').rules } }
    none.rules.time = { transform: 'suppress', args: {} } as never
    const { out, rows } = runOver(flows, netflow5, { policy: none })
    expect(out.readUInt32BE(8)).toBe(0)
    expect(out.readUInt32BE(4)).toBe(0)
    expect(rows[0]).not.toHaveProperty('flowStartNanoseconds')
  })
})

/** The internal profile with addresses and links kept, and times not moved. */
function everythingKept(): Policy {
  const keep = { transform: 'keep', args: {} } as never
  const kinds = ['address', 'link', 'time', 'hardware'] as const
  const fields: Record<string, never> = {}
  for (const name of ['sourceIPv4Address', 'destinationIPv4Address', 'ipNextHopIPv4Address']) {
    fields[`flow.${name}`] = keep
  }
  fields['flow.lineCardId'] = keep
  const rules = { ...internal.rules, ...Object.fromEntries(kinds.map((k) => [k, keep])) }
  return { ...internal, rules, fields: { ...internal.fields, ...fields } }
}

describe('flow exports in general', () => {
  const all = Buffer.concat([netflow5, netflow9, netflow5, netflow9])
  const ipfix = Buffer.concat([rfc7011, ipfixRich, rfc7011])

  it('how the input is cut does not matter', () => {
    for (const input of [all, ipfix]) {
      const whole = runOver(flows, input)
      expect(whole.run.counts.records.out).toBeGreaterThan(6)
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (cuts) => {
          const cut = runOver(flows, input, { cuts })
          expect(cut.out).toEqual(whole.out)
          expect(cut.rows).toEqual(whole.rows)
        }),
        { numRuns: 15, seed: 3 },
      )
    }
  })

  it('rewriting again reads what was written', () => {
    for (const input of Object.values(messages)) {
      const once = runOver(flows, input)
      const twice = runOver(flows, once.out)
      expect(twice.run.counts.records.out).toBe(once.run.counts.records.out)
      expect(twice.out).toHaveLength(once.out.length)
    }
  })

  it('damage never throws, is counted, and lets no planted value out', () => {
    const planted = ['alice', 'secret', '\u00c0\u0000\u0002\u0001', '\u00cb\u0000q\u0005']
    const names = fc.constantFrom(...(Object.keys(messages) as (keyof typeof messages)[]))
    const edits = fc.array(fc.tuple(fc.nat(250), fc.nat(255)), { maxLength: 6 })
    fc.assert(
      fc.property(names, edits, fc.nat(260), (name, list, cutAt) => {
        const b = Buffer.from(messages[name])
        for (const [at, v] of list) if (at >= 24 && at < b.length) b[at] = v
        const input = b.subarray(0, Math.max(24, b.length - (cutAt % 40)))
        if (flows.recognise(input) === undefined) return
        const ran = runOver(flows, input)
        expect(isBalanced(ran)).toBe(true)
        // Names are of elements that never leave, whatever the lengths around them say.
        for (const p of planted.slice(0, 2)) {
          if (list.length === 0) expect(ran.out.includes(Buffer.from(p, 'latin1'))).toBe(false)
        }
      }),
      { numRuns: 300, seed: 11 },
    )
  })

  it('what follows a message that has no end is left out and told', () => {
    const { run, out } = runOver(flows, Buffer.concat([netflow5, Buffer.from('rubbish, rubbish')]))
    expect(out).toHaveLength(netflow5.length)
    expect(run.counts.records).toEqual({ in: 3, out: 2, dropped: { 'lost-framing': 1 } })
    expect(run.notices).toEqual(['no message begins at byte 120: what follows was left out'])
  })
})
