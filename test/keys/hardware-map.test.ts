/** MAC pseudonyms: no vendor, groups that stay groups, broadcast that stays broadcast. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGroupMap } from '../../src/keys/group-map.js'
import { createHardwareMap, type HardwareMap } from '../../src/keys/hardware-map.js'
import { createIpv4Map } from '../../src/keys/ipv4-map.js'
import { keyring } from './keyrings.js'

function make(vendors: number[] = [], cache = 13): HardwareMap {
  const keys = keyring(1)
  return createHardwareMap(keys, createGroupMap(keys), new Set(vendors), cache)
}
const maps = make()

function mac(text: string): string {
  return mac48(maps, text)
}
function mac48(m: HardwareMap, text: string): string {
  const hex = text.replaceAll(':', '')
  const v = Int32Array.of(
    0,
    0,
    Number.parseInt(hex.slice(0, 4), 16),
    Number.parseInt(hex.slice(4), 16),
  )
  m.eui48(v)
  const out = v[2].toString(16).padStart(4, '0') + (v[3] >>> 0).toString(16).padStart(8, '0')
  return out.replace(/..(?!$)/g, '$&:')
}
function eui64(hex: string): string {
  const v = Int32Array.of(
    0,
    0,
    Number.parseInt(hex.slice(0, 8), 16),
    Number.parseInt(hex.slice(8), 16),
  )
  maps.eui64(v)
  return [v[2], v[3]].map((w) => (w >>> 0).toString(16).padStart(8, '0')).join('')
}

describe('createHardwareMap', () => {
  it('leaves broadcast, zero and groups of protocols', () => {
    const fixed = ['ff:ff:ff:ff:ff:ff', '00:00:00:00:00:00', '01:80:c2:00:00:0e']
    fixed.push('01:00:0c:cc:cc:cc', '01:1b:19:00:00:00', '33:33:00:00:00:01', '01:00:5e:00:00:fb')
    fixed.push('01:0c:cd:01:00:07', '01:0e:cf:00:00:00', '09:00:2b:00:00:05', '03:00:00:00:00:01')
    fixed.push('01:00:0c:cd:cd:d0', '03:00:00:40:00:00')
    for (const a of fixed) expect(mac(a)).toBe(a)
  })
  it('leaves no group that was given to no protocol, since it could say anything', () => {
    const seen = new Set<string>()
    for (const oui of ['01:80:c2', '01:00:0c', '01:1b:19', '01:0c:cd', '09:00:2b', '01:0e:cf']) {
      const image = mac(`${oui}:8e:dc:eb`)
      expect(image.slice(9)).toBe(mac('00:1b:44:8e:dc:eb').slice(9))
      expect(image.slice(9)).not.toBe('8e:dc:eb')
      expect(Number.parseInt(image.slice(0, 2), 16) & 3).toBe(3)
      seen.add(image)
    }
    expect(mac('03:00:00:8e:dc:eb').slice(9)).toBe(mac('00:1b:44:8e:dc:eb').slice(9))
    expect(seen.size).toBe(6)
  })
  it('sets the local bit and clears no group bit', () => {
    fc.assert(
      fc.property(fc.nat(0xffffff), (oui) => {
        const image = maps.oui(oui)
        expect(image & 0x020000).toBe(0x020000)
        expect(image & 0x010000).toBe(oui & 0x010000)
        expect(image >>> 8).not.toBe(0x3333)
      }),
      { seed: 10, numRuns: 1000 },
    )
  })
  it('is one to one among universal and among local vendors', () => {
    for (const local of [0, 0x020000]) {
      const seen = new Set<number>()
      for (let i = 0; i < 4000; i++) seen.add(maps.oui(((i * 4) << 16) | local | (i * 7)))
      const inputs = new Set<number>()
      for (let i = 0; i < 4000; i++) inputs.add((((i * 4) << 16) | local | (i * 7)) & 0xffffff)
      expect(seen.size).toBe(inputs.size)
    }
  })
  it('maps the group of an IPv4 address as the address', () => {
    const keys = keyring(1)
    const ipv4 = createIpv4Map(keys, createGroupMap(keys), 32)
    const image = ipv4(0xefc0a805)
    expect(image).not.toBe(0xefc0a805)
    const low = (image & 0x7fffff)
      .toString(16)
      .padStart(6, '0')
      .replace(/..(?!$)/g, '$&:')
    expect(mac('01:00:5e:40:a8:05')).toBe(`01:00:5e:${low}`)
  })
  it('keeps the vendors it is told to keep, and nobody else gets them', () => {
    const some = make([0x001122])
    expect(mac48(some, '00:11:22:33:44:55').slice(0, 8)).toBe('00:11:22')
    expect(mac48(some, '00:11:22:33:44:55').slice(9)).toBe(mac('00:11:22:33:44:55').slice(9))
    expect(mac48(some, '00:11:23:33:44:55')).toBe(mac('00:11:23:33:44:55'))
  })
  it('maps an EUI-64 made of a MAC to one made of its pseudonym', () => {
    const [a, b, c, d, e, f] = mac('00:1b:44:11:3a:b7').split(':')
    expect(eui64('001b44fffe113ab7')).toBe(`${a}${b}${c}fffe${d}${e}${f}`)
    expect(eui64('0000000000000000')).toBe('0000000000000000')
    for (let i = 0; i < 300; i++) {
      const low = (i * 55555).toString(16).padStart(6, '0')
      const id = `001b44${(0xfff0 + (i % 14)).toString(16)}${low}`
      expect(eui64(id).slice(6, 10)).not.toBe('fffe')
    }
  })
  it('maps an EUI-64 by its own two words, whatever stands before them', () => {
    const none = make([], 0)
    for (const stale of [0, 7, -1]) {
      for (const other of [0, 9]) {
        const v = Int32Array.of(stale, other, 0x001b4412, 0x345678)
        none.eui64(v)
        const hex = [v[2], v[3]].map((w) => (w >>> 0).toString(16).padStart(8, '0')).join('')
        expect(hex).toBe(eui64('001b441200345678'))
      }
    }
  })
  it('gives the same with any cache or none', () => {
    const none = make([], 0)
    const tiny = make([], 1)
    for (let i = 0; i < 300; i++) {
      const a = `00:1b:${(16 + (i % 7)).toString(16)}:00:00:${(16 + (i % 50)).toString(16)}`
      expect(mac48(none, a)).toBe(mac(a))
      expect(mac48(tiny, a)).toBe(mac(a))
    }
  })
})
