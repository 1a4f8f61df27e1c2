/** `attestations/keys.json`: the public halves of the keys a release is signed with. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { fingerprint } from './dsse.js'
import type { SigningKeys } from './facts.js'

/** Where the keys stand in a release. */
export const KEYS = 'attestations/keys.json'
/** Whose keys there are. */
export const roles = ['transformer', 'auditor'] as const
/** A name from the list of roles. */
export type Role = (typeof roles)[number]

const keysShape = z.array(
  z.strictObject({
    role: z.enum(roles),
    algorithm: z.literal('Ed25519'),
    fingerprint: z.string(),
    pem: z.string().max(1024),
  }),
)

/** What is written to `attestations/keys.json`. */
export function publicKeys(keys: SigningKeys): z.infer<typeof keysShape> {
  return roles.map((role) => ({
    role,
    algorithm: 'Ed25519',
    fingerprint: fingerprint(keys[role]),
    pem: createPublicKey(keys[role]).export({ type: 'spki', format: 'pem' }).toString(),
  }))
}

/**
 * Reads the keys of a release, one for each role.
 * @returns the keys, or why they are refused
 */
export function readKeys(json: unknown): Record<Role, KeyObject> | string {
  const parsed = keysShape.safeParse(json)
  if (!parsed.success) return 'is missing, or no list of keys'
  const keys: Partial<Record<Role, KeyObject>> = {}
  for (const entry of parsed.data) {
    if (keys[entry.role] !== undefined) return `names two keys for the ${entry.role}`
    try {
      const key = createPublicKey(entry.pem)
      if (key.asymmetricKeyType !== 'ed25519') return 'holds a key that is not Ed25519'
      if (fingerprint(key) !== entry.fingerprint) return 'gives a key another key’s fingerprint'
      keys[entry.role] = key
    } catch {
      return 'holds a key that cannot be read'
    }
  }
  const { transformer, auditor } = keys
  if (transformer === undefined || auditor === undefined) return 'lacks a key'
  if (fingerprint(transformer) === fingerprint(auditor)) {
    return 'gives transformer and auditor one key'
  }
  return { transformer, auditor }
}
