/** Values outside of packets: the same pseudonyms as in packets, and nothing that hides. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { addressMaps } from '../../src/keys/address-maps.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { applyHostname } from '../../src/transforms/names.js'
import type { Kind } from '../../src/wire/fields.js'
import { createFrame } from '../../src/wire/frame.js'
import type { Values } from '../../src/wire/values.js'
import { formatIpv4, parseIpv4 } from '../keys/addresses.js'
import { keyring } from '../keys/keyrings.js'

const keys = keyring(1)
const partner = createValues(profilePolicy('partner'), keys)

function put(values: Values, kind: Kind, s: string, name = 'x'): string | undefined {
  const b = Buffer.from(`${s}`)
  const out = createOutput(2)
  const left = values.text(values.rule(name, kind), Buffer.from(`[${s}]`), 1, b.length + 1, out)
  if (!left) expect(out.n).toBe(0)
  return left ? Buffer.from(out.bytes.subarray(0, out.n)).toString() : undefined
}

const at = (kind: Kind, s: string): string | undefined => put(partner, kind, s)

/** What packets make of an IPv4 address under partner. */
function ipv4(s: string): string {
  const maps = addressMaps(keys, { ipv4Bits: 32, ipv6Bits: 64, vendors: [] })
  return formatIpv4(maps.ipv4(parseIpv4(s)))
}

function host(s: string): string {
  const f = createFrame()
  f.b = Buffer.from(s)
  applyHostname(keys, true)(f, 0, s.length, -1)
  return Buffer.from(f.b).toString()
}

describe('many', () => {
  const ids = (n: number) => Uint8Array.from({ length: 8 * n }, (_, i) => (i * 41 + 5) & 255)

  it('changes identifiers as bytes changes each', () => {
    const rule = partner.rule('span.id', 'link')
    const one = ids(20)
    for (let i = 0; i < 20; i++) partner.bytes(rule, one, 8 * i, 8 * i + 8)
    const all = ids(20)
    expect(partner.many?.(rule, all, 20)).toBe(true)
    expect(Buffer.from(all).toString('hex')).toBe(Buffer.from(one).toString('hex'))
  })

  it('changes nothing where identifiers are suppressed or kept', () => {
    const policy = profilePolicy('partner')
    for (const transform of ['suppress', 'keep']) {
      const fields = { 'span.id': { transform, args: {} } }
      const values = createValues({ ...policy, fields }, keys)
      const all = ids(9)
      expect(values.many?.(values.rule('span.id', 'link'), all, 9)).toBe(false)
      expect(all).toEqual(ids(9))
    }
  })
})

describe('createValues', () => {
  it('gives addresses the pseudonym of packets, in whatever form and field they stand', () => {
    fc.assert(
      fc.property(fc.ipV4(), (a) => {
        const p = ipv4(a)
        for (const kind of ['address', 'enum', 'size', 'hostname', 'link'] as const) {
          expect(at(kind, a)).toBe(p)
        }
        expect(at('address', `${a}:443`)).toBe(`${p}:443`)
        expect(at('address', `::ffff:${a}`)).toBe(`::ffff:${p}`)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('gives an IPv6 address one pseudonym in all ways to write it', () => {
    const p = at('address', '2001:db8::1:0:0:1')
    expect(p).toMatch(/^[0-9a-f:]+$/)
    expect(p).not.toBe('2001:db8::1:0:0:1')
    for (const s of ['2001:DB8:0:0:1::1', '2001:0db8:0000:0000:0001:0000:0000:0001']) {
      expect(at('address', s)).toBe(p)
    }
    expect(at('address', '[2001:db8::1:0:0:1]:8080')).toBe(`[${p}]:8080`)
    expect(at('address', '2001:db8::1:0:0:1%eth0')).toBe(p)
  })

  it('keeps a network a network', () => {
    expect(at('address', '198.51.100.0/24')).toMatch(/^\d+\.\d+\.\d+\.0\/24$/)
    expect(at('address', '198.51.100.0/24')).not.toBe('198.51.100.0/24')
  })

  it('gives host names the pseudonym of packets, in any case and with a last dot', () => {
    const p = host('www.alice-shop.com')
    expect(p).toMatch(/^\w{3}\.\w{10}\.com$/)
    expect(at('hostname', 'www.alice-shop.com')).toBe(p)
    expect(at('address', 'WWW.Alice-Shop.COM')).toBe(p)
    expect(at('enum', 'www.alice-shop.com')).toBe(p)
    expect(at('hostname', 'www.alice-shop.com.')).toBe(`${p}.`)
    expect(at('hostname', 'www.alice-shop.com:8443')).toBe(`${p}:8443`)
    expect(at('hostname', '/run/alice.sock')).toBeUndefined()
  })

  it('lets reverse names spell the pseudonym of their address, by the profile', () => {
    const spelt = (a: string) => `${a.split('.').reverse().join('.')}.in-addr.arpa`
    const a = '203.0.113.7'
    const name = at('hostname', spelt(a))
    expect(name).toBe(spelt(ipv4(a)))
    expect([at('link', spelt(a)), at('address', spelt(a))]).toEqual([name, name])
    expect(at('hostname', `${spelt(a)}:53`)).toBe(`${name}:53`)
    const research = createValues(profilePolicy('research'), keys)
    expect(put(research, 'hostname', spelt(a))).not.toContain('arpa')
    const open = createValues(profilePolicy('public'), keys)
    expect(put(open, 'hostname', spelt(a))).toBeUndefined()
  })
  it('gives MACs one pseudonym in all ways to write them', () => {
    const p = at('hardware', '00:1b:21:3a:4f:5e')
    expect(p).toMatch(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/)
    expect(at('enum', '00-1B-21-3A-4F-5E')).toBe(p?.replaceAll(':', '-'))
    const plain = p?.replaceAll(':', '') as string
    const dotted = `${plain.slice(0, 4)}.${plain.slice(4, 8)}.${plain.slice(8)}`
    expect(at('hardware', '001b.213a.4f5e')).toBe(dotted)
  })

  it('gives identifiers in hexadecimal what their bytes get', () => {
    fc.assert(
      fc.property(fc.constantFrom(8, 16), fc.nat(), (size, seed) => {
        const id = Buffer.alloc(size, seed.toString(16).padStart(8, '1'), 'hex')
        const hex = id.toString('hex')
        fc.pre(/[a-f]/.test(hex))
        const b = Buffer.from(id)
        expect(partner.bytes(partner.rule('span.id', 'link'), b, 0, size)).toBe(true)
        expect(at('link', hex)).toBe(b.toString('hex'))
        expect(at('enum', hex.toUpperCase())).toBe(b.toString('hex'))
        expect(b.toString('hex')).not.toBe(hex)
      }),
      { seed: 2, numRuns: 200 },
    )
    expect(at('link', '0'.repeat(31) + 'a')).toMatch(/^[0-9a-f]{32}$/)
    expect(at('size', '018f4e9a-7b1c-7def-8a2b-0123456789ab')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    )
  })

  it('lets no person, secret, place or statement leave under partner', () => {
    for (const kind of ['person', 'secret', 'content', 'location', 'code'] as const) {
      for (const s of ['alice', '10.0.0.1', 'a@b.example', '12345', 'www.x.com']) {
        expect(at(kind, s)).toBeUndefined()
      }
    }
    expect(at('enum', 'alice@shop.example')).toBeUndefined()
  })

  it('keeps short words only, and none that holds an address, a name or a long number', () => {
    expect(at('enum', 'GET')).toBe('GET')
    expect(at('enum', 'HTTP/1.1')).toBe('HTTP/1.1')
    for (const s of [
      'from 10.1.2.3',
      'to (www.alice.com)',
      'id 1234567',
      'x'.repeat(65),
      'mail a@b.example',
      'caf\u00e9',
      'a\nb',
    ]) {
      expect(at('enum', s)).toBeUndefined()
    }
  })

  it('lets nothing but numbers stay where numbers are expected', () => {
    for (const s of ['17', '-3.25', '1e9', '250ms', '10 MB', '99%']) expect(at('size', s)).toBe(s)
    for (const s of ['alice', '17 alice', 'ten', '1alice', '443/alice', '17 bob', '7bob']) {
      expect([s, at('size', s), at('port', s)]).toEqual([s, undefined, undefined])
    }
  })

  it('moves times by one amount, in every form of them', () => {
    const { time } = partner
    const moved = at('time', '2024-05-01T10:20:30.123456Z') as string
    expect(moved).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    const before = Date.parse('2024-05-01T10:20:30.123Z')
    const by = time.seconds * 1000 + Math.floor(time.nanos / 1e6)
    expect(Math.abs(Date.parse(moved) - before - by)).toBeLessThanOrEqual(1)
    const inZone = at('enum', '2024-05-01T12:20:30.123456+02:00')
    expect(inZone).toBe(moved.replace('Z', '+00:00'))
    expect(at('time', '1714558830123')).toBe(String(before + by))
    expect(partner.number(partner.rule('t', 'time'), 1714558830)).toBe(
      1714558830 + time.seconds + (time.nanos + 0 >= 1e9 ? 1 : 0),
    )
    expect(at('time', '12:30')).toBeUndefined()
    expect(at('time', '17145')).toBeUndefined()
  })

  it.each([
    '1970-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2000-01-01 00:00:09',
    '2147483647',
    '9999999999',
  ])('moves no constant that everybody knows: %s', (s) => {
    expect(put(partner, 'time', s)).toBeUndefined()
  })

  it('treats numbers as their kind says', () => {
    const n = (tier: Policy['tier'], kind: Kind, v: number): number => {
      const values = createValues(profilePolicy(tier), keys)
      return values.number(values.rule('n', kind), v)
    }
    expect(n('partner', 'size', 1234)).toBe(1234)
    expect(n('partner', 'size', -0.5)).toBe(-0.5)
    expect(n('partner', 'port', 50123)).toBe(50123)
    expect(n('public', 'port', 50123)).toBeGreaterThanOrEqual(49152)
    expect(n('public', 'port', 443)).toBe(443)
    expect(n('partner', 'link', 77)).not.toBe(77)
    expect(n('partner', 'person', 77)).toBeNaN()
    expect(n('partner', 'link', 2 ** 60)).toBeNaN()
  })

  it('lets a rule that names a field come first', () => {
    const policy = profilePolicy('partner')
    const named = {
      ...policy,
      fields: {
        'attr.peer': { transform: 'keep', args: {} },
        'attr.kept': { transform: 'suppress', args: {} },
      },
    }
    const values = createValues(named, keys)
    expect(put(values, 'address', '10.0.0.9', 'attr.peer')).toBe('10.0.0.9')
    expect(put(values, 'enum', 'GET', 'attr.kept')).toBeUndefined()
    expect(values.fate(values.rule('attr.kept', 'enum'))).toBe('suppress')
    expect(put(values, 'address', '10.0.0.9', 'attr.other')).not.toBe('10.0.0.9')
  })

  it('shows addresses in binary form as text, once, with what they became', () => {
    const met: [Kind, string, string][] = []
    const values = createValues(
      profilePolicy('partner'),
      keys,
      (kind, b, from, end, out, start) => {
        const image = Buffer.from(out.bytes.subarray(start, out.n)).toString()
        met.push([kind, Buffer.from(b.subarray(from, end)).toString(), image])
      },
    )
    const change = (kind: Kind, hex: string): string => {
      const b = Buffer.from(`ff${hex}ff`, 'hex')
      values.bytes(values.rule('x', kind), b, 1, b.length - 1)
      return b.toString('hex', 1, b.length - 1)
    }
    const [one, mac] = ['5b061102', '02005e100102']
    const image = change('address', one)
    const made = change('hardware', mac)
    const six = change('address', '20010db8000000000000000000000002')
    for (const again of [one, one]) expect(change('address', again)).toBe(image)
    change('link', '0102030405060708')
    change('address', '0102030405')
    const colons = (h: string): string => (h.match(/../g) ?? []).join(':')
    const dots = [...Buffer.from(image, 'hex')].join('.')
    expect(met.slice(0, 2)).toEqual([
      ['address', '91.6.17.2', dots],
      ['hardware', colons(mac), colons(made)],
    ])
    expect(met[2].slice(0, 2)).toEqual(['address', '2001:db8::2'])
    expect(met).toHaveLength(3)
    expect(six).not.toBe('20010db8000000000000000000000002')
    expect(dots).toBe(ipv4('91.6.17.2'))
  })

  it('shows what it met before it is changed, and gives the same from its memory', () => {
    const seen = new Set<string>()
    const values = createValues(profilePolicy('partner'), keys, (_kind, b, from, to) => {
      seen.add(Buffer.from(b.subarray(from, to)).toString())
    })
    const words = Array.from({ length: 40000 }, (_, i) => `h${i % 20000}.shop.example`)
    const first = words.slice(0, 20000).map((w) => put(values, 'hostname', w))
    const second = words.slice(20000).map((w) => put(values, 'hostname', w))
    expect(second).toEqual(first)
    expect(new Set(first).size).toBe(20000)
    expect(seen.size).toBe(20000)
    put(values, 'person', 'Alice Liddell')
    expect(seen.has('Alice Liddell')).toBe(true)
  })

  it('takes any bytes without fail', () => {
    const kinds: Kind[] = ['address', 'hostname', 'time', 'enum', 'link', 'port', 'size']
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(...kinds), (b, kind) => {
        const out = createOutput(1)
        const left = partner.text(partner.rule('f', kind), b, 0, b.length, out)
        expect(left || out.n === 0).toBe(true)
      }),
      { seed: 3, numRuns: 3000 },
    )
  })

  it('are no telephones and places, which are numbers with marks in them', () => {
    for (const s of [
      '0170-1234567',
      '+49-170-123456',
      '52.520008',
      '-1155456701',
      '170 12 34 56 78',
    ]) {
      expect(at('enum', s), s).toBeUndefined()
    }
    for (const s of ['1.1', '-1', 'HTTP/1.1 200', 'TLS_AES_256_GCM_SHA384', '2.7.18']) {
      expect(at('enum', s), s).toBe(s)
    }
  })
})
