/** Small files read whole: policies, lists, mappings, passphrases. What never ends is refused. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type ErrorCode, ScrimError } from '../bytes/errors.js'
import { whyUnreadable } from '../bytes/file-errors.js'

const CHUNK = 1 << 16
/** Between two looks at a pipe. */
const LOOK_MS = 10

/** What is expected in a file that is read whole. */
export interface Expected {
  /** for people: `policy`, `list of inputs` */
  readonly what: string
  readonly bytesMax: number
  readonly code: ErrorCode
  /** what to do when it is no such thing */
  readonly hint: string
  /** how long a pipe may say nothing; 10 s when not given */
  readonly silenceMs?: number
}

function codeOf(e: unknown): string | undefined {
  return (e as NodeJS.ErrnoException).code
}

function words(bytes: number): string {
  return bytes < 1 << 20 ? `${bytes >> 10} KiB` : `${bytes >> 20} MiB`
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

/** As many bytes as are there; 0 at the end. A pipe that nobody writes to is not waited for. */
function readSome(fd: number, into: Uint8Array, waits: boolean, silenceMs: number): number {
  for (let silent = 0; ; silent += LOOK_MS) {
    try {
      const n = readSync(fd, into)
      if (n > 0 || !waits) return n
    } catch (e) {
      if (codeOf(e) !== 'EAGAIN') throw e
    }
    if (silent >= silenceMs) throw new Error(`nothing came for ${silenceMs / 1000} s`)
    pause(LOOK_MS)
  }
}

function readAll(fd: number, name: string, named: boolean, expected: Expected): Buffer {
  const { what, bytesMax, code, hint, silenceMs = 10_000 } = expected
  const stat = fstatSync(fd)
  if (stat.isDirectory())
    throw new ScrimError(code, `${name} is a folder, expected a ${what}`, hint)
  const chunk = Buffer.alloc(CHUNK)
  const parts: Buffer[] = []
  let bytes = stat.isFile() && stat.size > bytesMax ? stat.size : 0
  while (bytes <= bytesMax) {
    // A named pipe is at its end as long as nobody has opened it to write.
    const n = readSome(fd, chunk, named && stat.isFIFO() && bytes === 0, silenceMs)
    if (n === 0) return Buffer.concat(parts)
    parts.push(Buffer.from(chunk.subarray(0, n)))
    bytes += n
  }
  throw new ScrimError(
    code,
    `${name} has more than ${words(bytesMax)}, expected a ${what} of at most that`,
    hint,
  )
}

/**
 * Reads a file, a pipe or an open descriptor to its end.
 * @param from a path, or a descriptor
 * @returns undefined when there is no such file
 * @throws ScrimError when it cannot be read, is a folder, or is longer than what is expected
 */
export function readWhole(from: string | number, expected: Expected): Buffer | undefined {
  const named = typeof from === 'string'
  const name = named ? from : from === 0 ? 'standard input' : `descriptor ${from}`
  let fd = -1
  try {
    fd = named ? openSync(from, constants.O_RDONLY | constants.O_NONBLOCK) : from
    return readAll(fd, name, named, expected)
  } catch (e) {
    if (e instanceof ScrimError) throw e
    if (named && codeOf(e) === 'ENOENT') return undefined
    const why = `cannot read the ${expected.what} ${name}: ${whyUnreadable(e)}`
    throw new ScrimError(expected.code, why, expected.hint)
  } finally {
    if (named && fd >= 0) closeSync(fd)
  }
}
