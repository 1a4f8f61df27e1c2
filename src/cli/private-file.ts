/** Files that only their owner may read: the vault, passphrases, raw keys. */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ScrimError } from '../bytes/errors.js'
import { unwritable } from '../bytes/file-errors.js'

const SIZE_MAX = 1 << 26

function codeOf(e: unknown): string | undefined {
  return (e as NodeJS.ErrnoException).code
}

/**
 * Reads a file that nobody else may read or write.
 * @param what name for people: `vault`, `key file`
 * @param hint what to do when it is missing
 */
export function readPrivate(path: string, what: string, hint: string): Uint8Array {
  let fd: number
  try {
    // A pipe is no private file, and is not waited for.
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (e) {
    if (codeOf(e) === 'ENOENT') throw new ScrimError('key', `there is no ${what} at ${path}`, hint)
    throw new ScrimError('key', `cannot read the ${what} ${path}: ${(e as Error).message}`)
  }
  try {
    // The open file is asked, not its name: the name could be moved in between.
    const stat = fstatSync(fd)
    if (!stat.isFile() || stat.size > SIZE_MAX) {
      throw new ScrimError('key', `${path} is no ${what}: not a file of moderate size`)
    }
    if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0) {
      const mode = (stat.mode & 0o777).toString(8).padStart(4, '0')
      throw new ScrimError(
        'key',
        `others may read or write the ${what} ${path} (mode ${mode}, expected 0600)`,
        `if nobody has: chmod 600 ${path}`,
      )
    }
    return new Uint8Array(readFileSync(fd))
  } finally {
    closeSync(fd)
  }
}

/** Makes the new name last even if the machine stops now; some systems cannot sync folders. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r')
    fsyncSync(fd)
    closeSync(fd)
  } catch {}
}

/**
 * Writes a file (0600) that is whole or not there at all.
 * @param fresh refuse, and change nothing, when the name is taken
 */
export function writePrivate(path: string, bytes: Uint8Array, fresh: boolean): void {
  const folder = dirname(path)
  const temporary = join(folder, `.${basename(path)}.partial-${randomBytes(4).toString('hex')}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const fd = openSync(temporary, 'wx', 0o600)
    try {
      writeFileSync(fd, bytes)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    // A link fails where a rename would silently replace what is there.
    if (fresh) linkSync(temporary, path)
    else renameSync(temporary, path)
    syncFolder(folder)
  } catch (e) {
    // A folder that is a file is there already, too.
    if (codeOf(e) === 'EEXIST' && (e as NodeJS.ErrnoException).syscall === 'link') {
      throw new ScrimError('key', `${path} is there already`, 'keys are never overwritten: move it')
    }
    throw unwritable(path, e, 'key')
  } finally {
    // It cannot be removed where it could not be made, and the first error is the one to tell.
    try {
      rmSync(temporary, { force: true })
    } catch {}
  }
}
