/** Ed25519 signing keys (RFC 8032): who made a release, who audited it, who destroyed a key. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { ScrimError } from '../bytes/errors.js'

/** A key that signs. */
export interface SigningKey {
  /** `sha256:` and the digest of the public key's SubjectPublicKeyInfo in hexadecimal */
  readonly id: string
  /** the private key; a key object shows nothing when it is printed */
  readonly key: KeyObject
  /** the public key in PEM (RFC 7468 §13) */
  readonly publicPem: string
  sign(bytes: Uint8Array): Uint8Array
}

function publicId(key: KeyObject): string {
  const der = key.export({ type: 'spki', format: 'der' })
  return `sha256:${createHash('sha256').update(der).digest('hex')}`
}

/** Makes a fresh private key, as PKCS #8 in DER (RFC 8410 §7). */
export function newSigningKey(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519')
  return new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))
}

/**
 * Opens a private key for signing.
 * @throws ScrimError `key` when the bytes are no Ed25519 key
 */
export function openSigningKey(pkcs8: Uint8Array): SigningKey {
  let key: KeyObject
  try {
    key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })
  } catch {
    throw new ScrimError('key', `found ${pkcs8.length} bytes that are no PKCS #8 private key`)
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new ScrimError('key', `found a ${key.asymmetricKeyType} key, expected ed25519`)
  }
  const pub = createPublicKey(key)
  return {
    id: publicId(pub),
    key,
    publicPem: pub.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  }
}

/** Whether a signature over these bytes was made by the owner of a public key in PEM. */
export function verifySignature(
  publicPem: string,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = createPublicKey(publicPem)
  return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, signature)
}

/** The id of a public key in PEM, as `SigningKey.id` has it. */
export function publicKeyId(publicPem: string): string {
  return publicId(createPublicKey(publicPem))
}
