/** The report in a browser: silent, self-contained, legible at any width, printable. */
import { existsSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { report } from '../../src/release/report.js'
import { findings, makeFacts } from '../release/made.js'

const CHROMIUM = '/usr/bin/chromium'
const present = existsSync(CHROMIUM)
if (!present) console.warn(`no ${CHROMIUM}: the report is not tried in a browser`)

const refusing = findings.map((f) =>
  f.check === 'residue'
    ? {
        ...f,
        value: 3,
        interval: [3, 3] as const,
        notes: Array.from({ length: 9 }, (_, i) => `n${i}`),
      }
    : f,
)

describe.skipIf(!present)('report.html in Chromium', () => {
  let dir: string
  let browser: Browser
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'scrim-browser-'))
    const data = [{ path: 'data/packets/0001.pcapng', bytes: 61_204_332, sha256: 'ab'.repeat(32) }]
    writeFileSync(join(dir, 'passed.html'), report(makeFacts(), data))
    writeFileSync(join(dir, 'refused.html'), report(makeFacts({ findings: refusing }), []))
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    await rm(dir, { recursive: true, force: true })
  })

  /** Opens a page, collecting whatever it says and asks for. */
  async function open(
    name: string,
    options: { width: number; scheme: 'light' | 'dark' },
  ): Promise<{ page: Page; said: string[]; asked: string[] }> {
    const page = await browser.newPage({
      colorScheme: options.scheme,
      viewport: { width: options.width, height: 800 },
    })
    const said: string[] = []
    const asked: string[] = []
    page.on('console', (m) => said.push(m.text()))
    page.on('pageerror', (e) => said.push(e.message))
    page.on('request', (r) => asked.push(r.url()))
    await page.goto(`file://${join(dir, name)}`)
    return { page, said, asked }
  }

  const cases = ['passed.html', 'refused.html'].flatMap((name) =>
    [1200, 880, 768, 320].map((width) => [name, width] as const),
  )
  test.each(cases)('%s at %i is silent, asks for nothing and fits', async (name, width) => {
    const scheme = width === 768 ? 'dark' : 'light'
    const { page, said, asked } = await open(name, { width, scheme })
    expect(said).toEqual([])
    expect(asked).toEqual([`file://${join(dir, name)}`])
    const verdict = page.locator('.verdict .said')
    expect(await verdict.textContent()).toMatch(/the gate/)
    const box = await verdict.boundingBox()
    expect(box && box.y + box.height).toBeLessThan(800)
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(over).toBeLessThanOrEqual(0)
    const cut = await page
      .locator('.wide')
      .evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).length)
    expect(cut).toBe(0)
    await page.close()
  })

  test('applies its style sheet in both schemes', async () => {
    const grounds: string[] = []
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await open('passed.html', { width: 1000, scheme })
      grounds.push(await page.evaluate('getComputedStyle(document.body).backgroundColor'))
      await page.close()
    }
    expect(grounds).toEqual(['rgb(246, 245, 241)', 'rgb(17, 22, 21)'])
  })

  test('gives pictures a name, and headings an order', async () => {
    const { page } = await open('passed.html', { width: 1000, scheme: 'light' })
    const names = await page
      .getByRole('img')
      .evaluateAll((all) => all.map((e) => e.querySelector('title')?.textContent ?? ''))
    expect(names.length).toBeGreaterThan(2)
    for (const n of names) expect(n).toMatch(/before and after$/)
    const levels: number[] = await page
      .getByRole('heading')
      .evaluateAll((all) => all.map((h) => Number(h.tagName[1])))
    expect(levels[0]).toBe(1)
    for (let i = 1; i < levels.length; i++) expect(levels[i] - levels[i - 1]).toBeLessThan(2)
    await page.close()
  })

  test('keeps together on paper what is read together', async () => {
    const { page } = await open('passed.html', { width: 794, scheme: 'light' })
    await page.emulateMedia({ media: 'print' })
    const inside = (of: string): Promise<string[]> =>
      page.evaluate(
        `[...document.querySelectorAll('${of}')].map((e) => getComputedStyle(e).breakInside)`,
      )
    for (const of of ['section > .about', '.check', '.verdict']) {
      const all = await inside(of)
      expect(all.length, of).toBeGreaterThan(0)
      expect(new Set(all), of).toEqual(new Set(['avoid']))
    }
    await page.close()
  })

  test('prints to paper, in light colours, with folded notes opened', async () => {
    const { page } = await open('refused.html', { width: 1000, scheme: 'dark' })
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    )
    expect(await page.getByText('n8').first().isVisible()).toBe(true)
    await page.close()
  })
})
