/** Runs that are killed, or told to stop: nothing half made ever bears a name. */
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pcap, repeatShop, shop } from './captures.js'
import { ended, freshFolder, makeKeys, scrim, start } from './program.js'

const keys = freshFolder()
const folder = freshFolder()
let env: Record<string, string> = {}

beforeAll(async () => {
  env = await makeKeys(keys)
})
afterAll(() => {
  for (const f of [keys, folder]) rmSync(f, { recursive: true })
})

afterEach(() => {
  for (const name of left()) rmSync(join(folder, name), { recursive: true })
})

const left = (): string[] => readdirSync(folder).sort()
const partials = (): string[] => left().filter((n) => n.includes('.partial-'))

/** Seeded numbers from 0 to 1 (a linear congruential generator, Numerical Recipes' constants). */
function random(seed: number): () => number {
  let x = seed
  return () => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    return x / 2 ** 32
  }
}

async function until(holds: () => boolean, ms = 20): Promise<void> {
  const began = Date.now()
  while (!holds() && Date.now() - began < 60_000) await sleep(ms)
  expect(holds()).toBe(true)
}

const release = (input: string, name: string): string[] => {
  return ['release', input, '--for', 'partner', '--recipient', 'acme', '-o', name, '--json']
}
const anonymize = (...names: string[]): string[] => {
  return ['anonymize', ...names, '--for', 'partner', '--key-file', join(keys, 'key')]
}

describe('scrim release', () => {
  const big = join(keys, 'big.pcap')
  beforeAll(() => repeatShop(big, 3e6))

  /** What a run makes one after the other; the last is there only once it is done. */
  const steps = [
    '',
    'data/packets/packets.pcapng',
    'policy.yaml',
    'audit/residue.json',
    'report.html',
    'attestations/transform.json',
    'manifest.json',
  ]

  it('killed at any step leaves nothing half made, and the next run clears up', async () => {
    const next = random(7)
    let died = 0
    let cleared = 0
    for (const step of steps) {
      const before = partials()
      const child = start(release(big, 'acme-1'), { cwd: folder, env })
      const end = ended(child)
      const mine = (name: string): boolean => name.includes(`-${child.pid}-`)
      const reached = (): boolean => {
        const own = partials().find(mine)
        return existsSync(join(folder, own ?? 'acme-1', step))
      }
      await until(reached, 1)
      await sleep(40 * next())
      child.kill('SIGKILL')
      const { err } = await end
      for (const name of before) expect(err).toContain(`${name} is left from a run that died; remo`)
      cleared += before.length
      if (partials().some(mine)) died++
      if (!existsSync(join(folder, 'acme-1'))) continue
      expect((await scrim(['verify', 'acme-1'], { cwd: folder })).code).toBe(0)
      rmSync(join(folder, 'acme-1'), { recursive: true })
    }
    // Later steps take but a moment: a run may have ended before it was killed.
    expect(died).toBeGreaterThanOrEqual(2)
    expect(cleared).toBeGreaterThanOrEqual(1)
    const names = partials()
    const last = await scrim(release(shop, 'acme-1'), { cwd: folder, env })
    expect(last.code).toBe(0)
    for (const name of names) expect(last.err).toContain(name)
    expect(left()).toEqual(['acme-1'])
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing at %s', async (signal) => {
    const child = start(release('-', 'acme-1'), { cwd: folder, env })
    const end = ended(child)
    child.stdin?.write(readFileSync(shop).subarray(0, 1_000_000))
    await until(() => partials().length > 0)
    child.kill(signal)
    expect(await end).toMatchObject({ code: signal, err: '' })
    expect(left()).toEqual([])
  })

  it('is stopped at once while it reads a file', async () => {
    const child = start(release(big, 'acme-1'), { cwd: folder, env })
    const end = ended(child)
    await until(() => partials().length > 0)
    child.kill('SIGINT')
    expect((await end).code).toBe('SIGINT')
    expect(left()).toEqual([])
  })
})

describe('scrim anonymize', () => {
  it('leaves nothing when it is stopped', async () => {
    const child = start(anonymize('-', 'out.pcapng'), { cwd: folder })
    const end = ended(child)
    child.stdin?.write(readFileSync(shop).subarray(0, 100_000))
    await until(() => partials().length > 0)
    child.kill('SIGINT')
    expect(await end).toMatchObject({ code: 'SIGINT', err: '' })
    expect(left()).toEqual([])
  })

  it('killed leaves a partial file, which the next run for that name removes', async () => {
    const child = start(anonymize('-', 'out.pcapng'), { cwd: folder })
    child.stdin?.write(readFileSync(shop).subarray(0, 100_000))
    await until(() => partials().length > 0)
    const [name] = partials()
    const busy = await scrim(anonymize(shop, 'out.pcapng'), { cwd: folder })
    expect(busy.err).toContain(`${name} may still be written`)
    child.kill('SIGKILL')
    await once(child, 'close')
    const next = await scrim(anonymize(shop, 'out.pcapng', '--force'), { cwd: folder })
    expect(next.err).toContain(`${name} is left from a run that died; removed`)
    expect(left()).toEqual(['out.pcapng'])
  })

  it('replaces no output unless told to, and then only by a whole one', async () => {
    const out = join(folder, 'out.pcapng')
    writeFileSync(out, 'precious')
    const refused = await scrim(anonymize(shop, out))
    expect(refused).toMatchObject({
      code: 1,
      err: `scrim: ${out} is there already\n       name another, or give --force\n`,
    })
    const bad = join(keys, 'unknown.pcap')
    writeFileSync(bad, pcap(147, [Buffer.alloc(60)]))
    expect((await scrim(anonymize(bad, out, '--force'))).code).toBe(2)
    expect(readFileSync(out, 'utf8')).toBe('precious')
    expect((await scrim(anonymize(shop, out, '--force'))).code).toBe(0)
    expect(readFileSync(out).length).toBeGreaterThan(500_000)
    expect(left()).toEqual(['out.pcapng'])
  })

  it('never replaces a folder or a device', async () => {
    const ran = await scrim(anonymize(shop, folder, '--force'))
    expect(ran).toMatchObject({
      code: 1,
      err: `scrim: ${folder} is a folder\n       name a file in it\n`,
    })
    expect((await scrim(anonymize(shop, '/dev/null', '--force'))).code).toBe(0)
    expect(existsSync('/dev/null') && readFileSync('/dev/null').length).toBe(0)
    expect(left()).toEqual([])
  })
})
