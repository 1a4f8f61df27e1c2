/**
 * Packs what a writer gives out with zstd. Each few MiB become a frame of their own, so that memory
 * is bounded and no frame depends on another (RFC 8878 §3: frames may follow one another).
 */
import type { ByteSink } from './writer.js'

/** A sink that packs; `finish` packs what is left. */
export interface ZstdSink {
  readonly write: ByteSink
  finish(): void
}

const FRAME_BYTES = 1 << 22
/** Level 3 is what the zstd tool uses by default. */
const LEVEL = 3

/** Packs bytes as one frame. */
export type Compress = (bytes: Uint8Array, level?: number) => Uint8Array

let loading: Promise<Compress> | undefined

/**
 * Loads the packer, once in a process: each `init` of the library puts another memory under calls
 * that are under way, and what two of them pack is then zeros.
 */
export function loadZstd(): Promise<Compress> {
  loading ??= import('@bokuweb/zstd-wasm').then(async ({ compress, init }) => {
    await init()
    return (bytes, level = LEVEL) => compress(bytes, level)
  })
  return loading
}

/** Makes a sink that packs and hands on to `sink`. What it hands on may be kept. */
export async function createZstdSink(sink: ByteSink, level = LEVEL): Promise<ZstdSink> {
  const compress = await loadZstd()
  const buffer = new Uint8Array(FRAME_BYTES)
  let end = 0
  const pack = (): void => {
    if (end > 0) sink(compress(buffer.subarray(0, end), level))
    end = 0
  }
  return {
    write(bytes) {
      let at = 0
      while (at < bytes.length) {
        const n = Math.min(bytes.length - at, buffer.length - end)
        buffer.set(bytes.subarray(at, at + n), end)
        at += n
        end += n
        if (end === buffer.length) pack()
      }
    },
    finish: pack,
  }
}
