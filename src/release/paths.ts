/** Which paths a release may hold; how its files are walked and read without being led astray. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const PATH_BYTES_MAX = 512
const DEPTH_MAX = 8
/** More files than any release has; a directory with more is not walked to its end. */
const FILES_MAX = 100_000
const CHUNK_BYTES = 1 << 16

/** Something in a release that is not as it should be. */
export interface Problem {
  readonly file: string
  readonly reason: string
}

/** A file found on disk. */
export interface FoundFile {
  readonly path: string
  readonly bytes: number
}

/**
 * Why a path may not be in a release, or undefined when it may. Plain names only: what is refused
 * here are ways out of the directory, and names that mean different things on different systems.
 */
export function unsafePath(path: string): string | undefined {
  if (path.length === 0 || path.length > PATH_BYTES_MAX) return 'its length is not that of a path'
  const parts = path.split('/')
  if (parts.length > DEPTH_MAX) return 'it is too deep'
  for (const part of parts) {
    if (part === '..') return 'it leads out of the release'
    if (!/^[A-Za-z0-9][A-Za-z0-9._=-]*$/.test(part) || part.endsWith('.')) {
      return 'only letters, digits, and . - _ = may stand in it'
    }
  }
  return undefined
}

/** Lists the files under a directory; whatever is no plain file becomes a problem. */
export async function listFiles(root: string): Promise<[FoundFile[], Problem[]]> {
  const files: FoundFile[] = []
  const problems: Problem[] = []
  const visit = async (relative: string, depth: number): Promise<void> => {
    const names = await readdir(join(root, relative)).catch(() => undefined)
    if (names === undefined) problems.push({ file: relative || '.', reason: 'cannot be listed' })
    // A manifest lists files, so a folder is of a release by what is in it alone.
    if (names?.length === 0 && relative !== '') {
      problems.push({ file: relative, reason: 'is an empty folder' })
    }
    for (const name of names?.sort() ?? []) {
      const path = relative === '' ? name : `${relative}/${name}`
      if (files.length + problems.length >= FILES_MAX) return
      const seen = await lstat(join(root, path)).catch(() => undefined)
      if (seen === undefined) problems.push({ file: path, reason: 'cannot be read' })
      else if (seen.isSymbolicLink()) problems.push({ file: path, reason: 'is a symbolic link' })
      else if (seen.isDirectory() && depth < DEPTH_MAX) await visit(path, depth + 1)
      else if (seen.isFile()) files.push({ path, bytes: seen.size })
      else problems.push({ file: path, reason: 'is neither a file nor a folder of a release' })
    }
  }
  await visit('', 1)
  if (files.length + problems.length >= FILES_MAX) {
    problems.push({ file: '.', reason: `holds more than ${FILES_MAX} files` })
  }
  return [files, problems]
}

/** Opens a plain file: a link put there in the meantime is not followed, a pipe not waited for. */
async function openPlain(path: string): Promise<FileHandle> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(path, flags)
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  throw new Error('not a plain file')
}

/** SHA-256 and length of a file, read piece by piece. */
export async function digestFile(path: string): Promise<{ bytes: number; sha256: string }> {
  const handle = await openPlain(path)
  try {
    const hash = createHash('sha256')
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    let bytes = 0
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, null)
      if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
      hash.update(chunk.subarray(0, bytesRead))
      bytes += bytesRead
    }
  } finally {
    await handle.close()
  }
}

/**
 * Reads a small file whole.
 * @returns undefined when it is not there, no plain file, or larger than `bytesMax`
 */
export async function readSmall(path: string, bytesMax: number): Promise<Buffer | undefined> {
  try {
    const handle = await openPlain(path)
    try {
      if ((await handle.stat()).size > bytesMax) return undefined
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch {
    return undefined
  }
}

/** SHA-256 of bytes or text, in hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
