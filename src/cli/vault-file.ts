/** The vault's file: where it is, and how it is read and changed while others may be at it too. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ScrimError } from '../bytes/errors.js'
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

/** Whether the process that took the lock is still there. */
function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (!Number.isInteger(pid) || pid <= 0) return true
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
    throw new ScrimError('key', `cannot write ${lock}: ${(e as Error).message}`)
  }
}

/** Runs `change` while no other process changes the vault. */
export async function withVaultLock<T>(path: string, change: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const until = Date.now() + WAIT_MS
  while (!tryLock(lock)) {
    if (!isHeld(lock)) rmSync(lock, { force: true })
    else if (Date.now() > until) {
      throw new ScrimError('key', `another process holds ${lock}`, 'if none does, remove that file')
    } else await sleep(50)
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
    const vault = await openVault(sealed, passphrase)
    const result = change(vault)
    writePrivate(path, await sealVault(vault, passphrase, workFactorOf(sealed)), false)
    return result
  })
}
