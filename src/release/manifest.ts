/** manifest.json: what is in a release. What comes from outside is parsed before it is believed. */
import { z } from 'zod'

/** The version of the release layout. */
export const FORMAT = 1
/** Lists every file but itself and the attestation that signs it. */
export const MANIFEST = 'manifest.json'
/** Signs the manifest, and so is the only file that the manifest cannot list. */
export const RELEASE = 'attestations/release.json'

/** `manifest.json`. */
export const manifestShape = z.strictObject({
  format: z.literal(FORMAT),
  name: z.string().min(1),
  created: z.string(),
  engine: z.strictObject({ name: z.literal('scrim'), version: z.string() }),
  files: z.array(
    z.strictObject({
      path: z.string(),
      bytes: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})
