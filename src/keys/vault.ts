/**
 * The vault: root secrets by dataset, wrapped epoch keys, signing keys, records of destruction.
 * Here it is bytes and pure functions; reading and writing the file is the command line's task.
 */
import { z } from 'zod'
import { ScrimError } from '../bytes/errors.js'
import { toBase64 } from './base64.js'
import { checkPassphrase } from './passphrase.js'
import { passphraseIdentity, passphraseRecipient } from './passphrase-stanza.js'
import { newSigningKey } from './signing.js'

/**
 * log2 of scrypt's cost (RFC 7914 §2): a quarter of a second to open it. The passphrase's
 * length is what resists guessing.
 */
const WORK_FACTOR = 16

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)
const epochSchema = z.strictObject({ wrapped: base64, created: z.string() })
const datasetSchema = z.strictObject({
  root: base64,
  created: z.string(),
  /** counts rotations: part of every epoch's label */
  generation: z.int().min(1),
  epochs: z.record(z.string(), epochSchema),
})
const destructionSchema = z.strictObject({
  statement: z.strictObject({
    type: z.literal('scrim/destruction/v1'),
    dataset: z.string(),
    /** null: the whole dataset with its root */
    epoch: z.string().nullable(),
    /** epochs that were destroyed with it */
    epochs: z.array(z.string()),
    time: z.string(),
    signer: z.string(),
  }),
  signature: base64,
})
const vaultSchema = z.strictObject({
  scrimVault: z.literal(1),
  created: z.string(),
  signer: base64,
  auditor: base64,
  datasets: z.record(z.string(), datasetSchema),
  destroyed: z.array(destructionSchema),
})

/** An opened vault. The functions in `datasets.ts` change it in place. */
export type Vault = z.infer<typeof vaultSchema>
/** A signed record that keys were destroyed. */
export type Destruction = z.infer<typeof destructionSchema>

/** Makes a vault without datasets, with fresh signing keys of the transformer and the auditor. */
export function createVault(now: string): Vault {
  return {
    scrimVault: 1,
    created: now,
    signer: toBase64(newSigningKey()),
    auditor: toBase64(newSigningKey()),
    datasets: {},
    destroyed: [],
  }
}

/** The library and its ciphers are an eighth of what starting takes; a raw key needs neither. */
const loadAge = () => import('age-encryption')

/**
 * Encrypts a vault with a passphrase (age, scrypt recipient).
 * @param workFactor log2 of scrypt's cost; only tests give less than the default
 */
export async function sealVault(
  vault: Vault,
  passphrase: string,
  workFactor = WORK_FACTOR,
): Promise<Uint8Array> {
  checkPassphrase(passphrase)
  const { Encrypter } = await loadAge()
  const e = new Encrypter()
  e.addRecipient(passphraseRecipient(passphrase, workFactor))
  return e.encrypt(JSON.stringify(vault))
}

/** The cost a sealed vault was made with, which it keeps when it is written again. */
export function workFactorOf(sealed: Uint8Array): number {
  // The header is text: `-> scrypt SALT LOG2N` (C2SP age specification, scrypt recipient stanza).
  const header = Buffer.from(sealed.subarray(0, 200)).toString('latin1')
  return Number(/^-> scrypt \S+ ([0-9]{1,2})$/m.exec(header)?.[1] ?? WORK_FACTOR)
}

/**
 * Decrypts a vault.
 * @param name as errors shall name it
 * @throws ScrimError `key` when the passphrase is wrong or the bytes are no vault
 */
export async function openVault(
  sealed: Uint8Array,
  passphrase: string,
  name = 'this vault',
): Promise<Vault> {
  const { Decrypter } = await loadAge()
  const d = new Decrypter()
  d.addIdentity(passphraseIdentity(passphrase))
  let text: string
  try {
    text = await d.decrypt(sealed, 'text')
  } catch (e) {
    const wrong = (e as Error).message.includes('no identity matched')
    throw new ScrimError(
      'key',
      wrong
        ? `the passphrase does not open ${name}`
        : `${name} is no whole vault: found ${sealed.length} bytes: ${(e as Error).message}`,
      wrong ? undefined : 'restore it from a copy; for a new one move it away: scrim keys create',
    )
  }
  const parsed = vaultSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ScrimError(
    'key',
    `the vault's contents are not those of version 1: ${issue.path.join('.')}: ${issue.code}`,
    'use the version of scrim that wrote it',
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
