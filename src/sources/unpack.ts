/** Unpacks gzip (RFC 1952) and zstd (RFC 8878) streams of any number of members or frames. */
import { ScrimError } from '../bytes/errors.js'
import type { ByteStream } from './byte-stream.js'
import { createGunzip } from './gzip.js'
import { createUnzstd } from './zstd.js'

/**
 * Packed bytes taken at once. Small, because what comes out may be a thousand times as much (32,000
 * times in a zstd frame made for that), and has to be held until it is read.
 */
const GZIP_CHUNK = 1 << 15
const ZSTD_CHUNK = 1 << 13

/** A stream of what the packed stream `from` holds. Damage ends it and is told in `damage`. */
export function unpack(kind: 'gzip' | 'zstd', from: ByteStream): ByteStream {
  const queue: Uint8Array[] = []
  const out = (chunk: Uint8Array): void => {
    if (chunk.length > 0) queue.push(chunk)
  }
  const unpacker = kind === 'gzip' ? createGunzip(out) : createUnzstd(out, from.name)
  const packed = new Uint8Array(kind === 'gzip' ? GZIP_CHUNK : ZSTD_CHUNK)
  let ended = false
  let damage = ''
  const advance = async (): Promise<void> => {
    const n = await from.read(packed, 0, packed.length)
    ended = n === 0
    try {
      await unpacker.push(packed.subarray(0, n), ended)
    } catch (e) {
      if (e instanceof ScrimError) throw e
      damage = `the ${kind} data cannot be unpacked further: ${(e as Error).message.toLowerCase()}`
      ended = true
    }
  }
  return {
    name: from.name,
    size: from.size,
    live: from.live,
    get taken() {
      return from.taken
    },
    get damage() {
      return damage === '' ? from.damage : damage
    },
    async read(into, at, end) {
      while (queue.length === 0) {
        if (ended) return 0
        await advance()
      }
      const chunk = queue[0]
      const n = Math.min(end - at, chunk.length)
      into.set(chunk.subarray(0, n), at)
      if (n === chunk.length) queue.shift()
      else queue[0] = chunk.subarray(n)
      return n
    },
    close() {
      unpacker.close()
      from.close()
    },
  }
}
