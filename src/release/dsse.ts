/**
 * Signed statements: DSSE 1.0 envelopes (github.com/secure-systems-lab/dsse, protocol.md and
 * envelope.md) around in-toto Statements v1, signed with Ed25519 (RFC 8032).
 */
import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { sha256 } from './paths.js'

/** The media type of in-toto statements, as the envelope authenticates it. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** A signed statement as written to `attestations/NAME.json`. */
export const envelopeShape = z.strictObject({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: z.base64(),
  signatures: z
    .array(z.strictObject({ keyid: z.string(), sig: z.base64() }))
    .min(1)
    .max(8),
})

/** An envelope that has this shape. */
export type Envelope = z.infer<typeof envelopeShape>

/** What DSSE signs: type and body, each behind its length, so that neither runs into the other. */
export function preAuthEncoding(type: string, body: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `
  return Buffer.concat([Buffer.from(head), body])
}

/** The public name of a key: SHA-256 of its SubjectPublicKeyInfo (RFC 8410). */
export function fingerprint(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key
  return `sha256:${sha256(open.export({ type: 'spki', format: 'der' }))}`
}

/** Signs a statement with one key or several. */
export function seal(statement: unknown, keys: readonly KeyObject[]): Envelope {
  const body = Buffer.from(JSON.stringify(statement))
  const signed = preAuthEncoding(PAYLOAD_TYPE, body)
  return {
    payloadType: PAYLOAD_TYPE,
    payload: body.toString('base64'),
    signatures: keys.map((key) => ({
      keyid: fingerprint(key),
      sig: sign(null, signed, key).toString('base64'),
    })),
  }
}

/** Whether a key has signed what an envelope holds. */
export function isSignedBy(envelope: Envelope, key: KeyObject): boolean {
  const signed = preAuthEncoding(envelope.payloadType, Buffer.from(envelope.payload, 'base64'))
  const name = fingerprint(key)
  return envelope.signatures.some(
    (s) => s.keyid === name && verify(null, signed, key, Buffer.from(s.sig, 'base64')),
  )
}
