/** Releases of older and newer versions verify; a check that was taken out is missed anyway. */
import { rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../src/audit/check.js'
import { jsonText } from '../../src/release/json.js'
import { type VerifyOptions, verifyRelease } from '../../src/release/verify.js'
import type { KnownCheck } from '../../src/release/verify-audit.js'
import { reseal, resign, statementOf } from './forge.js'
import { finding, findings, folder, keys, known, makeRelease } from './made.js'

let root: string
beforeEach(async () => {
  root = await folder()
})
afterEach(() => rm(root, { recursive: true, force: true }))

const AUDIT = 'attestations/privacy-audit.json'
const again = findings.filter((f) => f.reproducible === 'release')
const young: KnownCheck = { ...known[0], name: 'young', since: '0.2.0' }

/** Makes a release with another version, or other findings, and verifies it with 0.2.0. */
async function verify(
  more: { engine: string; findings?: readonly Finding[] },
  options: Partial<VerifyOptions> = {},
) {
  const { path } = await makeRelease(root, more)
  return verifyRelease(path, {
    checks: known,
    engine: '0.2.0',
    redo: async () => again,
    ...options,
  })
}

const without = (name: string) => findings.filter((f) => f.check !== name)

describe('a release of another version', () => {
  test('older, without a check that is younger than it, verifies, and that is told', async () => {
    const result = await verify({ engine: '0.1.9' }, { checks: [...known, young] })
    expect(result.problems).toEqual([])
    expect(result.ok).toBe(true)
    expect(result.notRedone).toContainEqual({
      check: 'young',
      reason: 'scrim 0.1.9, which made the release, does not ask it',
    })
    expect(result.redone).toHaveLength(again.length)
  })

  test('older, without a check that every version has, is refused', async () => {
    const result = await verify({ engine: '0.1.9', findings: without('residue') })
    expect(result.problems).toEqual([{ file: 'audit/residue.json', reason: 'was not checked' }])
  })

  test.each(['0.2.0', '0.2.0-dev', 'later', ''])(
    'or one called %j, without a check that this one has, is refused',
    async (engine) => {
      const result = await verify({ engine }, { checks: [...known, young] })
      expect(result.problems).toEqual([{ file: 'audit/young.json', reason: 'was not checked' }])
    },
  )

  test('newer, with a check that this one does not know, verifies, and that is told', async () => {
    const strange = finding('strange', 'who knows?', 'things found', { value: 0 })
    const result = await verify({ engine: '0.10.0', findings: [...findings, strange] })
    expect(result.problems).toEqual([])
    expect(result.notRedone).toContainEqual({
      check: 'strange',
      reason: 'scrim 0.2.0, which verifies, does not know it',
    })
  })

  test('newer, that no longer asks what this one asks, verifies, and that is told', async () => {
    const result = await verify({ engine: '1.0.0', findings: without('uniqueness') })
    expect(result.ok).toBe(true)
    expect(result.notRedone.map((n) => n.check)).toContain('uniqueness')
  })

  test('newer, that this one cannot read, verifies as far as it can be read', async () => {
    const redo = () => Promise.reject(new Error('no such block'))
    const result = await verify({ engine: '1.0.0' }, { redo })
    expect(result.ok).toBe(true)
    const told = result.notRedone.find((n) => n.check === 'uniqueness')
    expect(told?.reason).toBe('cannot be measured again: no such block')
    expect(result.redone).toEqual([])
  })
})

describe('measuring again', () => {
  const changed = (edit: Partial<Finding>) =>
    findings.map((f) => (f.check === 'uniqueness' ? { ...f, ...edit } : f))
  const lower = changed({ value: 0.39 }).filter((f) => f.reproducible === 'release')

  test('by another version may give other numbers that are within the limit', async () => {
    const result = await verify({ engine: '0.1.9' }, { redo: async () => lower })
    expect(result.ok).toBe(true)
    expect(result.redone).toContainEqual({
      check: 'uniqueness',
      recorded: 0.412,
      now: 0.39,
      same: false,
    })
  })

  test('by the same version may not', async () => {
    const result = await verify({ engine: '0.2.0' }, { redo: async () => lower })
    expect(result.problems.map((p) => p.file)).toEqual(['audit/uniqueness.json'])
  })

  test('by another version refuses what is above the limit now', async () => {
    const over = changed({ value: 0.95, interval: [0.95, 0.95], verdict: 'fail' })
    const result = await verify({ engine: '0.1.9' }, { redo: async () => over })
    expect(result.problems.map((p) => p.file)).toEqual(['audit/uniqueness.json'])
  })

  test('leaves out another version of a check, which one program cannot have', async () => {
    const other = changed({ version: 7 })
    const newer = await verify({ engine: '0.3.0', findings: other })
    expect(newer.ok).toBe(true)
    const told = newer.notRedone.find((n) => n.check === 'uniqueness')
    expect(told?.reason).toBe('version 7 was recorded, scrim 0.2.0 measures version 1')
    rmSync(join(root, 'release'), { recursive: true })
    const same = await verify({ engine: '0.2.0', findings: other })
    expect(same.problems.map((p) => p.file)).toEqual(['audit/uniqueness.json'])
  })

  test('does not believe a finding that says it needs the original', async () => {
    const hidden = changed({ reproducible: 'owner', value: 0.4 })
    const result = await verify({ engine: '0.2.0', findings: hidden })
    expect(result.problems.map((p) => p.file)).toEqual(['audit/uniqueness.json'])
  })

  test('tells which checks need the original, and which nobody asked to do again', async () => {
    const { path } = await makeRelease(root)
    const result = await verifyRelease(path, { checks: known, engine: '0.1.0' })
    const reasons = Object.fromEntries(result.notRedone.map((n) => [n.check, n.reason]))
    expect(reasons.residue).toBe('needs the original')
    expect(reasons.uniqueness).toBe('was not asked for')
    expect(result.notRedone).toHaveLength(findings.length)
  })
})

describe('a check that is taken out', () => {
  /** Takes a check out of the files, and out of the signed statement where the key is at hand. */
  async function takeOut(name: string, engine: string, signs: boolean) {
    const { path } = await makeRelease(root, { engine })
    rmSync(join(path, `audit/${name}.json`))
    if (signs) {
      const statement = statementOf(path, 'privacy-audit')
      const left = (statement.predicate.findings as Finding[]).filter((f) => f.check !== name)
      const predicate = { ...statement.predicate, findings: left }
      resign(path, 'privacy-audit', { ...statement, predicate }, [keys.auditor])
    }
    reseal(path)
    return verifyRelease(path, { checks: known, engine: '0.2.0' })
  }

  test.each(['0.1.9', '0.2.0', '9.0.0'])('is missed in a release of %s', async (engine) => {
    const { problems } = await takeOut('residue', engine, false)
    expect(problems).toContainEqual({
      file: 'audit/residue.json',
      reason: 'was signed by the auditor, and is missing',
    })
  })

  test.each(['0.1.9', '0.2.0', '9.0.0'])(
    'and out of what is signed is missed in a release of %s',
    async (engine) => {
      const { problems } = await takeOut('residue', engine, true)
      const files = problems.map((p) => p.file)
      expect(files).toContain(AUDIT)
      expect(files).toContain('attestations/test-result.json')
    },
  )

  test('is missed where a strange one is put in its place', async () => {
    const { path } = await makeRelease(root, { engine: '9.0.0' })
    const statement = statementOf(path, 'privacy-audit')
    const strange = finding('strange', 'who knows?', 'things found', { value: 0 })
    const list = (statement.predicate.findings as Finding[]).map((f) =>
      f.check === 'residue' ? strange : f,
    )
    const predicate = { ...statement.predicate, findings: list }
    resign(path, 'privacy-audit', { ...statement, predicate }, [keys.auditor])
    rmSync(join(path, 'audit/residue.json'))
    writeFileSync(join(path, 'audit/strange.json'), jsonText(strange))
    reseal(path)
    const { problems } = await verifyRelease(path, { checks: known, engine: '0.2.0' })
    expect(problems.map((p) => p.file)).toContain(AUDIT)
  })
})
