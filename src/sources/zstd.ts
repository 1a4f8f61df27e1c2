/** Unpacks zstd (RFC 8878) of any number of frames, and compares their checksums. */
import { Decompress } from 'fzstd'
import { CHECKSUM_DIFFERS } from './gzip.js'
import { walkFrames } from './zstd-frames.js'

/** Loaded when it is needed: who reads no zstd starts no WebAssembly. */
async function loadSums() {
  const { default: xxhash } = await import('xxhash-wasm')
  return xxhash()
}

/** Makes an unpacker that gives what comes out to `out`; it throws an `Error` at damage. */
export function createUnzstd(
  out: (chunk: Uint8Array) => void,
  name: string,
): { push(chunk: Uint8Array, last: boolean): Promise<void>; close(): void } {
  const walk = walkFrames(name)
  let hash: Awaited<ReturnType<typeof loadSums>> | undefined
  let sum: ReturnType<NonNullable<typeof hash>['create64']> | undefined
  const z = new Decompress((chunk) => {
    sum?.update(chunk)
    out(chunk.slice())
  })
  /** Ends a frame: its checksum is the lower half of the XXH64 of what it became (§3.1.1). */
  const endFrame = (checksum: number | undefined): void => {
    const differs =
      checksum !== undefined && Number((sum?.digest() ?? 0n) & 0xffffffffn) !== checksum
    sum = hash?.create64()
    if (differs) throw new Error(CHECKSUM_DIFFERS)
  }
  return {
    async push(chunk, last) {
      hash ??= await loadSums()
      sum ??= hash.create64()
      let from = 0
      for (const { at, checksum } of walk(chunk)) {
        // The decompressor keeps what it cannot use yet, so it gets memory of its own.
        z.push(chunk.slice(from, at), false)
        endFrame(checksum)
        from = at
      }
      z.push(chunk.slice(from), last)
    },
    close: () => {},
  }
}
