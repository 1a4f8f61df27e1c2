/** A place for blocks that a test can look into. */
import type { Spill } from '../../src/correlate/record-store.js'

/** Blocks in memory; `blocks` are those put away so far. */
export function memorySpill(): Spill & { readonly blocks: readonly Buffer[] } {
  const blocks: Buffer[] = []
  return {
    blocks,
    put: (block) => blocks.push(Buffer.from(block)) - 1,
    get(at, length) {
      if (blocks[at].length !== length) throw new Error(`block ${at} has another length`)
      return blocks[at]
    },
  }
}
