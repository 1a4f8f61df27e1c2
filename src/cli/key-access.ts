/** The keys of one run: from the vault, or from a raw key file. */
import { ScrimError } from '../bytes/errors.js'
import { fromBase64 } from '../keys/base64.js'
import { mergeEpochs, releaseSecret } from '../keys/datasets.js'
import { createKeyring, type Keyring, SECRET_BYTES_MIN } from '../keys/keyring.js'
import { openSigningKey, type SigningKey } from '../keys/signing.js'
import type { Vault } from '../keys/vault.js'
import { rawScopedSecret, type SecretScope } from '../keys/wrap.js'
import { epochLabel, epochSeconds } from '../policy/limits.js'
import type { Policy } from '../policy/policy.js'
import type { VaultOptions } from './key-options.js'
import { getPassphrase } from './passphrase.js'
import { readPrivate } from './private-file.js'
import { openVaultFile, readVaultFile, updateVault, vaultPath } from './vault-file.js'

/** More epochs than this in one run come from wrong clocks, or from an epoch that is too short. */
const EPOCHS_MAX = 20_000

/** Whose keys a run needs. */
export interface KeyRequest extends VaultOptions {
  readonly dataset: string
  readonly policy: Pick<Policy, 'tier' | 'recipient' | 'epoch'>
  /** name of the release; scopes the key when the whole release is one epoch */
  readonly release: string
  readonly keyFile?: string
}

/** The keys of a run. */
export interface KeyAccess {
  /** the secret of an epoch, made on first use */
  secretFor(epoch: number): Uint8Array
  keyringFor(epoch: number): Keyring
  /** sign for who transformed and who audited; absent with a raw key file */
  readonly signer?: SigningKey
  readonly auditor?: SigningKey
  /** writes keys of new epochs into the vault: call it before anything is published */
  save(): Promise<void>
}

/** The label of what all epochs of a dataset share: by how much times move. */
const TIMES = 'times'

/**
 * Remembers secrets by epoch.
 * @param shared what epochs share, to be put behind the secret of each; absent for a single epoch
 */
function remembering(
  makeOne: (epoch: number) => Uint8Array,
  shared: (() => Uint8Array) | undefined,
): Omit<KeyAccess, 'save'> {
  const make = (epoch: number): Uint8Array =>
    shared === undefined ? makeOne(epoch) : Buffer.concat([makeOne(epoch), shared()])
  const known = new Map<number, Uint8Array>()
  const secretFor = (epoch: number): Uint8Array => {
    let secret = known.get(epoch)
    if (secret === undefined) {
      if (known.size >= EPOCHS_MAX) {
        throw new ScrimError(
          'input',
          `the records span more than ${EPOCHS_MAX} epochs`,
          'choose a longer epoch in the policy, or look for records with wrong times',
        )
      }
      secret = make(epoch)
      known.set(epoch, secret)
    }
    return secret
  }
  return { secretFor, keyringFor: (epoch) => createKeyring(secretFor(epoch)) }
}

/** Reads a raw key file: nobody else may read it, and it has at least 32 bytes. */
function readKeyFile(path: string): Uint8Array {
  const hint = 'make one with: scrim keys create --raw FILE'
  const bytes = readPrivate(path, 'key file', hint)
  if (bytes.length >= SECRET_BYTES_MIN) return bytes
  throw new ScrimError(
    'key',
    `a key file needs at least ${SECRET_BYTES_MIN} bytes, ${path} has ${bytes.length}`,
    hint,
  )
}

/**
 * Opens the keys of a run.
 * @throws ScrimError `key` when the vault, the dataset or the passphrase is missing or wrong
 */
export async function openKeyring(request: KeyRequest): Promise<KeyAccess> {
  const { dataset, policy, release } = request
  const { recipient, tier } = policy
  const labelled = (epoch: string): SecretScope => ({ dataset, epoch, recipient, tier })
  const scope = (epoch: number): SecretScope => labelled(epochLabel(policy.epoch, epoch, release))
  const several = epochSeconds(policy.epoch) > 0
  if (request.keyFile !== undefined) {
    const secret = readKeyFile(request.keyFile)
    const times = (): Uint8Array => rawScopedSecret(secret, labelled(TIMES))
    const one = (epoch: number): Uint8Array => rawScopedSecret(secret, scope(epoch))
    const access = remembering(one, several ? times : undefined)
    return { ...access, save: async () => undefined }
  }
  const path = vaultPath(request.vault)
  const sealed = readVaultFile(path)
  const passphrase = await getPassphrase(request.passphraseFd, false)
  const vault = await openVaultFile(path, sealed, passphrase)
  let before = labelsOf(vault, dataset)
  const times = (): Uint8Array => releaseSecret(vault, labelled(TIMES), nowText())
  const one = (epoch: number): Uint8Array => releaseSecret(vault, scope(epoch), nowText())
  const access = remembering(one, several ? times : undefined)
  return {
    ...access,
    signer: openSigningKey(fromBase64(vault.signer)),
    auditor: openSigningKey(fromBase64(vault.auditor)),
    async save() {
      const after = labelsOf(vault, dataset)
      if (after.size === before.size) return
      await updateVault(path, passphrase, (current) => mergeEpochs(current, vault, dataset, before))
      before = after
    },
  }
}

function labelsOf(vault: Vault, dataset: string): Set<string> {
  const known = Object.hasOwn(vault.datasets, dataset) ? vault.datasets[dataset].epochs : {}
  return new Set(Object.keys(known))
}

/** The time as the vault records it. */
export function nowText(): string {
  return new Date().toISOString()
}
