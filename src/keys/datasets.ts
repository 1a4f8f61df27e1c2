/** What happens to the datasets of a vault: create, rotate, derive a release's secret, destroy. */
import { randomBytes } from 'node:crypto'
import { ScrimError } from '../bytes/errors.js'
import { fromBase64, toBase64 } from './base64.js'
import { SECRET_BYTES_MIN } from './keyring.js'
import { openSigningKey, verifySignature } from './signing.js'
import type { Destruction, Vault } from './vault.js'
import { type SecretScope, scopedSecret, unwrap, wrap } from './wrap.js'

const NAME = /^[a-z0-9][a-z0-9._-]{0,62}$/

type Dataset = Vault['datasets'][string]

function datasetOf(vault: Vault, name: string): Dataset {
  if (Object.hasOwn(vault.datasets, name)) return vault.datasets[name]
  const gone = vault.destroyed.find((d) => d.statement.dataset === name && !d.statement.epoch)
  if (gone) throw destroyedError(`dataset ${name}`, gone, 'choose another dataset name')
  const names = Object.keys(vault.datasets).sort().join(', ') || 'none'
  throw new ScrimError(
    'key',
    `the vault has no dataset ${name}; it has: ${names}`,
    `make it with: scrim keys create --dataset ${name}`,
  )
}

function destroyedError(what: string, record: Destruction, hint: string): ScrimError {
  return new ScrimError(
    'key',
    `the keys of ${what} were destroyed at ${record.statement.time}`,
    hint,
  )
}

/**
 * Gives a dataset its root secret.
 * @throws ScrimError `key` when the name is taken, was destroyed, or is no name
 */
export function addDataset(vault: Vault, name: string, now: string): void {
  if (!NAME.test(name)) {
    throw new ScrimError(
      'key',
      `found the dataset name ${JSON.stringify(name)}, expected lower-case letters, digits, . _ -`,
    )
  }
  const gone = vault.destroyed.find((d) => d.statement.dataset === name && !d.statement.epoch)
  if (gone) throw destroyedError(`dataset ${name}`, gone, 'choose another dataset name')
  if (Object.hasOwn(vault.datasets, name)) {
    throw new ScrimError(
      'key',
      `the vault already has the dataset ${name}`,
      `to begin new pseudonyms: scrim keys rotate --dataset ${name}`,
    )
  }
  vault.datasets[name] = {
    root: toBase64(randomBytes(SECRET_BYTES_MIN)),
    created: now,
    generation: 1,
    epochs: {},
  }
}

/** Begins a new generation: releases made from now on share no pseudonym with those before. */
export function rotateDataset(vault: Vault, name: string): number {
  const dataset = datasetOf(vault, name)
  dataset.generation++
  return dataset.generation
}

/** The label under which a dataset's current generation keeps an epoch's key. */
export function generationLabel(vault: Vault, name: string, epoch: string): string {
  return `g${datasetOf(vault, name).generation}/${epoch}`
}

/**
 * The secret of a release: HKDF-SHA-256 from the dataset's root and the epoch's random key, which
 * is made and wrapped when the epoch is new.
 * @param scope `epoch` is the label without its generation
 * @throws ScrimError `key` when the epoch was destroyed
 */
export function releaseSecret(vault: Vault, scope: SecretScope, now: string): Uint8Array {
  const dataset = datasetOf(vault, scope.dataset)
  const epoch = generationLabel(vault, scope.dataset, scope.epoch)
  const root = fromBase64(dataset.root)
  if (!Object.hasOwn(dataset.epochs, epoch)) {
    const gone = vault.destroyed.find(
      (d) => d.statement.dataset === scope.dataset && d.statement.epoch === epoch,
    )
    if (gone) {
      const hint = `begin a new generation with: scrim keys rotate --dataset ${scope.dataset}`
      throw destroyedError(`epoch ${epoch} of dataset ${scope.dataset}`, gone, hint)
    }
    const wrapped = wrap(root, scope.dataset, epoch, randomBytes(SECRET_BYTES_MIN))
    dataset.epochs[epoch] = { wrapped: toBase64(wrapped), created: now }
  }
  const key = unwrap(root, scope.dataset, epoch, fromBase64(dataset.epochs[epoch].wrapped))
  return scopedSecret(root, key, { ...scope, epoch })
}

/**
 * Takes over the epoch keys that a run has made into the vault as it is now; another run may have
 * written it in between.
 * @throws ScrimError `key` when the other run made or destroyed keys that this run has used
 */
export function mergeEpochs(into: Vault, from: Vault, name: string, before: Set<string>): void {
  const now = datasetOf(into, name)
  const ours = datasetOf(from, name)
  const made = Object.keys(ours.epochs).filter((label) => !before.has(label))
  const clash = made.find((label) => Object.hasOwn(now.epochs, label))
  if (clash !== undefined || now.root !== ours.root) {
    throw new ScrimError(
      'key',
      `another run has changed dataset ${name}${clash ? ` (epoch ${clash})` : ''} in the meantime`,
      'run this again',
    )
  }
  for (const label of made) now.epochs[label] = ours.epochs[label]
}

/** The bytes that are signed when keys are destroyed. */
function statementBytes(statement: Destruction['statement']): Uint8Array {
  const { type, dataset, epoch, epochs, time, signer } = statement
  return Buffer.from(JSON.stringify([type, dataset, epoch, epochs, time, signer]))
}

/**
 * Crypto-shredding: deletes the wrapped key of one epoch, or a dataset's root with all of them.
 * Their pseudonyms cannot be made again. Older copies of the vault still can: they must go too.
 * @param epoch full label (`g1/1d@2026-01-31T00:00Z`), or null for the whole dataset
 * @returns the signed record, which also stays in the vault
 */
export function destroyKeys(
  vault: Vault,
  name: string,
  epoch: string | null,
  now: string,
): Destruction {
  const dataset = datasetOf(vault, name)
  if (epoch !== null && !Object.hasOwn(dataset.epochs, epoch)) {
    const labels = Object.keys(dataset.epochs).sort()
    throw new ScrimError(
      'key',
      `dataset ${name} has no epoch ${epoch}; it has: ${labels.join(', ') || 'none'}`,
      'list them with: scrim keys show-id',
    )
  }
  const signer = openSigningKey(fromBase64(vault.signer))
  const statement: Destruction['statement'] = {
    type: 'scrim/destruction/v1',
    dataset: name,
    epoch,
    epochs: epoch === null ? Object.keys(dataset.epochs).sort() : [epoch],
    time: now,
    signer: signer.id,
  }
  if (epoch === null) delete vault.datasets[name]
  else delete dataset.epochs[epoch]
  const record = { statement, signature: toBase64(signer.sign(statementBytes(statement))) }
  vault.destroyed.push(record)
  return record
}

/** Whether a record of destruction was signed by the owner of this public key. */
export function verifyDestruction(record: Destruction, publicPem: string): boolean {
  const bytes = statementBytes(record.statement)
  return verifySignature(publicPem, bytes, fromBase64(record.signature))
}
