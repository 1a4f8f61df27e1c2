/**
 * The chain root -> dataset -> epoch -> recipient. The epoch's key is random and kept only wrapped
 * under its dataset's root: once the wrap is deleted nobody can make its pseudonyms again.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { ScrimError } from '../bytes/errors.js'
import { SECRET_BYTES_MIN } from './keyring.js'

const NONCE = 12
const TAG = 16

/** Who a release's secret is for: two scopes that differ in anything share no pseudonym. */
export interface SecretScope {
  readonly dataset: string
  /** the epoch's label, see `epochLabel` */
  readonly epoch: string
  readonly recipient: string
  readonly tier: string
}

/** Several words as one unambiguous string: each with its length before it. */
function joined(words: readonly string[]): string {
  return words.map((w) => `${Buffer.byteLength(w)}:${w}`).join('')
}

function hkdf(secret: Uint8Array, info: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, SECRET_BYTES_MIN))
}

function wrapKey(root: Uint8Array, dataset: string): Uint8Array {
  return hkdf(root, `scrim/wrap/v1/${joined([dataset])}`)
}

/** Encrypts an epoch's key under its dataset's root: AES-256-GCM, bound to dataset and label. */
export function wrap(
  root: Uint8Array,
  dataset: string,
  epoch: string,
  key: Uint8Array,
): Uint8Array {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', wrapKey(root, dataset), nonce)
  cipher.setAAD(Buffer.from(joined([dataset, epoch])))
  const body = Buffer.concat([cipher.update(key), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, body, cipher.getAuthTag()]))
}

/**
 * Decrypts what `wrap` made.
 * @throws ScrimError `key` when it was made with another root, dataset or label, or was changed
 */
export function unwrap(
  root: Uint8Array,
  dataset: string,
  epoch: string,
  wrapped: Uint8Array,
): Uint8Array {
  try {
    const nonce = wrapped.subarray(0, NONCE)
    const tag = wrapped.subarray(wrapped.length - TAG)
    const key = wrapKey(root, dataset)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG })
    decipher.setAAD(Buffer.from(joined([dataset, epoch])))
    decipher.setAuthTag(tag)
    const body = wrapped.subarray(NONCE, wrapped.length - TAG)
    return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]))
  } catch {
    throw new ScrimError(
      'key',
      `the key of epoch ${epoch} of dataset ${dataset} does not open: the vault was changed`,
      'restore the vault from a copy',
    )
  }
}

/** The secret of one (dataset, epoch, recipient, tier), from the epoch's key and the root. */
export function scopedSecret(
  root: Uint8Array,
  epochKey: Uint8Array,
  scope: SecretScope,
): Uint8Array {
  const dataset = hkdf(root, `scrim/dataset/v1/${joined([scope.dataset])}`)
  const epoch = createHmac('sha256', dataset).update(epochKey).digest()
  return hkdf(epoch, `scrim/release/v1/${joined([scope.epoch, scope.tier, scope.recipient])}`)
}

/**
 * The secret of a scope from a raw key file. There is nothing to delete here but the file itself:
 * single epochs cannot be destroyed.
 */
export function rawScopedSecret(secret: Uint8Array, scope: SecretScope): Uint8Array {
  if (secret.length < SECRET_BYTES_MIN) {
    throw new ScrimError(
      'key',
      `a key file needs at least ${SECRET_BYTES_MIN} bytes, this one has ${secret.length}`,
      'make one with: scrim keys create --raw FILE',
    )
  }
  const root = new Uint8Array(createHash('sha256').update('scrim/raw/v1').update(secret).digest())
  return scopedSecret(root, hkdf(root, `scrim/raw-epoch/v1/${joined([scope.epoch])}`), scope)
}
