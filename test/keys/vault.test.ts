/** The vault: opened by its passphrase only, and what is destroyed in it stays destroyed. */
import { describe, expect, it } from 'vitest'
import { fromBase64 } from '../../src/keys/base64.js'
import {
  addDataset,
  destroyKeys,
  mergeEpochs,
  releaseSecret,
  rotateDataset,
  verifyDestruction,
} from '../../src/keys/datasets.js'
import { checkPassphrase, randomPassphrase } from '../../src/keys/passphrase.js'
import { openSigningKey, publicKeyId, verifySignature } from '../../src/keys/signing.js'
import { createVault, openVault, sealVault, type Vault } from '../../src/keys/vault.js'
import { rawScopedSecret, unwrap, wrap } from '../../src/keys/wrap.js'

const NOW = '2026-01-31T12:00:00.000Z'
const LATER = '2026-02-01T12:00:00.000Z'
const PASSPHRASE = 'correct horse battery'
const FAST = 4
const scope = { dataset: 'web', epoch: '1d@2026-01-31T00:00Z', recipient: 'acme', tier: 'partner' }

function withDataset(): Vault {
  const vault = createVault(NOW)
  addDataset(vault, 'web', NOW)
  return vault
}

const hex = (b: Uint8Array): string => Buffer.from(b).toString('hex')

describe('sealVault and openVault', () => {
  it('give back what went in', async () => {
    const vault = withDataset()
    releaseSecret(vault, scope, NOW)
    destroyKeys(vault, 'web', `g1/${scope.epoch}`, LATER)
    expect(await openVault(await sealVault(vault, PASSPHRASE, FAST), PASSPHRASE)).toEqual(vault)
  })

  it('refuse a wrong passphrase, changed bytes, and bytes that are no vault', async () => {
    const vault = withDataset()
    const sealed = await sealVault(vault, PASSPHRASE, FAST)
    await expect(openVault(sealed, `${PASSPHRASE}.`)).rejects.toMatchObject({
      code: 'key',
      message: 'the passphrase does not open this vault',
    })
    sealed[sealed.length - 1] ^= 1
    await expect(openVault(sealed, PASSPHRASE)).rejects.toMatchObject({ code: 'key' })
    await expect(openVault(new Uint8Array(9), PASSPHRASE)).rejects.toMatchObject({ code: 'key' })
    const other = await sealVault({ ...vault, scrimVault: 2 } as never, PASSPHRASE, FAST)
    await expect(openVault(other, PASSPHRASE)).rejects.toThrow(/not those of version 1/)
  })

  it('show nothing of the contents', async () => {
    const vault = withDataset()
    const sealed = Buffer.from(await sealVault(vault, PASSPHRASE, FAST))
    for (const secret of [vault.datasets.web.root, vault.signer, 'datasets', 'web']) {
      expect(sealed.includes(secret)).toBe(false)
    }
  })
})

describe('checkPassphrase', () => {
  it('refuses fewer than 12 characters, counted as people count them', () => {
    expect(() => checkPassphrase('x'.repeat(11))).toThrow(/at least 12 characters, this one has 11/)
    expect(() => checkPassphrase('🔑'.repeat(6))).toThrow(/this one has 6/)
    expect(() => checkPassphrase('x'.repeat(12))).not.toThrow()
    expect(() => checkPassphrase(randomPassphrase())).not.toThrow()
    expect(randomPassphrase()).not.toBe(randomPassphrase())
  })
})

describe('releaseSecret', () => {
  it('is 32 bytes, the same again, also after sealing', async () => {
    const vault = withDataset()
    const first = releaseSecret(vault, scope, NOW)
    expect(first.length).toBe(32)
    const back = await openVault(await sealVault(vault, PASSPHRASE, FAST), PASSPHRASE)
    expect(hex(releaseSecret(back, scope, LATER))).toBe(hex(first))
  })

  it('differs by dataset, epoch, recipient, tier, generation and owner', () => {
    const vault = withDataset()
    addDataset(vault, 'mail', NOW)
    const secrets = [
      scope,
      { ...scope, dataset: 'mail' },
      { ...scope, epoch: '1d@2026-02-01T00:00Z' },
      { ...scope, recipient: 'acm', tier: 'epartner' },
      { ...scope, recipient: 'other' },
      { ...scope, tier: 'research' },
    ].map((s) => hex(releaseSecret(vault, s, NOW)))
    rotateDataset(vault, 'web')
    secrets.push(hex(releaseSecret(vault, scope, NOW)))
    secrets.push(hex(releaseSecret(withDataset(), scope, NOW)))
    expect(new Set(secrets).size).toBe(secrets.length)
  })

  it('of a dataset that is not there names those that are', () => {
    expect(() => releaseSecret(withDataset(), { ...scope, dataset: 'wbe' }, NOW)).toThrow(
      'the vault has no dataset wbe; it has: web',
    )
    const inherited = { ...scope, dataset: 'constructor' }
    expect(() => releaseSecret(withDataset(), inherited, NOW)).toThrow(/no dataset constructor/)
  })
})

describe('addDataset', () => {
  it('refuses a name that is taken or is no name', () => {
    const vault = withDataset()
    expect(() => addDataset(vault, 'web', NOW)).toThrow('the vault already has the dataset web')
    for (const name of ['', '../x', 'Web', '__proto__', 'a'.repeat(64)]) {
      expect(() => addDataset(vault, name, NOW), name).toThrow(/found the dataset name/)
    }
  })
})

describe('destroyKeys', () => {
  it('makes an epoch that cannot be derived again, and touches no other', () => {
    const vault = withDataset()
    const other = { ...scope, epoch: '1d@2026-02-01T00:00Z' }
    releaseSecret(vault, scope, NOW)
    const kept = hex(releaseSecret(vault, other, NOW))
    destroyKeys(vault, 'web', `g1/${scope.epoch}`, LATER)
    expect(() => releaseSecret(vault, scope, LATER)).toThrow(
      `the keys of epoch g1/${scope.epoch} of dataset web were destroyed at ${LATER}`,
    )
    expect(hex(releaseSecret(vault, other, LATER))).toBe(kept)
    expect(JSON.stringify(vault.datasets)).not.toContain(scope.epoch)
  })

  it('of a dataset takes its root, and the name is not given again', () => {
    const vault = withDataset()
    const { root } = vault.datasets.web
    releaseSecret(vault, scope, NOW)
    const record = destroyKeys(vault, 'web', null, LATER)
    expect(record.statement.epochs).toEqual([`g1/${scope.epoch}`])
    expect(JSON.stringify(vault)).not.toContain(root)
    expect(() => releaseSecret(vault, scope, LATER)).toThrow(/dataset web were destroyed/)
    expect(() => addDataset(vault, 'web', LATER)).toThrow(/dataset web were destroyed/)
  })

  it('leaves a record that is signed and cannot be changed', () => {
    const vault = withDataset()
    releaseSecret(vault, scope, NOW)
    const record = destroyKeys(vault, 'web', `g1/${scope.epoch}`, LATER)
    const { publicPem } = openSigningKey(fromBase64(vault.signer))
    const auditor = openSigningKey(fromBase64(vault.auditor))
    expect(vault.destroyed).toEqual([record])
    expect(verifyDestruction(record, publicPem)).toBe(true)
    expect(verifyDestruction(record, auditor.publicPem)).toBe(false)
    const moved = { ...record, statement: { ...record.statement, time: NOW } }
    expect(verifyDestruction(moved, publicPem)).toBe(false)
  })

  it('refuses an epoch that is not there', () => {
    expect(() => destroyKeys(withDataset(), 'web', 'g1/x', NOW)).toThrow(
      'dataset web has no epoch g1/x; it has: none',
    )
  })
})

describe('mergeEpochs', () => {
  it('adds the keys a run has made, and refuses when another run made the same', () => {
    const stored = withDataset()
    const mine = structuredClone(stored)
    const theirs = structuredClone(stored)
    const secret = hex(releaseSecret(mine, scope, NOW))
    mergeEpochs(stored, mine, 'web', new Set())
    expect(hex(releaseSecret(stored, scope, NOW))).toBe(secret)
    releaseSecret(theirs, scope, NOW)
    expect(() => mergeEpochs(stored, theirs, 'web', new Set())).toThrow(
      `another run has changed dataset web (epoch g1/${scope.epoch}) in the meantime`,
    )
  })

  it('refuses what was destroyed in the meantime', () => {
    const stored = withDataset()
    const mine = structuredClone(stored)
    releaseSecret(mine, scope, NOW)
    destroyKeys(stored, 'web', null, NOW)
    expect(() => mergeEpochs(stored, mine, 'web', new Set())).toThrow(/were destroyed/)
  })
})

describe('wrap and unwrap', () => {
  it('open with the same root, dataset and epoch only', () => {
    const root = new Uint8Array(32).fill(1)
    const key = new Uint8Array(32).fill(2)
    const wrapped = wrap(root, 'web', 'e1', key)
    expect(unwrap(root, 'web', 'e1', wrapped)).toEqual(key)
    const changed = wrapped.slice()
    changed[20] ^= 1
    expect(() => unwrap(root, 'web', 'e2', wrapped)).toThrow(/does not open/)
    expect(() => unwrap(root, 'mail', 'e1', wrapped)).toThrow(/does not open/)
    expect(() => unwrap(new Uint8Array(32), 'web', 'e1', wrapped)).toThrow(/does not open/)
    expect(() => unwrap(root, 'web', 'e1', changed)).toThrow(/does not open/)
    expect(() => unwrap(root, 'web', 'e1', wrapped.subarray(0, 8))).toThrow(/does not open/)
  })
})

describe('rawScopedSecret', () => {
  it('refuses fewer than 32 bytes, and differs by scope', () => {
    expect(() => rawScopedSecret(new Uint8Array(31), scope)).toThrow(/at least 32 bytes/)
    const key = new Uint8Array(32).fill(3)
    const secrets = [scope, { ...scope, epoch: 'x' }, { ...scope, recipient: 'x' }]
    expect(new Set(secrets.map((s) => hex(rawScopedSecret(key, s)))).size).toBe(3)
  })
})

describe('openSigningKey', () => {
  it('signs what its public half verifies', () => {
    const key = openSigningKey(fromBase64(createVault(NOW).signer))
    const text = Buffer.from('a release')
    expect(verifySignature(key.publicPem, text, key.sign(text))).toBe(true)
    expect(verifySignature(key.publicPem, Buffer.from('another'), key.sign(text))).toBe(false)
    expect(key.id).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(publicKeyId(key.publicPem)).toBe(key.id)
    expect(() => openSigningKey(new Uint8Array(4))).toThrow(/no PKCS #8 private key/)
  })
})
