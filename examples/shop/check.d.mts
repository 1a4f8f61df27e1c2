/** Types of check.mjs, for tests that look for secrets. */

/** One line of secrets.txt. */
export interface Secret {
  readonly type: string
  readonly value: string
  readonly note: string
  /** where in recording/ it stands; none: in the packets of both; `capture`: in shop.pcapng only */
  readonly layers: string[]
}
/** Where the capture alone is. */
export const recording: string
/** Where the recording with all its layers is. */
export const dataset: string
/** The lines of secrets.txt. */
export function readAllSecrets(): Secret[]
/** The secrets of the capture alone. */
export function readSecrets(): Secret[]
/** What the files of a layer hold, unpacked: `packets`, `otlp`, `logs` or `labels`. */
export function readLayer(layer: string): { name: string; bytes: Buffer }[]
/** What is not as secrets.txt says, in words. */
export function missing(): Iterable<string>
/** Every way in which a secret may stand in bytes; `texts` are in lower case. */
export function formsOf(secret: Secret): { bytes: Buffer[]; texts: Buffer[] }
/** The same bytes with A to Z in lower case. */
export function lowered(bytes: Uint8Array): Buffer
/** Where a secret occurs in `bytes` (`low` is the same, lowered), or -1. */
export function find(secret: Secret, bytes: Buffer, low: Buffer): number
