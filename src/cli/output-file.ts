/** Where the output goes: a file that appears under its name only when it is whole, or a pipe. */
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ScrimError } from '../bytes/errors.js'

/** An output being written. */
export interface Output {
  write(bytes: Uint8Array): void
  readonly bytes: number
  /** makes the output final: only now does it bear its name */
  commit(): void
  /** removes what was written */
  abort(): void
}

/** Writes all of `bytes`; waits where a pipe is full. */
function writeAll(fd: number, bytes: Uint8Array): void {
  let at = 0
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at, bytes.length - at)
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EAGAIN') throw e
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

function standardOutput(): Output {
  let bytes = 0
  return {
    write(b) {
      writeAll(1, b)
      bytes += b.length
    },
    get bytes() {
      return bytes
    },
    commit: () => undefined,
    abort: () => undefined,
  }
}

/**
 * Opens an output; `-` is standard output. A file that is there already is refused unless `force`.
 * @throws ScrimError `output` when it cannot be created
 */
export function openOutput(name: string, force: boolean): Output {
  if (name === '-') return standardOutput()
  if (existsSync(name) && !force) {
    throw new ScrimError('output', `${name} is there already`, 'name another, or give --force')
  }
  const temporary = join(
    dirname(name),
    `.${basename(name)}.partial-${randomBytes(4).toString('hex')}`,
  )
  let fd: number
  try {
    fd = openSync(temporary, 'wx', 0o600)
  } catch (e) {
    throw new ScrimError('output', `cannot write ${name}: ${(e as Error).message}`)
  }
  let bytes = 0
  return {
    write(b) {
      writeAll(fd, b)
      bytes += b.length
    },
    get bytes() {
      return bytes
    },
    commit() {
      fsyncSync(fd)
      closeSync(fd)
      renameSync(temporary, name)
    },
    abort() {
      closeSync(fd)
      rmSync(temporary, { force: true })
    },
  }
}
