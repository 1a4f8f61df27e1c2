/**
 * The keys one release is made with: everything derives from one secret of (dataset, epoch,
 * recipient).
 */
import { createHmac, hkdfSync } from 'node:crypto'
import { ScrimError } from '../bytes/errors.js'

/** The least number of bytes a secret must have. */
export const SECRET_BYTES_MIN = 32

/** Derives keys by kind of value. The same kind of value gets the same key in every layer. */
export interface Keyring {
  /** public name of the secret: says which key was used, gives nothing away */
  readonly id: string
  /** the domain in which host names of one label lie, in lower case; then they are names in it */
  readonly domain?: string
  /** key material for one kind of value (`address`, `hostname`, ...), by HKDF-SHA-256 (RFC 5869) */
  derive(kind: string, bytes: number): Uint8Array
}

/** The part of a secret that its epoch has alone, and the part that all epochs share. */
function partsOf(secret: Uint8Array): readonly [own: Uint8Array, shared: Uint8Array] {
  if (secret.length < 2 * SECRET_BYTES_MIN) return [secret, secret]
  return [secret.subarray(0, SECRET_BYTES_MIN), secret.subarray(SECRET_BYTES_MIN)]
}

/**
 * Makes a keyring from a secret. One of 64 bytes and more is the secret of an epoch, 32 bytes, and
 * after it what all epochs share: times move by one amount, or order and intervals would end at
 * midnight.
 * @throws ScrimError `key` when the secret is shorter than 32 bytes
 */
export function createKeyring(secret: Uint8Array): Keyring {
  if (secret.length < SECRET_BYTES_MIN) {
    throw new ScrimError(
      'key',
      `a secret needs at least ${SECRET_BYTES_MIN} bytes, this one has ${secret.length}`,
      'make one with: scrim keys create',
    )
  }
  const [own, shared] = partsOf(secret)
  const id = createHmac('sha256', own).update('scrim/key-id/v1').digest('hex').slice(0, 16)
  return {
    id,
    derive: (kind, bytes) => {
      const from = kind === 'time' ? shared : own
      return new Uint8Array(
        hkdfSync('sha256', from, new Uint8Array(0), `scrim/kind/v1/${kind}`, bytes),
      )
    },
  }
}
