/**
 * A directory that appears under its name only when it is whole. It is written under a temporary
 * name beside it, flushed to disk, and renamed in one step (rename(2) is atomic in one directory).
 */
import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { ScrimError } from '../bytes/errors.js'
import { unwritable } from '../bytes/file-errors.js'
import { unsafePath } from './paths.js'

/** Bytes a file name may have on the file systems in use, less what the temporary name adds. */
const NAME_BYTES_MAX = 200

/** What an earlier run left behind. */
export interface Leftover {
  readonly path: string
  /** false when its process may still be at work, here or on another machine */
  readonly removed: boolean
}

/** A directory being written. */
export interface Bundle {
  /** the path it will have */
  readonly name: string
  /** what earlier runs for the same name left behind */
  readonly leftovers: readonly Leftover[]
  /**
   * Where a file of the bundle is to be written for now; makes the folders above it.
   * @throws ScrimError `output` when the name would leave the bundle
   */
  path(relative: string): string
  /** Where all of it is for now. */
  readonly partial: string
  /** Writes one small file. */
  write(relative: string, content: string | Uint8Array): Promise<void>
  /** Flushes everything to disk and gives it its name. */
  commit(): Promise<void>
  /** Removes everything. Harmless when called twice, or after `commit`. */
  abort(): Promise<void>
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/** Machines may share a directory, but not their process numbers. */
function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 6)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** What `base` is called while it is being written: the name says by whom, see `clearLeftovers`. */
export function partialName(base: string): string {
  return `.${base}.partial-${machine()}-${process.pid}-${randomBytes(6).toString('hex')}`
}

/** Finds what runs have left behind of one name, and removes that whose process is gone. */
export async function clearLeftovers(parent: string, base: string): Promise<Leftover[]> {
  const prefix = `.${base}.partial-`
  const found: Leftover[] = []
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    if (!entry.name.startsWith(prefix) || entry.isSymbolicLink()) continue
    const match = /^([0-9a-f]{6})-(\d{1,10})-[0-9a-f]{12}$/.exec(entry.name.slice(prefix.length))
    if (match === null) continue
    const path = join(parent, entry.name)
    const removed = match[1] === machine() && !isAlive(Number(match[2]))
    if (removed) await rm(path, { recursive: true, force: true })
    found.push({ path, removed })
  }
  return found
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Flushes files before the directories that name them. */
async function flushTree(dir: string): Promise<void> {
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) await flushTree(path)
    else if (entry.isFile()) await flush(path)
    else throw new ScrimError('output', `${path} is neither a file nor a folder`)
  }
  await flush(dir)
}

function refuseExisting(name: string): void {
  if (!exists(name)) return
  throw new ScrimError(
    'output',
    `${name} is there already, and a release is never changed`,
    'choose another name, or remove the old one first',
  )
}

async function prepare(name: string): Promise<[string, string]> {
  const parent = dirname(name)
  const base = basename(name)
  if (base === '' || base === '.' || base === '..') {
    throw new ScrimError('output', `'${name}' is no name for a release`, 'name a new folder')
  }
  if (Buffer.byteLength(base) > NAME_BYTES_MAX) {
    throw new ScrimError('output', `the name ${base} is longer than ${NAME_BYTES_MAX} bytes`)
  }
  try {
    refuseExisting(name)
    await mkdir(parent, { recursive: true })
  } catch (error) {
    throw unwritable(name, error)
  }
  return [parent, base]
}

/** Makes the folder that is written to for now. Only its owner may look before the gate did. */
function makePartial(target: string, partial: string): void {
  try {
    mkdirSync(partial, { mode: 0o700 })
  } catch (error) {
    throw unwritable(target, error)
  }
}

/**
 * Begins a directory that will be called `name`.
 * @throws ScrimError `output` when that name is taken or cannot be written
 */
export async function createBundle(name: string): Promise<Bundle> {
  const target = resolve(name)
  const [parent, base] = await prepare(target)
  const leftovers = await clearLeftovers(parent, base)
  const partial = join(parent, partialName(base))
  // At once: a caller who cleans up when told to stop must not be told in between.
  makePartial(target, partial)
  let isOpen = true
  const path = (relative: string): string => {
    const reason = isOpen ? unsafePath(relative) : 'the release is closed'
    if (reason !== undefined) {
      throw new ScrimError('output', `cannot write ${JSON.stringify(relative)}: ${reason}`)
    }
    const full = join(partial, relative)
    mkdirSync(dirname(full), { recursive: true })
    return full
  }
  return {
    name: target,
    partial,
    leftovers,
    path,
    async write(relative, content) {
      const handle = await openNew(path(relative))
      try {
        await handle.writeFile(content)
      } finally {
        await handle.close()
      }
    },
    async commit() {
      await flushTree(partial)
      refuseExisting(target)
      await chmod(partial, 0o777 & ~process.umask())
      await rename(partial, target)
      isOpen = false
      await flush(parent)
    },
    async abort() {
      isOpen = false
      await rm(partial, { recursive: true, force: true })
    },
  }
}

/** Every file of a release is written once. */
function openNew(path: string) {
  return open(path, 'wx')
}
