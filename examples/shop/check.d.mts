/** Types of check.mjs, for tests that look for secrets. */

/** One line of secrets.txt. */
export interface Secret {
  readonly type: string
  readonly value: string
  readonly note: string
}
/** Where the recording is. */
export const recording: string
/** The lines of secrets.txt. */
export function readSecrets(): Secret[]
/** Every way in which a secret may stand in bytes; `texts` are in lower case. */
export function formsOf(secret: Secret): { bytes: Buffer[]; texts: Buffer[] }
/** The same bytes with A to Z in lower case. */
export function lowered(bytes: Uint8Array): Buffer
/** Where a secret occurs in `bytes` (`low` is the same, lowered), or -1. */
export function find(secret: Secret, bytes: Buffer, low: Buffer): number
