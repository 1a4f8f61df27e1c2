/**
 * Files sealed by the age library open with Node's scrypt, those sealed with it open in the
 * library, and damaged headers do not open.
 */
import { Decrypter, Encrypter, Stanza } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passphraseIdentity, passphraseRecipient } from '../../src/keys/passphrase-stanza.js'

async function seal(text: string, passphrase: string): Promise<Uint8Array> {
  const e = new Encrypter()
  e.setPassphrase(passphrase)
  e.setScryptWorkFactor(2)
  return e.encrypt(text)
}

function opener(passphrase: string): Decrypter {
  const d = new Decrypter()
  d.addIdentity(passphraseIdentity(passphrase))
  return d
}

const salt = 'AAAAAAAAAAAAAAAAAAAAAA'
const body = new Uint8Array(32)
const unwrap = (...stanzas: Stanza[]) => passphraseIdentity('open sesame').unwrapFileKey(stanzas)

describe('passphraseIdentity', () => {
  it('opens what the library seals, for any passphrase', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ unit: 'grapheme', minLength: 1 }), async (t, p) => {
        expect(await opener(p).decrypt(await seal(t, p), 'text')).toBe(t)
      }),
      { numRuns: 20, seed: 11 },
    )
  })

  it('refuses another passphrase as the library does', async () => {
    const sealed = await seal('x', 'open sesame')
    await expect(opener('open barley').decrypt(sealed)).rejects.toThrow(/no identity matched/)
  })

  it('leaves stanzas of other kinds alone, and will not share a header with them', async () => {
    expect(await unwrap(new Stanza(['X25519', salt], body))).toBeNull()
    expect(() => unwrap(new Stanza(['scrypt', salt, '2'], body), new Stanza(['x'], body))).toThrow(
      /must stand alone/,
    )
  })

  it.each([
    ['without a salt', ['scrypt'], body],
    ['with a short salt', ['scrypt', 'AAAA', '2'], body],
    ['without a cost', ['scrypt', salt], body],
    ['with a cost of zero', ['scrypt', salt, '0'], body],
    ['with a cost in words', ['scrypt', salt, '2 '], body],
    ['with a cost beyond memory', ['scrypt', salt, '21'], body],
    ['with a short body', ['scrypt', salt, '2'], body.subarray(1)],
  ])('refuses a stanza %s', (_, args, bytes) => {
    expect(() => unwrap(new Stanza(args, bytes))).toThrow(/stanza|too high/)
  })
})

describe('passphraseRecipient', () => {
  async function sealed(text: string, passphrase: string): Promise<Uint8Array> {
    const e = new Encrypter()
    e.addRecipient(passphraseRecipient(passphrase, 2))
    return e.encrypt(text)
  }

  it('seals what the library opens, for any passphrase', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ unit: 'grapheme', minLength: 1 }), async (t, p) => {
        const d = new Decrypter()
        d.addPassphrase(p)
        expect(await d.decrypt(await sealed(t, p), 'text')).toBe(t)
      }),
      { numRuns: 20, seed: 12 },
    )
  })

  it('takes another salt each time, and says the cost', async () => {
    const heads = await Promise.all(
      [1, 2].map(async () => Buffer.from(await sealed('x', 'p')).toString('latin1')),
    )
    const salts = heads.map((head) => /^-> scrypt ([A-Za-z0-9+/]{22}) 2$/m.exec(head)?.[1])
    expect(salts.every((found) => found !== undefined)).toBe(true)
    expect(salts[0]).not.toBe(salts[1])
  })
})
