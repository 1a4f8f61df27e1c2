/** The committed reference is what the program would write now. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ran, scrim } from '../cli/run.js'

const committed = fileURLToPath(new URL('../../docs/reference', import.meta.url))
const made = mkdtempSync(join(tmpdir(), 'scrim-docs-'))
let written: Ran
beforeAll(async () => {
  written = await scrim(['docs', made])
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

const read = (dir: string) =>
  Object.fromEntries(readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')]))

/** The first line in which two texts differ: a whole page would say nothing. */
function firstDifference(name: string, was: string | undefined, now: string): string[] {
  if (was === now) return []
  const old = (was ?? '').split('\n')
  const line = now.split('\n').findIndex((text, i) => text !== old[i])
  return [`docs/reference/${name}:${line + 1} is not what the tables say: npm run docs`]
}

describe('docs/reference', () => {
  it('is what `scrim docs` writes, and nothing else (else: npm run docs)', () => {
    expect(written).toMatchObject({ code: 0, err: '' })
    const now = read(made)
    const was = read(committed)
    expect(Object.keys(now).flatMap((n) => firstDifference(n, was[n], now[n]))).toEqual([])
    expect(Object.keys(was)).toEqual(Object.keys(now))
  })

  it('does not change from one run to the next', async () => {
    const before = read(made)
    await scrim(['docs', made])
    expect(read(made)).toEqual(before)
  })

  it('links to pages and headings that are there', () => {
    const pages = read(committed)
    for (const [name, text] of Object.entries(pages)) {
      for (const [, link] of text.matchAll(/\]\(([^)]+)\)/g)) {
        const [page, anchor] = link.split('#')
        expect(page === '' || page in pages, `${name}: ${link}`).toBe(true)
        if (anchor !== undefined) expect(pages[page || name]).toContain(`## ${anchor}\n`)
      }
    }
  })
})
