/** Blocks that are put away come back, from a file that nobody else can find. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createSpillFile } from '../../src/cli/spill-file.js'

const folder = mkdtempSync(join(tmpdir(), 'scrim-spill-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('createSpillFile', () => {
  it('gives blocks back in any order, and has no name', () => {
    const spill = createSpillFile(join(folder, 'blocks'))
    const blocks = Array.from({ length: 50 }, (_, i) => Buffer.alloc(i * 1000 + 1, i))
    const places = blocks.map((b) => spill.put(b))
    expect(readdirSync(folder)).toEqual([])
    for (const i of [49, 0, 7, 48, 7]) {
      expect(Buffer.from(spill.get(places[i], blocks[i].length)).equals(blocks[i])).toBe(true)
    }
    expect(() => spill.get(places[49], blocks[49].length + 1)).toThrow(/49001 bytes of 49002/)
    spill.close()
    spill.close()
  })

  it('makes no file before the first block, and takes none that is there', () => {
    const spill = createSpillFile(folder)
    expect(statSync(folder).isDirectory()).toBe(true)
    expect(() => spill.put(Buffer.alloc(1))).toThrow(/EEXIST/)
    spill.close()
  })
})
