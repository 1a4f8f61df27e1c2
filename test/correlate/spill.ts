/** A place for blocks that a test can look into. */
import type { Spill } from '../../src/correlate/record-store.js'

/** Blocks in memory; `blocks` are those put away so far. */
export function memorySpill(): Spill & { readonly blocks: readonly Buffer[] } {
  const blocks: Buffer[] = []
  const starts: number[] = []
  let size = 0
  return {
    blocks,
    put(block) {
      blocks.push(Buffer.from(block))
      starts.push(size)
      size += block.length
      return size - block.length
    },
    get(at, length) {
      const i = starts.findLastIndex((start) => start <= at)
      const part = blocks[i].subarray(at - starts[i], at - starts[i] + length)
      if (part.length !== length) throw new Error(`${length} bytes at ${at} are not in one block`)
      return part
    },
  }
}
