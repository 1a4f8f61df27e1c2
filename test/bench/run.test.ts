/** The bench runs from one command, and says what it measured and which peers were absent. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const script = join(root, 'bench', 'run.mjs')
const able = existsSync('/usr/bin/time')
if (!able) console.warn('no /usr/bin/time: the bench is not tried')

interface Result {
  trace: { packets: number }
  costs: Record<string, { cpu: number; peak: number }[]>
  claims: { name: string; value: number; met: boolean }[]
  missing: string[]
}

function bench(...args: string[]) {
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', cwd: root })
}

describe('bench/run.mjs', () => {
  it.skipIf(!able)('measures claims on a trace of its own', () => {
    const shop = join(root, 'examples', 'shop')
    const ran = bench(
      '--data',
      shop,
      '--size',
      '1',
      '--runs',
      '1',
      '--only',
      'memory,editcap',
      '--json',
    )
    expect(ran.stderr).not.toContain('exits with')
    expect(ran.status).toBe(0)
    const said = JSON.parse(ran.stdout) as Result
    expect(said.trace.packets).toBeGreaterThan(1000)
    expect(said.costs.anonymize[0].cpu).toBeGreaterThan(0)
    expect(said.claims.find((c) => c.name === 'memory')?.value).toBeGreaterThan(20)
    // editcap is judged where it is, and named where it is not
    expect(said.claims.some((c) => c.name === 'editcap')).toBe(!said.missing.includes('editcap'))
  })

  it('refuses claims and folders that are not there', () => {
    const ran = bench('--data', root, '--only', 'nonsense')
    expect(ran.status).toBe(1)
    expect(ran.stderr).toContain('--only names no claim')
    expect(bench('--data', join(root, 'none'), '--size', '1', '--only', 'help').status).toBe(1)
  })

  it('lists every claim there is a file for', () => {
    const files = readdirSync(join(root, 'bench')).filter((f) => f.endsWith('.mjs'))
    const claims = files.filter((f) =>
      readFileSync(join(root, 'bench', f), 'utf8').includes('export const claim ='),
    )
    const text = readFileSync(script, 'utf8')
    expect(claims.length).toBeGreaterThan(5)
    expect(claims.filter((f) => !text.includes(`'./${f}'`))).toEqual([])
  })
})
