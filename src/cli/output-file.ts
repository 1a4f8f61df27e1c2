/** Where the output goes: a file that appears under its name only when it is whole, or a pipe. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ScrimError } from '../bytes/errors.js'
import { unwritable } from '../bytes/file-errors.js'
import { clearLeftovers, type Leftover, partialName } from '../release/bundle.js'
import { onStop } from './on-stop.js'

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
export function writeAll(fd: number, bytes: Uint8Array): void {
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

/** A pipe or device: what is written there cannot be taken back. */
function openStream(fd: number): Output {
  let bytes = 0
  return {
    write(b) {
      writeAll(fd, b)
      bytes += b.length
    },
    get bytes() {
      return bytes
    },
    commit: () => undefined,
    abort: () => undefined,
  }
}

function placeOf(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found?.isFile() ? `${found.dev} ${found.ino}` : undefined
  } catch {
    // What cannot be looked at is told by whoever opens it.
    return undefined
  }
}

/**
 * Sees that an output is none of its inputs, also by another name: the original would be gone.
 * @throws ScrimError `usage` when it is
 */
export function refuseInput(name: string, inputs: readonly string[]): void {
  const own = placeOf(name)
  const same = own === undefined ? undefined : inputs.find((i) => placeOf(i) === own)
  if (same === undefined) return
  throw new ScrimError('usage', `the output ${name} is the input ${same}`, 'name another output')
}

/** Whether the name stands for a pipe or device, which is written to and never replaced. */
function isStream(name: string, force: boolean): boolean {
  const there = statSync(name, { throwIfNoEntry: false })
  if (there === undefined) return false
  if (there.isDirectory()) {
    throw new ScrimError('output', `${name} is a folder`, 'name a file in it')
  }
  if (!there.isFile()) return true
  if (force) return false
  throw new ScrimError('output', `${name} is there already`, 'name another, or give --force')
}

/** Says what earlier runs left behind. */
export function showLeftovers(leftovers: readonly Leftover[]): void {
  for (const { path, removed } of leftovers) {
    const what = removed ? 'is left from a run that died; removed' : 'may still be written'
    process.stderr.write(`scrim: ${path} ${what}\n`)
  }
}

function openFile(name: string): Output {
  const temporary = join(dirname(name), partialName(basename(name)))
  const remove = (): void => rmSync(temporary, { force: true })
  const forget = onStop(remove)
  const fd = openSync(temporary, 'wx', 0o600)
  let bytes = 0
  let isOpen = true
  const close = (): void => {
    if (isOpen) closeSync(fd)
    isOpen = false
  }
  return {
    write(b) {
      try {
        writeAll(fd, b)
      } catch (e) {
        throw unwritable(name, e)
      }
      bytes += b.length
    },
    get bytes() {
      return bytes
    },
    commit() {
      fsyncSync(fd)
      close()
      renameSync(temporary, name)
      forget()
    },
    abort() {
      close()
      remove()
      forget()
    },
  }
}

/**
 * Opens an output; `-` is standard output. A file that is there already is refused unless `force`.
 * @throws ScrimError `output` when it cannot be created
 */
export async function openOutput(name: string, force: boolean): Promise<Output> {
  if (name === '-') return openStream(1)
  try {
    const stream = isStream(name, force)
    if (stream) return openStream(openSync(name, 'w'))
    showLeftovers(await clearLeftovers(dirname(name), basename(name)))
    return openFile(name)
  } catch (e) {
    throw unwritable(name, e)
  }
}
