/** Ports, identifiers, texts, numbers, constants: exhaustively where there are few values. */
import { describe, expect, it } from 'vitest'
import { createAddressMaps } from '../../src/keys/address-maps.js'
import { constant } from '../../src/transforms/constant.js'
import { keyring } from '../keys/keyrings.js'
import { change, changeText, named } from './frames.js'

const bytes = (...list: number[]): Uint8Array => Uint8Array.from(list)
const pair = (v: number): Uint8Array => bytes(v >>> 8, v & 255)

describe('permute', () => {
  const classOf = (p: number): number => (p === 0 ? 0 : p < 1024 ? 1 : p < 49152 ? 2 : 3)
  it('is one to one and keeps the class of every port', () => {
    const by = change({ transform: 'permute', kind: 'port', type: 'port' })
    const seen = new Set<number>()
    let wrong = 0
    let fixed = 0
    for (let p = 0; p < 65536; p++) {
      const [h, l] = by(pair(p))
      const q = h * 256 + l
      seen.add(q)
      if (classOf(q) !== classOf(p)) wrong++
      if (q === p) fixed++
    }
    expect([seen.size, wrong]).toEqual([65536, 0])
    expect(fixed).toBeLessThan(20)
  })
  it('leaves classes alone that are not named', () => {
    const args = { classes: ['dynamic'] }
    const by = change({ transform: 'permute', args, kind: 'port', type: 'port' })
    expect([...by(pair(443))]).toEqual([...pair(443)])
    expect([...by(pair(50000))]).not.toEqual([...pair(50000)])
  })
  it('agrees with the pseudonym of a port', () => {
    const a = change({ transform: 'permute', kind: 'port', type: 'port' })
    const b = change({ transform: 'pseudonym', kind: 'port', type: 'port' })
    expect([...a(pair(443))]).toEqual([...b(pair(443))])
  })
})

describe('pseudonym of identifiers', () => {
  const by = change({ transform: 'pseudonym', kind: 'link', type: 'bytes' })
  it('is one to one on one and two bytes, and zero stays', () => {
    const one = new Set(Array.from({ length: 256 }, (_, i) => by(bytes(i))[0]))
    expect(one.size).toBe(256)
    const two = new Set(Array.from({ length: 65536 }, (_, i) => by(pair(i)).join()))
    expect(two.size).toBe(65536)
    for (const n of [1, 2, 3, 8, 16]) expect(by(new Uint8Array(n)).every((v) => v === 0)).toBe(true)
  })
  it.each([3, 4, 5, 8, 15, 16, 17, 40])('tells values of %i bytes apart by every bit', (n) => {
    const seen = new Set<string>()
    for (let bit = 0; bit < 8 * n; bit++) {
      const v = new Uint8Array(n)
      v[bit >>> 3] = 1 << (bit & 7)
      const out = by(v)
      expect(by(v)).toEqual(out)
      seen.add(out.join())
    }
    expect(seen.size).toBe(8 * n)
  })
  it('depends on the kind and the key', () => {
    const v = bytes(1, 2, 3, 4)
    const other = change({ transform: 'pseudonym', kind: 'secret', type: 'bytes' })(v)
    const key = change({ transform: 'pseudonym', kind: 'link', type: 'bytes', keys: keyring(2) })(v)
    expect(new Set([by(v).join(), other.join(), key.join()]).size).toBe(3)
  })
  it('makes words of texts', () => {
    const text = changeText({ transform: 'pseudonym', kind: 'person', type: 'text' })
    for (const t of ['bob', 'Bob', 'alice@example.com', 'x'.repeat(500), 'ü']) {
      expect(text(t)).toMatch(/^[a-z][a-z0-9]*$/)
      expect(text(t).length).toBe(Buffer.byteLength(t))
      expect(text(t)).toBe(text(t))
    }
    expect(text('alice@example.com')).not.toBe(text('alicf@example.com'))
  })
})

describe('generalise', () => {
  const of = (args: Record<string, unknown>, type: 'uint' | 'uint-le' = 'uint') =>
    change({ transform: 'generalise', args, type })
  it('gives the lower edge of a bin', () => {
    const by = of({ bins: [10, 100, 1500] })
    const out = [0, 9, 10, 99, 100, 1499, 1500, 65535].map((v) => by(pair(v)))
    expect(out.map(([h, l]) => h * 256 + l)).toEqual([0, 0, 10, 10, 100, 100, 1500, 1500])
  })
  it('gives the power below', () => {
    const two = of({ log: 2 })
    expect([0, 1, 2, 3, 4, 255].map((v) => two(bytes(v))[0])).toEqual([0, 1, 2, 2, 4, 128])
    expect([...of({ log: 10 })(bytes(0x00, 0x0f, 0x42, 0x3f))]).toEqual([0, 1, 0x86, 0xa0])
    expect([...of({ log: 2 }, 'uint-le')(bytes(0xff, 0x03))]).toEqual([0, 2])
    expect([...two(new Uint8Array(8).fill(255))]).toEqual([0, 0, 0x80, 0, 0, 0, 0, 0])
  })
  it('refuses bins that do not rise, both arguments, and none', () => {
    for (const args of [{ bins: [2, 1] }, { bins: [1], log: 2 }, {}]) {
      expect(named('generalise').args.safeParse(args).success).toBe(false)
    }
  })
})

describe('truncate', () => {
  it('keeps the first bits only', () => {
    const all = bytes(255, 255, 255, 255)
    const by = (bits: number) => [
      ...change({ transform: 'truncate', args: { bits }, type: 'ipv4' })(all),
    ]
    expect([by(0), by(1), by(12)]).toEqual([
      [0, 0, 0, 0],
      [128, 0, 0, 0],
      [255, 240, 0, 0],
    ])
    expect([by(24), by(32), by(99)]).toEqual([[255, 255, 255, 0], [...all], [...all]])
    const little = change({ transform: 'truncate', args: { bits: 4 }, type: 'uint-le' })
    expect([...little(bytes(255, 255))]).toEqual([0, 0xf0])
  })
  it('takes lengths for each family', () => {
    const args = { v4: 24, v6: 48 }
    const six = change({ transform: 'truncate', args, type: 'ipv6' })(new Uint8Array(16).fill(255))
    expect([...six]).toEqual([255, 255, 255, 255, 255, 255, ...Array(10).fill(0)])
    expect([...change({ transform: 'truncate', args, type: 'uint' })(bytes(9))]).toEqual([0])
  })
})

describe('constant', () => {
  it('writes numbers, bytes and text', () => {
    const of = (value: number | string, type: 'uint' | 'uint-le' | 'text') =>
      change({ transform: 'constant', args: { value }, type })(new Uint8Array(4).fill(7))
    expect([...of(258, 'uint')]).toEqual([0, 0, 1, 2])
    expect([...of(258, 'uint-le')]).toEqual([2, 1, 0, 0])
    expect([...of('0x0a0b', 'uint')]).toEqual([10, 11, 0, 0])
    expect(Buffer.from(of('abc', 'text')).toString()).toBe('abcx')
    expect([...of(0x0102030405, 'uint')]).toEqual([2, 3, 4, 5])
    expect([...of('258', 'uint')]).toEqual([0, 0, 1, 2])
  })

  it.each([
    ['192.0.2.1', 'ipv4', 'c0000201'],
    ['2001:db8::1', 'ipv6', '20010db8000000000000000000000001'],
    ['02:00:00:00:00:0a', 'eui48', '02000000000a'],
    ['02-00-00-00-00-00-00-0a', 'eui64', '020000000000000a'],
  ] as const)('writes the address %s as %s, and suits no other', (value, type, hex) => {
    const by = change({ transform: 'constant', args: { value }, type })
    expect(Buffer.from(by(new Uint8Array(hex.length / 2).fill(7))).toString('hex')).toBe(hex)
    const types = ['ipv4', 'ipv6', 'eui48', 'eui64', 'uint', 'port', 'text', 'bytes'] as const
    const suited = types.filter((t) => constant.suits?.({ value }, { kind: 'address', type: t }))
    expect(suited).toEqual([type, 'text', 'bytes'])
  })
})

describe('filler', () => {
  it('repeats its pattern to the end and no further', () => {
    const by = changeText({ transform: 'filler', kind: 'content', type: 'bytes' })
    for (const n of [0, 1, 4, 5, 6, 11, 100, 1400]) {
      expect(by('?'.repeat(n))).toBe('scrim'.repeat(n).slice(0, n))
    }
    const text = changeText({ transform: 'filler', kind: 'content', type: 'text' })
    expect(text('?'.repeat(28))).toBe('abcdefghijklmnopqrstuvwxyzab')
  })
})

describe('IPv6 fields', () => {
  it('have all of the pseudonym of their address, whichever was changed before', () => {
    const by = change({ transform: 'prefix-preserving', kind: 'address', type: 'ipv6' })
    const addresses = ['20010db8000000010000000000000007', '26078000000000010000000000000007']
    const maps = createAddressMaps(keyring(1), { ipv4Bits: 32, ipv6Bits: 128, vendors: [] })
    for (const hex of [...addresses, ...addresses]) {
      const b = Uint8Array.from(Buffer.from(hex, 'hex'))
      const words = Int32Array.from([0, 4, 8, 12], (i) => Buffer.from(b).readInt32BE(i))
      maps.ipv6(words)
      const own = Buffer.alloc(16)
      for (const [i, w] of words.entries()) own.writeInt32BE(w, 4 * i)
      expect(Buffer.from(by(b)).toString('hex')).toBe(own.toString('hex'))
      expect(own.subarray(0, 4).toString('hex')).not.toBe(hex.slice(0, 8))
    }
  })
})
