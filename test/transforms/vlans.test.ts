/** VLAN identifiers: a permutation of 1 to 4094 within two bytes that hold more. */
import { describe, expect, it } from 'vitest'
import { keyring } from '../keys/keyrings.js'
import { change } from './frames.js'

const of = (transform: string, keys = keyring(1)) => {
  const by = change({ transform, kind: 'vlan', type: 'vlan', keys })
  return (v: number): number => {
    const out = by(Uint8Array.of(v >>> 8, v & 255))
    return (out[0] << 8) | out[1]
  }
}

describe('pseudonym of VLANs', () => {
  const map = of('pseudonym')
  const all = Array.from({ length: 4096 }, (_, i) => map(i))

  it('is a permutation in which 0 and 4095 stay', () => {
    expect([all[0], all[4095]]).toEqual([0, 4095])
    expect(new Set(all).size).toBe(4096)
    expect(all.filter((v, i) => v === i).length).toBeLessThan(12)
  })

  it('leaves the four bits before the identifier as they are', () => {
    for (const high of [0, 0x1000, 0x6000, 0xf000]) expect(map(high | 30)).toBe(high | map(30))
  })

  it('depends on the key', () => {
    const other = of('pseudonym', keyring(2))
    expect(all.filter((v, i) => v === other(i)).length).toBeLessThan(14)
  })

  it('reads two bytes and no other number of them', () => {
    const by = change({ transform: 'pseudonym', kind: 'vlan', type: 'vlan' })
    for (const n of [0, 1, 3, 4])
      expect([...by(new Uint8Array(n).fill(30))]).toEqual(Array(n).fill(0))
  })
})

describe('suppress of VLANs', () => {
  it('clears the identifier alone', () => {
    expect([0xf01e, 0x6fff, 0x001e].map(of('suppress'))).toEqual([0xf000, 0x6000, 0])
  })
})
