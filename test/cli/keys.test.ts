/** `scrim keys`: the vault as a file, from its making to its destruction. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { openKeyring } from '../../src/cli/key-access.js'
import { writePrivate } from '../../src/cli/private-file.js'
import { withVaultLock } from '../../src/cli/vault-file.js'
import { addDataset, verifyDestruction } from '../../src/keys/datasets.js'
import { createVault, sealVault } from '../../src/keys/vault.js'
import { scrim } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'scrim-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

const mode = (file: string): number => statSync(file).mode & 0o777
const policy = { tier: 'partner', recipient: 'acme', epoch: '1d' } as const

const PASSPHRASE = 'correct horse battery'

/** A vault whose passphrase is checked quickly. */
async function quickVault(name: string, dataset: string): Promise<Record<string, string>> {
  const vault = createVault('2026-01-31T00:00:00Z')
  addDataset(vault, dataset, '2026-01-31T00:00:00Z')
  const path = join(folder, `${name}.age`)
  const pass = join(folder, `${name}.pass`)
  writePrivate(path, await sealVault(vault, PASSPHRASE, 4), true)
  writePrivate(pass, Buffer.from(`${PASSPHRASE}\n`), true)
  return { SCRIM_VAULT: path, SCRIM_PASSPHRASE_FILE: pass }
}

describe('scrim keys', () => {
  const vault = join(folder, 'made', 'vault.age')

  it('says how to make a vault when there is none', async () => {
    expect(await scrim(['keys', 'show-id'], { SCRIM_VAULT: vault })).toEqual({
      code: 1,
      out: '',
      err: `scrim: there is no vault at ${vault}\n       make one with: scrim keys create\n`,
    })
  })

  it('refuses a short passphrase, and takes none from an argument', async () => {
    const file = join(folder, 'short.pass')
    writePrivate(file, Buffer.from('short\n'), true)
    const fd = openSync(file, 'r')
    const { code, err } = await scrim(['keys', 'create', '--passphrase-fd', String(fd)], {
      SCRIM_VAULT: vault,
    })
    closeSync(fd)
    expect([code, existsSync(vault)]).toEqual([1, false])
    expect(err).toContain('at least 12 characters, this one has 5')
    const unknown = await scrim(['keys', 'create', '--passphrase', 'x'])
    expect(unknown.err).toContain("unknown option '--passphrase'")
  })

  it('create makes a vault and its passphrase that others cannot read', async () => {
    const pass = join(folder, 'made.pass')
    const made = await scrim(['keys', 'create', '--passphrase-out', pass], { SCRIM_VAULT: vault })
    expect([made.code, made.err]).toEqual([0, ''])
    expect([mode(vault), mode(pass)]).toEqual([0o600, 0o600])
    expect(readdirSync(join(folder, 'made'))).toEqual(['vault.age'])
    chmodSync(pass, 0o644)
    const env = { SCRIM_VAULT: vault, SCRIM_PASSPHRASE_FILE: pass }
    expect((await scrim(['keys', 'show-id'], env)).err).toContain(
      `others may read or write the passphrase file ${pass} (mode 0644, expected 0600)`,
    )
    const pipe = join(folder, 'made.pipe')
    execFileSync('mkfifo', ['-m', '600', pipe])
    const waited = await scrim(['keys', 'show-id'], { ...env, SCRIM_PASSPHRASE_FILE: pipe })
    expect(waited.err).toContain(`${pipe} is no passphrase file: not a file of moderate size`)
  })

  it('create adds a dataset once, rotate counts', async () => {
    const env = await quickVault('add', 'web')
    expect((await scrim(['keys', 'create', '--dataset', 'mail'], env)).code).toBe(0)
    expect((await scrim(['keys', 'create', '--dataset', 'mail'], env)).err).toContain(
      'the vault already has the dataset mail',
    )
    const rotated = await scrim(['keys', 'rotate', '--dataset', 'mail'], env)
    expect(rotated.out).toBe('dataset mail is at generation 2\n')
    const wrong = join(folder, 'wrong.pass')
    writePrivate(wrong, Buffer.from('another passphrase\n'), true)
    const refused = await scrim(['keys', 'show-id'], { ...env, SCRIM_PASSPHRASE_FILE: wrong })
    expect(refused).toMatchObject({
      code: 1,
      err: `scrim: the passphrase does not open the vault ${env.SCRIM_VAULT}\n`,
    })
    writeFileSync(env.SCRIM_VAULT, 'age-encryption.org/v1\n')
    const damaged = await scrim(['keys', 'create', '--dataset', 'more'], env)
    expect(damaged.err).toContain(`the vault ${env.SCRIM_VAULT} is no whole vault: found 22 bytes`)
    expect(damaged.err).toContain('for a new one move it away')
  })

  it('create refuses an option that would do nothing', async () => {
    const env = await quickVault('options', 'web')
    const [raw, pass] = [join(folder, 'none.raw'), join(folder, 'none.pass')]
    const both = await scrim(['keys', 'create', '--raw', raw, '--passphrase-out', pass], env)
    expect([both.code, both.err]).toEqual([1, expect.stringContaining('a raw key file has no')])
    const more = await scrim(['keys', 'create', '--dataset', 'b', '--passphrase-out', pass], env)
    expect([more.code, more.err]).toEqual([1, expect.stringContaining('is there already')])
    expect([existsSync(raw), existsSync(pass)]).toEqual([false, false])
  })

  it('destroy asks first, signs what it did, and does it for good', async () => {
    const env = await quickVault('gone', 'web')
    const before = readFileSync(env.SCRIM_VAULT)
    const refused = await scrim(['keys', 'destroy', '--dataset', 'web'], env)
    expect([refused.code, refused.out]).toEqual([1, ''])
    expect(readFileSync(env.SCRIM_VAULT)).toEqual(before)

    const destroyed = await scrim(['keys', 'destroy', '--dataset', 'web', '--yes', '--json'], env)
    const { out } = await scrim(['keys', 'export-public', '--json'], env)
    const { signer } = JSON.parse(out) as { signer: { id: string; publicKey: string } }
    expect(verifyDestruction(JSON.parse(destroyed.out), signer.publicKey)).toBe(true)
    const shown = await scrim(['keys', 'show-id'], env)
    expect(shown.out).toContain(signer.id)
    expect(shown.out).toContain('web (whole) at')
    const again = await scrim(['keys', 'create', '--dataset', 'web'], env)
    expect(again.err).toContain('the keys of dataset web were destroyed at')
  })

  it('create --raw makes a key of 32 bytes, once', async () => {
    const file = join(folder, 'raw')
    expect((await scrim(['keys', 'create', '--raw', file])).code).toBe(0)
    expect([mode(file), statSync(file).size]).toEqual([0o600, 32])
    const before = readFileSync(file)
    const again = await scrim(['keys', 'create', '--raw', file])
    expect([again.code, again.err.split('\n')[0]]).toEqual([1, `scrim: ${file} is there already`])
    expect(readFileSync(file)).toEqual(before)
  })
})

describe('openKeyring', () => {
  const file = join(folder, 'k.key')
  writePrivate(file, Buffer.alloc(32, 7), true)
  const request = { dataset: 'web', policy, release: 'r', keyFile: file }

  it('derives from a raw key file, by epoch', async () => {
    const keys = await openKeyring(request)
    expect(keys.keyringFor(1).id).toBe((await openKeyring(request)).keyringFor(1).id)
    expect(keys.keyringFor(1).id).not.toBe(keys.keyringFor(2).id)
    expect(keys.signer).toBeUndefined()
  })

  it('refuses a key file that is short, missing, or open to others', async () => {
    const short = join(folder, 'short.key')
    writePrivate(short, Buffer.alloc(31), true)
    await expect(openKeyring({ ...request, keyFile: short })).rejects.toMatchObject({
      code: 'key',
      message: `a key file needs at least 32 bytes, ${short} has 31`,
      hint: 'make one with: scrim keys create --raw FILE',
    })
    await expect(openKeyring({ ...request, keyFile: join(folder, 'no') })).rejects.toThrow(
      /there is no key file/,
    )
    const open = join(folder, 'open.key')
    writeFileSync(open, Buffer.alloc(32))
    for (const m of [0o640, 0o604, 0o620]) {
      chmodSync(open, m)
      await expect(openKeyring({ ...request, keyFile: open })).rejects.toThrow(/expected 0600/)
    }
  })

  it('keeps keys of new epochs in the vault, and only when told', async () => {
    const { SCRIM_VAULT: path, SCRIM_PASSPHRASE_FILE: pass } = await quickVault('run', 'web')
    vi.stubEnv('SCRIM_PASSPHRASE_FILE', pass)
    const open = () => openKeyring({ dataset: 'web', policy, release: 'r', vault: path })
    try {
      const lost = (await open()).keyringFor(20484).id
      const keys = await open()
      const kept = keys.keyringFor(20484).id
      expect(kept).not.toBe(lost)
      await keys.save()
      const written = readFileSync(path)
      await keys.save()
      expect(readFileSync(path)).toEqual(written)
      const later = await open()
      expect(later.keyringFor(20484).id).toBe(kept)
      expect(later.signer?.id).not.toBe(later.auditor?.id)
      expect(mode(path)).toBe(0o600)
    } finally {
      vi.unstubAllEnvs()
    }
  })
})

describe('withVaultLock', () => {
  it('lets one change at a time through, and takes over from a process that is gone', async () => {
    const path = join(folder, 'locked.age')
    writeFileSync(`${path}.lock`, '999999999')
    const seen: string[] = []
    const change = (name: string) =>
      withVaultLock(path, async () => {
        seen.push(`${name} in`)
        await new Promise((r) => setTimeout(r, 20))
        seen.push(`${name} out`)
      })
    await Promise.all([change('a'), change('b')])
    expect(seen.map((s) => s.slice(2))).toEqual(['in', 'out', 'in', 'out'])
    expect(existsSync(`${path}.lock`)).toBe(false)
  })
})
