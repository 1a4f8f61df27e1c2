/**
 * Makes and opens the passphrase stanza of an age file with Node's own scrypt. The library's takes
 * twice the time, and its 64 MiB stay on the heap long after: half of what a run is allowed.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import type { Identity, Recipient, Stanza } from 'age-encryption'

const LABEL = 'age-encryption.org/v1/scrypt'
const SALT = 16
const FILE_KEY = 16
const TAG = 16
/** log2 of the largest cost that is tried: 1 GiB of memory, as in the library. */
const COST_MAX = 20
/** Bytes that scrypt needs for each unit of its cost, with blocks of 8 (RFC 7914 §2, §6). */
const BYTES_PER_COST = 128 * 8
const CIPHER = 'chacha20-poly1305'
/** A key is used once, so the nonce is zero (C2SP age specification, scrypt recipient stanza). */
const NONCE = new Uint8Array(12)

function derive(passphrase: string, salt: Uint8Array, log2: number): Buffer {
  const N = 2 ** log2
  const options = { N, r: 8, p: 1, maxmem: (N + 64) * BYTES_PER_COST }
  return scryptSync(passphrase, Buffer.concat([Buffer.from(LABEL), salt]), 32, options)
}

function keyOf(passphrase: string, [, salt64, cost]: readonly string[]): Buffer {
  const salt = Buffer.from(salt64 ?? '', 'base64')
  const log2 = /^[1-9][0-9]?$/.test(cost ?? '') ? Number(cost) : Number.NaN
  if (salt.length !== SALT || Number.isNaN(log2)) throw new Error('invalid scrypt stanza')
  if (log2 > COST_MAX) throw new Error('scrypt work factor is too high')
  return derive(passphrase, salt, log2)
}

function open(stanza: Stanza, key: Uint8Array): Uint8Array | null {
  if (stanza.body.length !== FILE_KEY + TAG) throw new Error('invalid scrypt stanza')
  const cipher = createDecipheriv(CIPHER, key, NONCE, { authTagLength: TAG })
  cipher.setAuthTag(stanza.body.subarray(FILE_KEY))
  const fileKey = cipher.update(stanza.body.subarray(0, FILE_KEY))
  try {
    cipher.final()
    return new Uint8Array(fileKey)
  } catch {
    return null
  }
}

/** What opens an age file that was sealed with this passphrase; see C2SP's age specification. */
export function passphraseIdentity(passphrase: string): Identity {
  return {
    unwrapFileKey(stanzas) {
      const [stanza, ...others] = stanzas
      if (stanza?.args[0] !== 'scrypt') return null
      if (others.length > 0) throw new Error('a scrypt stanza must stand alone')
      return open(stanza, keyOf(passphrase, stanza.args))
    },
  }
}

/**
 * What seals an age file with a passphrase.
 * @param workFactor log2 of scrypt's cost
 */
export function passphraseRecipient(passphrase: string, workFactor: number): Recipient {
  return {
    wrapFileKey(fileKey) {
      const salt = randomBytes(SALT)
      const key = derive(passphrase, salt, workFactor)
      const cipher = createCipheriv(CIPHER, key, NONCE, { authTagLength: TAG })
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
      const salt64 = salt.toString('base64').replace(/=+$/, '')
      return [{ args: ['scrypt', salt64, String(workFactor)], body }]
    },
  }
}
