/** Tables of any length need the same memory, also when days come by turns. */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { freshFolder } from '../e2e/program.js'

const folder = freshFolder()
afterAll(() => rmSync(folder, { recursive: true }))

const script = fileURLToPath(new URL('./memory.mjs', import.meta.url))
const tsx = import.meta.resolve('tsx')

function write(rows: number, days: number): number[] {
  const args = ['--import', tsx, script, join(folder, `${rows}-${days}`), `${rows}`, `${days}`]
  return execFileSync(process.execPath, args, { encoding: 'utf8' }).split(' ').map(Number)
}

describe('openTables', () => {
  it('writes 10 million rows in less than 300 MB', () => {
    const [peak, files] = write(10_000_000, 1)
    expect(files).toBe(3)
    expect(peak).toBeLessThan(300e6)
  }, 900_000)

  it('writes 3 million rows of a month, day after day by turns, in less than 300 MB', () => {
    const [peak, files] = write(3_000_000, 31)
    expect(files).toBe(31)
    expect(peak).toBeLessThan(300e6)
  }, 900_000)
})
