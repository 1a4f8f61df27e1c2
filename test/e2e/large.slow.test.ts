/** Memory does not grow with input: the peak of runs over captures of 20 to 300 MB. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manyFlows, repeatShop } from './captures.js'
import { ended, freshFolder, makeKeys, start } from './program.js'
import { manySpans } from './spans.js'

const MILLION = 1_000_000
/** `SCRIM_SPANS=10000000` takes ten times as long, and no more memory. */
const SPANS = Number(process.env.SCRIM_SPANS ?? MILLION)

const folder = freshFolder()
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  env = await makeKeys(folder)
  for (const mb of [20, 100, 300]) await repeatShop(join(folder, `${mb}.pcap`), mb * 1e6)
})

/** Says at the end of a process how much memory it held at most, in KB (getrusage(2)). */
const told = join(folder, 'told.cjs')
writeFileSync(
  told,
  `process.on('exit', () => {
    require('node:fs').writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS))
  })`,
)

/** Runs to the end; gives the most memory it held, in MB. */
async function peakOf(args: readonly string[]): Promise<number> {
  const PEAK = join(folder, 'peak')
  const child = start(args, {
    env: { ...env, PEAK, NODE_OPTIONS: `--require ${told}` },
    cwd: folder,
  })
  const { code, err, out } = await ended(child)
  // What is refused says by which check.
  expect([code, err], out.toString()).toEqual([0, ''])
  const peak = Number(readFileSync(PEAK, 'utf8')) / 1024
  rmSync(PEAK)
  expect(peak).toBeGreaterThan(40)
  return peak
}

const to = ['--for', 'partner', '--recipient', 'acme', '--json']

describe('memory', () => {
  it('of anonymize stays below 256 MB for 300 MB, and is that for 20', async () => {
    const run = (mb: number, workers: number) =>
      peakOf(['anonymize', `${mb}.pcap`, `${mb}-${workers}.out`, ...to, '--workers', `${workers}`])
    const [small, large] = [await run(20, 1), await run(300, 1)]
    expect(large).toBeLessThan(256)
    expect(large - small).toBeLessThan(48)
    expect(await run(300, 2)).toBeLessThan(320)
  })

  it('of release stays below 384 MB, and is for 300 MB what it is for 20', async () => {
    const run = (mb: number) => peakOf(['release', `${mb}.pcap`, '-o', `r${mb}`, ...to])
    const [small, large] = [await run(20), await run(300)]
    expect(large).toBeLessThan(384)
    expect(large - small).toBeLessThan(64)
  })

  it('of release is for 400,000 flows of 46 days what it is for 100,000 of 12', async () => {
    const run = (thousands: number) => {
      manyFlows(join(folder, `${thousands}k.pcap`), thousands * 1000)
      return peakOf(['release', `${thousands}k.pcap`, '-o', `f${thousands}`, ...to])
    }
    const [small, large] = [await run(100), await run(400)]
    expect(large).toBeLessThan(416)
    expect(large - small).toBeLessThan(96)
  })

  it(
    `of release stays below 512 MB for ${SPANS} spans`,
    async () => {
      manySpans(join(folder, 'spans.otlp'), SPANS)
      expect(await peakOf(['release', 'spans.otlp', '-o', 'spans', ...to])).toBeLessThan(512)
    },
    900_000 * Math.max(1, SPANS / MILLION),
  )

  it('of verify does not grow with the release', async () => {
    const run = (name: string) => peakOf(['verify', name])
    await peakOf(['release', '100.pcap', '-o', 'r100', ...to])
    expect((await run('r300')) - (await run('r100'))).toBeLessThan(64)
  })
})
