/** The vault's file: where it is, and how it is read and changed while others may be at it too. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ScrimError } from '../bytes/errors.js'
import { unwritable } from '../bytes/file-errors.js'
import { openVault, sealVault, type Vault, workFactorOf } from '../keys/vault.js'
import { readPrivate, writePrivate } from './private-file.js'

const WAIT_MS = 20_000

/** Where the vault is: the option, `$SCRIM_VAULT`, or the configuration folder of the user. */
export function vaultPath(option: string | undefined): string {
  const config = process.env.XDG_CONFIG_HOME || join(homedir(), '.config')
  return option || process.env.SCRIM_VAULT || join(config, 'scrim', 'vault.age')
}

/** The vault's bytes; refused when others may read them. */
export function readVaultFile(path: string): Uint8Array {
  return readPrivate(path, 'vault', 'make one with: scrim keys create')
}

/** The contents of a vault that `readVaultFile` gave. */
export function openVaultFile(path: string, sealed: Uint8Array, pass: string): Promise<Vault> {
  return openVault(sealed, pass, `the vault ${path}`)
}

/** Removes a lock whose process is gone. */
function clearStale(lock: string): void {
  try {
    const text = readFileSync(lock, 'utf8')
    if (isRunning(Number(text))) return
    // Another process may have cleared it and locked anew: then its lock is put back.
    const aside = `${lock}.${randomBytes(4).toString('hex')}`
    renameSync(lock, aside)
    if (readFileSync(aside, 'utf8') !== text) linkSync(aside, lock)
    rmSync(aside)
  } catch {
    // It is gone already, or cannot be read: the next try will show.
  }
}

/** An empty lock is being written at this moment: that counts as running. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function tryLock(lock: string): boolean {
  try {
    const fd = openSync(lock, 'wx', 0o600)
    writeSync(fd, String(process.pid))
    closeSync(fd)
    return true
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw unwritable(lock, e, 'key')
  }
}

/** Runs `change` while no other process changes the vault. */
export async function withVaultLock<T>(path: string, change: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  } catch (e) {
    throw unwritable(path, e, 'key')
  }
  const until = Date.now() + WAIT_MS
  while (!tryLock(lock)) {
    clearStale(lock)
    if (Date.now() > until) {
      throw new ScrimError('key', `another process holds ${lock}`, 'if none does, remove that file')
    }
    await sleep(20)
  }
  try {
    return await change()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** Opens the vault, changes it, writes it back whole; writes nothing when `change` throws. */
export function updateVault<T>(
  path: string,
  passphrase: string,
  change: (vault: Vault) => T,
): Promise<T> {
  return withVaultLock(path, async () => {
    const sealed = readVaultFile(path)
    const vault = await openVaultFile(path, sealed, passphrase)
    const result = change(vault)
    writePrivate(path, await sealVault(vault, passphrase, workFactorOf(sealed)), false)
    return result
  })
}
