/** What the subcommands of `scrim keys` do. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { ScrimError } from '../bytes/errors.js'
import { fromBase64 } from '../keys/base64.js'
import { addDataset, destroyKeys, rotateDataset } from '../keys/datasets.js'
import { SECRET_BYTES_MIN } from '../keys/keyring.js'
import { checkPassphrase, randomPassphrase } from '../keys/passphrase.js'
import { openSigningKey, type SigningKey } from '../keys/signing.js'
import { createVault, sealVault, type Vault } from '../keys/vault.js'
import { nowText } from './key-access.js'
import type { VaultOptions } from './key-options.js'
import { getPassphrase } from './passphrase.js'
import { writePrivate } from './private-file.js'
import { table } from './ui/table.js'
import {
  openVaultFile,
  readVaultFile,
  updateVault,
  vaultPath,
  withVaultLock,
} from './vault-file.js'

interface CreateOptions extends VaultOptions {
  readonly dataset: string
  readonly raw?: string
  readonly passphraseOut?: string
}

function print(text: string): void {
  process.stdout.write(text)
}

async function newPassphrase(options: CreateOptions): Promise<string> {
  if (options.passphraseOut === undefined) {
    const typed = await getPassphrase(options.passphraseFd, true)
    checkPassphrase(typed)
    return typed
  }
  const made = randomPassphrase()
  writePrivate(options.passphraseOut, Buffer.from(`${made}\n`), true)
  return made
}

/** An option that would do nothing is a mistake: somebody waits for what it makes. */
function checkTogether({ raw, vault, passphraseFd, passphraseOut }: CreateOptions): void {
  if (raw !== undefined && (vault ?? passphraseFd ?? passphraseOut) !== undefined) {
    const text = 'a raw key file has no vault and no passphrase, and --raw makes nothing else'
    throw new ScrimError('usage', text, 'leave out --raw, or the other options')
  }
  const path = vaultPath(vault)
  if (raw !== undefined || passphraseOut === undefined || !existsSync(path)) return
  throw new ScrimError(
    'usage',
    `--passphrase-out makes the passphrase of a new vault, and ${path} is there already`,
    'leave it out, and give the passphrase of that vault',
  )
}

/** Makes a vault with one dataset, adds a dataset to a vault, or makes a raw key file. */
export async function create(options: CreateOptions): Promise<void> {
  checkTogether(options)
  if (options.raw !== undefined) {
    writePrivate(options.raw, randomBytes(SECRET_BYTES_MIN), true)
    print(`made the key file ${options.raw}\n`)
    return
  }
  const path = vaultPath(options.vault)
  if (existsSync(path)) {
    const passphrase = await getPassphrase(options.passphraseFd, false)
    await updateVault(path, passphrase, (v) => addDataset(v, options.dataset, nowText()))
    print(`added the dataset ${options.dataset} to ${path}\n`)
    return
  }
  const vault = createVault(nowText())
  addDataset(vault, options.dataset, nowText())
  const passphrase = await newPassphrase(options)
  await withVaultLock(path, async () => {
    writePrivate(path, await sealVault(vault, passphrase), true)
  })
  print(`made the vault ${path} with the dataset ${options.dataset}\n`)
}

async function readVault(options: VaultOptions): Promise<Vault> {
  const path = vaultPath(options.vault)
  const sealed = readVaultFile(path)
  return openVaultFile(path, sealed, await getPassphrase(options.passphraseFd, false))
}

function signingKeys(vault: Vault): Record<'signer' | 'auditor', SigningKey> {
  return {
    signer: openSigningKey(fromBase64(vault.signer)),
    auditor: openSigningKey(fromBase64(vault.auditor)),
  }
}

/** Lists what the vault has; prints no secret. */
export async function showId(options: VaultOptions & { json?: boolean }): Promise<void> {
  const vault = await readVault(options)
  const { signer, auditor } = signingKeys(vault)
  const datasets = Object.entries(vault.datasets).map(([name, d]) => ({
    name,
    created: d.created,
    generation: d.generation,
    epochs: Object.keys(d.epochs).sort(),
  }))
  const destroyed = vault.destroyed.map((d) => d.statement)
  if (options.json) {
    const ids = { signer: signer.id, auditor: auditor.id }
    print(`${JSON.stringify({ ...ids, datasets, destroyed }, null, 2)}\n`)
    return
  }
  print(
    table([
      ['signer', signer.id],
      ['auditor', auditor.id],
      ...datasets.flatMap((d) => [
        ['dataset', `${d.name}, generation ${d.generation}, made ${d.created}`],
        ...d.epochs.map((e) => ['  epoch', e]),
      ]),
      ...destroyed.map((d) => ['destroyed', `${d.dataset} ${d.epoch ?? '(whole)'} at ${d.time}`]),
    ]),
  )
}

/** Begins a new generation of pseudonyms. */
export async function rotate(options: VaultOptions & { dataset: string }): Promise<void> {
  const path = vaultPath(options.vault)
  readVaultFile(path)
  const passphrase = await getPassphrase(options.passphraseFd, false)
  const generation = await updateVault(path, passphrase, (v) => rotateDataset(v, options.dataset))
  print(`dataset ${options.dataset} is at generation ${generation}\n`)
}

interface DestroyOptions extends VaultOptions {
  readonly dataset: string
  readonly epoch?: string
  readonly yes?: boolean
  readonly json?: boolean
}

/** Destruction cannot be undone: the name must be typed, or `--yes` given. */
async function confirm(options: DestroyOptions): Promise<void> {
  if (options.yes) return
  if (process.stdin.isTTY !== true) {
    throw new ScrimError('usage', 'destroying keys cannot be undone', 'to go on, give --yes')
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const what = options.epoch ? `epoch ${options.epoch} of ${options.dataset}` : options.dataset
  const typed = await terminal.question(
    `this makes the pseudonyms of ${what} irreversible for ever; type the dataset's name: `,
  )
  terminal.close()
  if (typed.trim() !== options.dataset) throw new ScrimError('usage', 'not destroyed')
}

/** Destroys the keys of an epoch or of a whole dataset. */
export async function destroy(options: DestroyOptions): Promise<void> {
  const path = vaultPath(options.vault)
  readVaultFile(path)
  await confirm(options)
  const passphrase = await getPassphrase(options.passphraseFd, false)
  const record = await updateVault(path, passphrase, (v) =>
    destroyKeys(v, options.dataset, options.epoch ?? null, nowText()),
  )
  const { dataset, epochs, time } = record.statement
  if (options.json) print(`${JSON.stringify(record)}\n`)
  else {
    print(`destroyed ${epochs.length} epoch keys of ${dataset} at ${time}; the record is signed\n`)
    print(
      'older copies of the vault, and snapshots of its disk, still hold them: destroy them too\n',
    )
  }
}

/** Prints the public keys. Text before a block is allowed (RFC 7468 §2). */
export async function exportPublic(options: VaultOptions & { json?: boolean }): Promise<void> {
  const pair = Object.entries(signingKeys(await readVault(options)))
  if (options.json) {
    const rows = pair.map(([role, k]) => [role, { id: k.id, publicKey: k.publicPem }])
    print(`${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`)
    return
  }
  print(pair.map(([role, k]) => `${role} ${k.id}\n${k.publicPem}`).join(''))
}
