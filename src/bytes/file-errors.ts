/** What the system says of a file or folder that cannot be read or written, in words. */
import { dirname } from 'node:path'
import { type ErrorCode, ScrimError } from './errors.js'

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'what stands before the last / is no folder',
  EACCES: 'it may not be read by this user',
  EBADF: 'it is not open',
  EISDIR: 'it is a directory',
  ELOOP: 'its links lead to each other',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENXIO: 'it is a socket, or a device that is not there',
  EIO: 'the disk or device failed',
}

/** Calls that only look at what is there. */
const LOOKS: ReadonlySet<string> = new Set(['stat', 'lstat', 'scandir', 'opendir', 'readlink'])
const CHANGES: ReadonlySet<string> = new Set(['mkdir', 'rename', 'rmdir', 'unlink', 'link', 'rm'])

/** Why a file or descriptor cannot be read, in words. */
export function whyUnreadable(e: unknown): string {
  const code = (e as NodeJS.ErrnoException).code ?? (e as Error).message
  return UNREADABLE[code] ?? code
}

/** The error of an input that cannot be read. */
export function unreadable(name: string, e: unknown): ScrimError {
  return new ScrimError('input', `cannot read ${name}: ${whyUnreadable(e)}`, 'check the name')
}

/** The error of a file or folder that cannot be written; one that is told already stays. */
export function unwritable(name: string, e: unknown, as: ErrorCode = 'output'): ScrimError {
  if (e instanceof ScrimError) return e
  const { code, message } = e as NodeJS.ErrnoException
  const folder = dirname(name)
  const why: Readonly<Record<string, readonly [string, string]>> = {
    ENOENT: [`there is no folder ${folder}`, 'make it first, or name another'],
    ENOTDIR: [`${folder} is no folder`, 'name another'],
    EEXIST: [`${folder} is no folder`, 'name another'],
    EACCES: [`this user may not write in ${folder}`, 'name another folder'],
    EPERM: [`this user may not write in ${folder}`, 'name another folder'],
    EROFS: [`${folder} may only be read`, 'name another folder'],
    ENOSPC: ['no space is left', 'name a folder on another disk'],
    ELOOP: ['its links lead to each other', 'name another folder'],
    ENAMETOOLONG: ['its name is too long', 'give a shorter one'],
  }
  const [reason, hint] = why[code ?? ''] ?? [message, undefined]
  return new ScrimError(as, `cannot write ${name}: ${reason}`, hint)
}

/** An error of the system as one for people, where it names a file and what was done to it. */
export function fileError(e: unknown): ScrimError | undefined {
  const { syscall, path } = (e ?? {}) as NodeJS.ErrnoException
  if (syscall === undefined || path === undefined) return undefined
  if (LOOKS.has(syscall)) return unreadable(path, e)
  return CHANGES.has(syscall) ? unwritable(path, e) : undefined
}
