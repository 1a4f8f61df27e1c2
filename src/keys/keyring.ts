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
  /** key material for one kind of value (`address`, `hostname`, ...), by HKDF-SHA-256 (RFC 5869) */
  derive(kind: string, bytes: number): Uint8Array
}

/**
 * Makes a keyring from a secret.
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
  const id = createHmac('sha256', secret).update('scrim/key-id/v1').digest('hex').slice(0, 16)
  return {
    id,
    derive: (kind, bytes) =>
      new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `scrim/kind/v1/${kind}`, bytes)),
  }
}
