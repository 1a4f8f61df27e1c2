/** Names of reverse lookups: they spell the pseudonym of their address wherever it fits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AddressOptions, createAddressMaps } from '../../src/keys/address-maps.js'
import { createFrame } from '../../src/wire/frame.js'
import { keyring } from '../keys/keyrings.js'
import { changeLabel, named } from './frames.js'

const PRESERVING: AddressOptions = { ipv4Bits: 32, ipv6Bits: 128, vendors: [] }
const FLAT: AddressOptions = { ipv4Bits: 0, ipv6Bits: 0, vendors: [] }

/** Both forms of a name under one map of addresses: in a packet and in text. */
function names(addresses?: AddressOptions) {
  const own = addresses === undefined ? {} : { addresses }
  const label = changeLabel({ transform: 'pseudonym', ...own })
  const target = { kind: 'hostname', type: 'hostname' } as const
  const apply = named('pseudonym').build({}, target, keyring(1), addresses)
  const f = createFrame()
  const out = new Uint8Array(73)
  return {
    wire(name: string): string {
      let begin = 0
      return name
        .split('.')
        .map((l) => {
          const mapped = label(name, begin)
          expect(mapped.length).toBe(l.length)
          begin += l.length + 1
          return mapped
        })
        .join('.')
    },
    inPlace(name: string): string {
      f.b = Buffer.from(name)
      apply?.(f, 0, name.length, -1)
      return Buffer.from(f.b).toString()
    },
    text(name: string): string {
      const n = apply?.spell?.(Buffer.from(name), 0, name.length, out) ?? 0
      return Buffer.from(out.subarray(0, n)).toString()
    },
  }
}

const pseudonyms = (options: AddressOptions) => createAddressMaps(keyring(1), options)

function ipv4Of(octets: readonly number[], options = PRESERVING): number[] {
  const a = Buffer.from(octets).readUInt32BE()
  const out = Buffer.alloc(4)
  out.writeUInt32BE(pseudonyms(options).ipv4(a))
  return [...out]
}

function ipv6Of(hex: string, options = PRESERVING): string {
  const b = Buffer.from(hex, 'hex')
  const words = Int32Array.from([0, 4, 8, 12], (at) => b.readInt32BE(at))
  pseudonyms(options).ipv6(words)
  const out = Buffer.alloc(16)
  for (const [i, w] of words.entries()) out.writeInt32BE(w, 4 * i)
  return out.toString('hex')
}

const arpa4 = (octets: readonly number[]) => `${octets.toReversed().join('.')}.in-addr.arpa`
const arpa6 = (hex: string) => `${[...hex].toReversed().join('.')}.ip6.arpa`
const octets = fc.array(fc.nat(255), { minLength: 4, maxLength: 4 })
const nibbles = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((b) => {
  return Buffer.from(b).toString('hex')
})
const run = { numRuns: 100, seed: 5 }

describe('reverse names', () => {
  const { wire, inPlace, text } = names(PRESERVING)

  it('spell the pseudonym of their address in text', () => {
    fc.assert(
      fc.property(octets, (a) => {
        expect(text(arpa4(a))).toBe(arpa4(ipv4Of(a)))
        expect(text(`${arpa4(a).toUpperCase()}.`)).toBe(`${arpa4(ipv4Of(a))}.`)
      }),
      run,
    )
    fc.assert(
      fc.property(nibbles, (a) => void expect(text(arpa6(a))).toBe(arpa6(ipv6Of(a)))),
      run,
    )
  })

  it('spell the pseudonym of an IPv6 address in a packet, an interface identifier, too', () => {
    const all = fc.oneof(
      nibbles,
      nibbles.map((a) => `${a.slice(0, 22)}fffe${a.slice(26)}`),
      nibbles.map((a) => `20010db8${a.slice(8)}`),
    )
    fc.assert(
      fc.property(all, (a) => void expect(wire(arpa6(a))).toBe(arpa6(ipv6Of(a)))),
      run,
    )
  })

  it('have octets of the pseudonym in a packet, filled with zeros, or letters', () => {
    let digits = 0
    let letters = 0
    fc.assert(
      fc.property(octets, (a) => {
        const mapped = ipv4Of(a)
        const labels = wire(arpa4(a)).split('.')
        expect(labels.slice(4)).toEqual(['in-addr', 'arpa'])
        for (const [i, l] of labels.slice(0, 4).entries()) {
          const v = mapped[3 - i]
          if (String(v).length <= l.length) {
            expect(l).toBe(String(v).padStart(l.length, '0'))
            digits++
          } else {
            expect(l).toMatch(/^[a-z]+$/)
            letters++
          }
        }
        expect(inPlace(arpa4(a))).toBe(wire(arpa4(a)))
      }),
      run,
    )
    expect([digits > 200, letters > 20]).toEqual([true, true])
  })

  it('of networks spell the beginning of what all their addresses spell', () => {
    fc.assert(
      fc.property(octets, nibbles, fc.integer({ min: 1, max: 16 }), (a, hex, n) => {
        const of = arpa4(a).split('.').slice(1).join('.')
        expect(wire(arpa4(a)).split('.').slice(1).join('.')).toBe(wire(of))
        expect(text(of)).toBe(text(arpa4(a)).split('.').slice(1).join('.'))
        const site = arpa6(`2001${hex.slice(4)}`)
        const zone = site.split('.').slice(n + 16)
        expect(wire(zone.join('.'))).toBe(
          wire(site)
            .split('.')
            .slice(n + 16)
            .join('.'),
        )
      }),
      run,
    )
  })

  it('keep labels of one network apart', () => {
    const seen = new Set(Array.from({ length: 256 }, (_, i) => wire(`${i}.2.0.192.in-addr.arpa`)))
    expect(seen.size).toBe(256)
    const below = [...'0123456789abcdef'].map((n) => wire(`${n}.8.b.d.0.ip6.arpa`))
    expect(new Set(below).size).toBe(16)
  })

  it('spell no prefix that the policy does not let be seen', () => {
    const flat = names(FLAT)
    const a = [141, 142, 220, 235]
    expect(flat.text(arpa4(a))).toBe(arpa4(ipv4Of(a, FLAT)))
    expect(flat.text('220.142.141.in-addr.arpa')).toBe('')
    expect(flat.wire('220.142.141.in-addr.arpa')).toMatch(
      /^[a-z]{3}(\.[a-z]{3}){2}\.in-addr\.arpa$/,
    )
    const hex = '20010db8000000000123456789abcdef'
    expect(flat.wire(arpa6(hex))).toBe(arpa6(ipv6Of(hex, FLAT)))
  })

  it('hide their address where addresses have no pseudonyms', () => {
    const none = names()
    expect(none.text('4.3.2.1.in-addr.arpa')).toBe('')
    const out = none.wire('235.220.142.141.in-addr.arpa')
    expect(out).toMatch(/^[a-z]{3}(\.[a-z]{3}){3}\.in-addr\.arpa$/)
  })

  it('hide what stands below an address or between its octets', () => {
    expect(wire('acme-printer.7.2.0.192.in-addr.arpa')).toMatch(/^[a-z][a-z0-9]{11}\./)
    // RFC 2317 §4: 128-25 is a zone of its own, and no octet
    expect(wire('235.128-25.220.142.141.in-addr.arpa')).toMatch(/^[a-z]\w\w\.[a-z]\w{5}\.\d{3}\./)
    expect(wire('007.2.0.192.in-addr.arpa')).toMatch(/^[a-z]\w\w\./)
    expect(text('x.7.2.0.192.in-addr.arpa')).toBe('')
    expect(wire('4.3.2.1.in-addr.arpa.acme.com')).not.toMatch(/4\.3\.2\.1/)
  })
})
