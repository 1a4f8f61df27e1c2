/** Each check must pass on an honest release and must be able to fail: here is both, for each. */
import { describe, expect, it } from 'vitest'
import { byteAccounting } from '../../src/audit/byte-accounting.js'
import { checksumOracle } from '../../src/audit/checksum-oracle.js'
import { container } from '../../src/audit/container.js'
import { hardware } from '../../src/audit/hardware.js'
import { readable } from '../../src/audit/readable.js'
import { residue } from '../../src/audit/residue.js'
import { specialAddresses } from '../../src/audit/special-addresses.js'
import { uniqueness, wilson } from '../../src/audit/uniqueness.js'
import { put16 } from '../../src/bytes/endian.js'
import { createFacts, hashAddress } from '../../src/correlate/facts.js'
import type { Policy } from '../../src/policy/policy.js'
import { createFrame } from '../../src/wire/frame.js'
import { dns, eth, ip4, ipv4, mac, question, record, tcp, text, udp } from '../leaks/build.js'
import { audit, contextFor, partner } from './harness.js'

const KEEP = { transform: 'keep', args: {} }
const host = (n: number): string => `141.142.${n >> 8}.${n & 255}`
const web = (n: number) =>
  eth(
    0x0800,
    ipv4(6, tcp(40000 + n, 80, text(`GET /${n} HTTP/1.1\r\nHost: a.com\r\n\r\n`)), {
      src: host(n),
    }),
  )
const lookup = (n: number) =>
  eth(
    0x0800,
    ipv4(
      17,
      udp(
        40000 + n,
        53,
        dns([question(`host${n}.example.com`, 1)], [record([0xc0, 12], 1, ip4(host(n)))]),
      ),
      { src: host(n) },
    ),
    `00:1b:21:00:${(n >> 8).toString(16)}:${(n & 255).toString(16)}`,
  )
const frames = Array.from({ length: 300 }, (_, n) => (n % 2 === 0 ? web(n) : lookup(n)))
const keeping = (kind: 'address' | 'hardware' | 'content'): Policy => ({
  ...partner,
  rules: { ...partner.rules, [kind]: KEEP },
})

describe('byteAccounting', () => {
  it('passes when every byte lies in a field with a rule', () => {
    const f = audit(byteAccounting, frames)
    expect(f).toMatchObject({ verdict: 'pass', value: 0 })
    expect(f.arms.attributed).toBeGreaterThan(10000)
  })
  it('fails when bytes leave that no rule put there', () => {
    expect(audit(byteAccounting, frames, partner, (_f, end) => end + 1).verdict).toBe('fail')
  })
})

describe('residue', () => {
  it('keeps what was met, though the room it stood in is used again', () => {
    const auditor = residue.open(contextFor(partner))
    const room = Buffer.from('zebulon')
    auditor.value?.('person', room, room.subarray(0, 0))
    room.write('another')
    auditor.other?.(Buffer.from('by zebulon '), 0)
    expect(auditor.finish()).toMatchObject({ verdict: 'fail', value: 1 })
  })

  it('fails when the words of the owner name somebody who was met, and says so', () => {
    const said = (words: string) => {
      const auditor = residue.open(contextFor(partner))
      auditor.value?.('hostname', Buffer.from('vault.corp.example'), Buffer.from('a.b.example'))
      auditor.said?.(Buffer.from(words))
      return auditor.finish()
    }
    expect(said('one day of the branch office')).toMatchObject({ verdict: 'pass', notes: [] })
    const found = said('from vault.corp.example')
    expect(found).toMatchObject({ verdict: 'fail', value: 1 })
    expect(found.notes[0]).toContain('name, description, purpose or licence')
  })

  it('passes on a rewritten release, having searched what was met', () => {
    const f = audit(residue, frames)
    expect(f).toMatchObject({ verdict: 'pass', value: 0 })
    expect(f.arms['values searched']).toBeGreaterThan(400)
  })
  const asIs = (_f: unknown, end: number): number => end
  it('fails when one address is left in binary', () => {
    const f = audit(residue, frames, partner, asIs, (b, i) => {
      if (i === 9) b.set(ip4(host(9)), 26)
    })
    expect(f).toMatchObject({ verdict: 'fail', value: 1 })
    expect(f.notes).toEqual(['a value of type ipv4 stands in ipv4.src'])
  })
  it('fails when an address made by hand is left in its field, which elsewhere is a number', () => {
    const made = frames.map((f) => [...f.slice(0, 6), 0, 0, 0, 0, 0, 3, ...f.slice(12)])
    const one = (at: number) =>
      audit(residue, made, partner, asIs, (b, i) => {
        if (i === 9) b.set([0, 0, 0, 0, 0, 3], at)
      })
    expect(one(6)).toMatchObject({ verdict: 'fail', value: 1 })
    expect(one(38).value).toBe(0)
  })
  it.each([false, true])('fails when an address stands in kept bytes, backwards: %s', (turned) => {
    const planted = frames.map((f, i) => {
      const a = ip4(host((i + 1) % 300))
      return i % 2 === 0 ? [...f.slice(0, -8), ...(turned ? a.reverse() : a), 1, 2, 3, 4] : f
    })
    const f = audit(residue, planted, keeping('content'))
    expect(f.verdict).toBe('fail')
    expect(f.notes[0]).toMatch(/^a value of type ipv4 stands in frame\.payload.*times$/)
    expect(audit(residue, planted)).toMatchObject({ verdict: 'pass' })
  })
  it.each([
    ['00:1b:21:00:00:09'],
    ['00-1b-21-00-00-09'],
    ['001b.2100.0009'],
    ['001b21000009'],
    ['%00%1B%21%00%00%09'],
  ])('fails when a hardware address is left as %s', (left) => {
    const met = frames.map((f, i) =>
      i === 9 ? [...f.slice(0, 6), ...mac('00:1b:21:00:00:09'), ...f.slice(12)] : f,
    )
    const f = audit(residue, met, partner, asIs, (b, i) => {
      if (i === 8) b.set(text(left), b.length - left.length)
    })
    expect(f).toMatchObject({ verdict: 'fail', value: 1 })
  })
  it('fails when one name is left in text', () => {
    const f = audit(residue, frames, partner, asIs, (b, i) => {
      if (i === 9) b.set(text('host9.example.com'), b.length - 17)
    })
    expect(f.verdict).toBe('fail')
    expect(f.notes.join()).toMatch(/^a value of type name stands in frame.payload/)
  })
  it.each([
    ['k7q9abwp.com', 'pass'],
    ['k7q9a.wp.com', 'fail'],
    ['wp.com.k.com', 'fail'],
  ])('tells a name from the end of a pseudonym: %s', (left, verdict) => {
    const asked = eth(0x0800, ipv4(17, udp(40000, 53, dns([question('wp.com', 1)], []))))
    const said = text(`GET / HTTP/1.1\r\nHost: a.liddel.com\r\n\r\n`)
    const got = eth(0x0800, ipv4(6, tcp(40000, 80, said)))
    const f = audit(residue, [asked, got], partner, (frame, end, i) => {
      if (i === 1) frame.b.set(text(left), frame.at + got.length - 16)
      return end
    })
    expect(f).toMatchObject({ verdict })
  })
  it('takes an identifier of the message before flags and counts for no address', () => {
    const asked = eth(0x0800, ipv4(17, udp(40000, 53, dns([question('liddel.com', 1)], []))))
    const id = asked.length - (12 + 12 + 4)
    const flags = asked.slice(id + 2, id + 6)
    const made = [...asked.slice(0, 6), 0x0a, 0x0b, ...flags, ...asked.slice(12)]
    const f = audit(residue, [made], partner, asIs, (b) => b.set([0x0a, 0x0b], id))
    expect(f).toMatchObject({ verdict: 'pass', value: 0 })
    expect(f.arms['in what a transform wrote, or across a checksum']).toBe(1)
  })
  it.each([
    ['small numbers, backwards', '02:01:00:01:00:00', 1, 'pass'],
    ['small numbers', '00:00:01:00:01:02', 1, 'pass'],
    ['a number that is not small', '00:00:41:00:01:02', 0x41, 'fail'],
  ])('tells types and lengths from an address of %s', (_what, address, type, verdict) => {
    const asked = dns([question('q1.local', type), question('q1.local', type)], [])
    const said = eth(0x0800, ipv4(17, udp(5353, 5353, asked)))
    const met = [...said.slice(0, 6), ...mac(address), ...said.slice(12)]
    const f = audit(residue, [...frames, met, said], partner, asIs, () => undefined)
    expect(f).toMatchObject({ verdict })
  })
  it.each([
    ['that of a group', '01:00:5e:00:00:66', 'pass'],
    ['that of a device', '00:00:5e:00:00:66', 'fail'],
  ])('tells chance across two addresses by what stays of the first: %s', (_what, to, verdict) => {
    const left = mac(to)
    const met = [...left.slice(2), 0x0a, 0x0b]
    const made = frames.map((f, i) => (i === 7 ? [...f.slice(0, 6), ...met, ...f.slice(12)] : f))
    const f = audit(residue, made, partner, (frame, end, i) => {
      if (i === 9) frame.b.set([...left, 0x0a, 0x0b])
      return end
    })
    expect(f).toMatchObject({ verdict })
  })
  it('fails when a transform leaves addresses as they are', () => {
    const f = audit(residue, frames, partner, (frame, end, i) => {
      if (i < 100) frame.b.set(ip4(host(i)), 26)
      return end
    })
    expect(f.verdict).toBe('fail')
  })
})

describe('checksumOracle', () => {
  it('passes when checksums are zero or right', () => {
    const f = audit(checksumOracle, frames)
    expect(f).toMatchObject({ verdict: 'pass', value: 0 })
    expect(f.arms.checked).toBeGreaterThan(300)
  })
  it('fails when the checksum of a cut segment is left as it was', () => {
    const f = audit(checksumOracle, frames, partner, (frame, end, i) => {
      if (i % 2 === 0) put16(frame.b, 14 + 20 + 16, 0xbeef)
      return end
    })
    expect(f).toMatchObject({ verdict: 'fail', value: 150 })
  })
})

describe('hardware', () => {
  it('passes when no maker is named', () => {
    expect(audit(hardware, frames)).toMatchObject({ verdict: 'pass', value: 0 })
  })
  it('fails when hardware addresses are kept', () => {
    expect(audit(hardware, frames, keeping('hardware')).verdict).toBe('fail')
  })
})

describe('specialAddresses', () => {
  it('passes on addresses of every class', () => {
    const f = audit(
      specialAddresses,
      [
        '10.1.2.3',
        '192.168.7.7',
        '172.20.1.1',
        '8.8.8.8',
        '224.0.0.251',
        '239.1.2.3',
        '127.0.0.1',
        '255.255.255.255',
        '100.64.3.3',
        '169.254.9.9',
      ].map((src) => eth(0x0800, ipv4(17, udp(1, 2, []), { src }))),
    )
    expect(f).toMatchObject({ verdict: 'pass', value: 0 })
    expect(f.arms['addresses compared']).toBe(20)
  })
  it('fails when a private address becomes a public one', () => {
    const frame = eth(0x0800, ipv4(17, udp(1, 2, []), { src: '10.1.2.3' }))
    const f = audit(specialAddresses, [frame], partner, (frame2, end) => {
      frame2.b[26] = 11
      return end
    })
    expect(f).toMatchObject({ verdict: 'fail', value: 1 })
  })
})

describe('readable', () => {
  it('passes on rewritten frames and fails on a broken header', () => {
    expect(audit(readable, frames).verdict).toBe('pass')
    const broken = audit(readable, frames, partner, (f, end) => {
      f.b[14] = 0x55
      return end
    })
    expect(broken).toMatchObject({ verdict: 'fail', value: 300 })
  })
})

describe('uniqueness', () => {
  it('measures the share of subjects with a flow of their own', () => {
    const f = audit(uniqueness, frames)
    expect(f.arms.subjects).toBeGreaterThan(250)
    expect(f.value).toBeGreaterThanOrEqual(0)
  })
  it.each([
    ['a port', { dstPort: 99, srcPort: 99 }],
    ['a protocol', { protocol: 6 }],
    ['a size', { wire: 2000 }],
    ['a time', { seconds: 5000 }],
  ])('finds the subject that is alone with %s', (_, own) => {
    const auditor = uniqueness.open(contextFor(partner))
    const packet = (source: number, more = {}): void => {
      const alike = { srcPort: 40_000, dstPort: 53, protocol: 17, seconds: 60, wire: 100 }
      const facts = { flowHigh: 1, flowLow: source, source, ...alike, ...more }
      auditor.released?.(createFrame(), Object.assign(createFacts(), facts), 1)
    }
    for (let n = 1; n <= 40; n++) packet(n)
    expect(auditor.finish()).toMatchObject({ value: 0, arms: { subjects: 40 } })
    packet(41, own)
    expect(auditor.finish()).toMatchObject({ value: 1 / 41, arms: { subjects: 41 } })
  })
  it('judges records of flows, but none that was put together from packets', () => {
    const auditor = uniqueness.open(contextFor(partner))
    const alike = {
      sourceTransportPort: 40_000,
      destinationTransportPort: 53,
      protocolIdentifier: 17,
      flowStartNanoseconds: 60_000_000_000n,
      octetDeltaCount: 60n,
      reverseOctetDeltaCount: 40n,
      firstPacket: null,
    }
    const row = (n: number, more = {}): void =>
      auditor.row?.('flows', { ...alike, sourceIPv4Address: host(n), ...more })
    for (let n = 0; n < 40; n++) row(n)
    row(41, { sourceIPv4Address: null, sourceIPv6Address: '2001:db8::1' })
    expect(auditor.finish()).toMatchObject({ value: 0, arms: { subjects: 41, 'of records': 41 } })
    row(50, { octetDeltaCount: 6000n, firstPacket: 3n })
    row(51, { octetDeltaCount: 6000n, sourceIPv4Address: null })
    expect(auditor.finish()).toMatchObject({ value: 0, arms: { subjects: 41, flows: 41 } })
    // The packets of a host whose records were counted are of the same subject.
    const b = Uint8Array.of(...ip4(host(0)))
    const facts = { flowHigh: 1, flowLow: 1, source: hashAddress(b, 0, 4), wire: 100 }
    const ports = { srcPort: 40_000, dstPort: 53, protocol: 17, seconds: 60 }
    auditor.released?.(createFrame(), Object.assign(createFacts(), facts, ports), 1)
    expect(auditor.finish()).toMatchObject({ value: 0, arms: { subjects: 41, flows: 42 } })
    row(0, { reverseOctetDeltaCount: 6000n })
    row(1, { flowStartNanoseconds: 6_000_000_000_000n })
    row(2, { destinationTransportPort: 22 })
    row(3, { protocolIdentifier: 6 })
    expect(auditor.finish()).toMatchObject({ value: 4 / 41, arms: { alone: 4 } })
  })
  it('says of a few subjects that they are too few, where the tier has a limit', () => {
    const judge = (n: number, tier: 'research' | 'partner') => {
      const auditor = uniqueness.open(contextFor({ ...partner, tier }))
      for (let source = 1; source <= n; source++) {
        const flow = { flowHigh: 1, flowLow: source, source, srcPort: 40_000, dstPort: 53 }
        const facts = { ...flow, protocol: 17, seconds: 60, wire: 100 }
        auditor.released?.(createFrame(), Object.assign(createFacts(), facts), 1)
      }
      return auditor.finish()
    }
    expect(judge(99, 'research')).toMatchObject({ verdict: 'inconclusive' })
    expect(judge(99, 'research').notes[0]).toMatch(/^99 subjects are too few/)
    expect(judge(2000, 'research')).toMatchObject({ verdict: 'pass', notes: [] })
    expect(judge(99, 'partner')).toMatchObject({ verdict: 'pass', notes: [] })
  })
  it('refuses a public release in which everybody stands out', () => {
    const odd = Array.from({ length: 200 }, (_, n) =>
      eth(0x0800, ipv4(17, udp(20000 + n, 30000 + n, []), { src: host(n) })),
    )
    const f = audit(uniqueness, odd, { ...partner, tier: 'public' })
    expect(f.verdict).toBe('fail')
  })
  it('wilson gives the published interval for 1 of 10', () => {
    const [low, high] = wilson(1, 10)
    expect(low).toBeCloseTo(0.0179, 3)
    expect(high).toBeCloseTo(0.4042, 3)
  })
  it('wilson holds the share itself, also where that is nothing or all', () => {
    for (let n = 1; n < 400; n++) {
      expect(wilson(n, n)[1]).toBe(1)
      expect(wilson(0, n)[0]).toBe(0)
    }
  })
})

describe('container', () => {
  const finding = (hex: string) => {
    const a = container.open(contextFor(partner))
    a.raw?.(Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex')), 0)
    return a.finish()
  }
  const section = '0a0d0d0a 1c000000 4d3c2b1a 01000000 ffffffffffffffff 1c000000'
  it('passes on a bare section', () => {
    expect(finding(section)).toMatchObject({ verdict: 'pass', value: 0 })
  })
  it('fails on a name resolution block', () => {
    expect(finding(`${section} 04000000 10000000 00000000 10000000`).verdict).toBe('fail')
  })
  it('fails on a hardware option', () => {
    const withOption =
      '0a0d0d0a 28000000 4d3c2b1a 01000000 ffffffffffffffff 02000400 58585858 00000000 28000000'
    expect(finding(withOption).notes.join()).toContain('option 2')
  })
})
