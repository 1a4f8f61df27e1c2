/** A file for what is more than memory should hold: without a name, gone with the process. */
import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import type { Spill } from '../correlate/record-store.js'
import { writeAll } from './output-file.js'

/** What was put away, and how it is given up. */
export interface SpillFile extends Spill {
  close(): void
}

/** Makes the file at `path`, where nothing is yet, when the first block comes. */
export function createSpillFile(path: string): SpillFile {
  let fd: number | undefined
  let size = 0
  return {
    put(block) {
      if (fd === undefined) {
        fd = openSync(path, 'wx+', 0o600)
        rmSync(path)
      }
      const at = size
      writeAll(fd, block)
      size += block.length
      return at
    },
    get(at, length) {
      const block = Buffer.allocUnsafe(length)
      const read = fd === undefined ? 0 : readSync(fd, block, 0, length, at)
      if (read !== length) throw new Error(`${path}: ${read} bytes of ${length} are left`)
      return block
    },
    close() {
      if (fd !== undefined) closeSync(fd)
      fd = undefined
    },
  }
}
