/** Bytes from somewhere, in order: files and pipes look alike to those who read captures. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { unreadable } from '../bytes/file-errors.js'

/** A run of bytes that is read once, from start to end. */
export interface ByteStream {
  /** what to call it in errors */
  readonly name: string
  /** bytes in all, 0 when unknown */
  readonly size: number
  /** bytes taken from the outermost input so far (before unpacking) */
  readonly taken: number
  /** whether reading may wait for others to write */
  readonly live: boolean
  /** why the bytes ended early, or empty */
  readonly damage: string
  /**
   * Reads at least one byte into `[at, end)`, as many as are there.
   * @returns how many, 0 at the end
   */
  read(into: Uint8Array, at: number, end: number): number | Promise<number>
  close(): void
}

/**
 * Opens a regular file.
 * @throws ScrimError `input` when it cannot be opened
 */
export function openFile(path: string): ByteStream {
  let fd: number
  let size = 0
  try {
    // What was a file when it was looked at may be a pipe by now, at which opening would wait.
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(fd)
    if (stat.isFIFO()) {
      closeSync(fd)
      throw new Error('it is a pipe, and was a file')
    }
    size = stat.size
  } catch (e) {
    throw unreadable(path, e)
  }
  const stream = {
    name: path,
    size,
    taken: 0,
    live: false,
    damage: '',
    read(into: Uint8Array, at: number, end: number) {
      try {
        const n = readSync(fd, into, at, end - at, null)
        stream.taken += n
        return n
      } catch (e) {
        throw unreadable(path, e)
      }
    },
    close() {
      if (fd >= 0) closeSync(fd)
      fd = -1
    },
  }
  return stream
}

/** What ends a wait; only `error` comes with an argument. */
const AWAITED = ['readable', 'end', 'close', 'error']

/** Resolves when the stream may have something to read, or has ended. */
function readable(input: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (e?: unknown): void => {
      for (const name of AWAITED) input.off(name, done)
      if (e instanceof Error) reject(e)
      else resolve()
    }
    for (const name of AWAITED) input.on(name, done)
  })
}

/** Reads what another program writes, as it comes; never waits for more than the next bytes. */
export function openPipe(name: string, input: Readable): ByteStream {
  let chunk: Uint8Array = new Uint8Array(0)
  const stream = {
    name,
    size: 0,
    taken: 0,
    live: true,
    damage: '',
    async read(into: Uint8Array, at: number, end: number) {
      while (chunk.length === 0) {
        const next: Uint8Array | null = input.read()
        if (next !== null) chunk = next
        else if (input.readableEnded || input.destroyed) return 0
        else {
          try {
            await readable(input)
          } catch (e) {
            throw unreadable(name, e)
          }
        }
      }
      const n = Math.min(end - at, chunk.length)
      into.set(chunk.subarray(0, n), at)
      chunk = chunk.subarray(n)
      stream.taken += n
      return n
    },
    close() {
      input.pause()
    },
  }
  return stream
}

/** Puts bytes that were read to look at them back before the rest. */
export function putBack(head: Uint8Array, rest: ByteStream): ByteStream {
  let at0 = 0
  return {
    name: rest.name,
    size: rest.size,
    live: rest.live,
    get taken() {
      return rest.taken
    },
    get damage() {
      return rest.damage
    },
    read(into, at, end) {
      if (at0 === head.length) return rest.read(into, at, end)
      const n = Math.min(end - at, head.length - at0)
      into.set(head.subarray(at0, at0 + n), at)
      at0 += n
      return n
    },
    close: () => rest.close(),
  }
}
