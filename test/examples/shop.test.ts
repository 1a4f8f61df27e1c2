/** The recording that `npm start` releases holds what it says it holds. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  find,
  formsOf,
  lowered,
  readAllSecrets,
  readSecrets,
  recording,
} from '../../examples/shop/check.mjs'

const secrets = readSecrets()

describe('shop', () => {
  it('shop.pcapng holds every secret of secrets.txt', () => {
    const bytes = readFileSync(recording)
    const low = lowered(bytes)
    expect(secrets.length).toBeGreaterThan(100)
    expect(secrets.filter((s) => find(s, bytes, low) < 0)).toEqual([])
  })

  it.each(readAllSecrets().map((s) => [s.type, s.value, s] as const))(
    '%s %s is found in each form',
    (...r) => {
      const secret = r[2]
      const { bytes, texts } = formsOf(secret)
      for (const form of [...bytes, ...texts]) {
        const hay = Buffer.concat([Buffer.from('<<'), form, Buffer.from('>>')])
        // 3: a label is its text behind a length
        expect([2, 3]).toContain(find(secret, hay, lowered(hay)))
      }
      const nothing = Buffer.alloc(64, 0x2d)
      expect(find(secret, nothing, nothing)).toBe(-1)
    },
  )

  it('find passes by addresses that are part of longer ones', () => {
    const secret = { type: 'ipv4', value: '10.20.0.1', note: '', layers: [] }
    const hay = Buffer.from('110.20.0.1 10.20.0.10 10.20.0.1.2')
    expect(find(secret, hay, hay)).toBe(-1)
    const with1 = Buffer.from('110.20.0.1 at 10.20.0.1:80')
    expect(find(secret, with1, with1)).toBe(14)
  })
})
