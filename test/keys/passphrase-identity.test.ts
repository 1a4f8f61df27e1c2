/** Files sealed by the age library open with Node's scrypt, and damaged headers do not. */
import { Decrypter, Encrypter, Stanza } from 'age-encryption'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passphraseIdentity } from '../../src/keys/passphrase-identity.js'

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
