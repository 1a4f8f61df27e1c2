/** Verification: every change to a release is found, and the file it was made to is named. */
import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Finding } from '../../src/audit/check.js'
import { fingerprint } from '../../src/release/dsse.js'
import { jsonText } from '../../src/release/json.js'
import { verifyRelease } from '../../src/release/verify.js'
import { copies, named, useCopies, verify } from './copies.js'
import { readJson, reseal, resign, statementOf } from './forge.js'
import { findings, keys, known, makeRelease } from './made.js'

let root: string
let dir: string
useCopies()
beforeEach(() => {
  ;({ root, dir } = copies)
})

const AUDIT = 'attestations/privacy-audit.json'
const RELEASE = 'attestations/release.json'

/** Changes the signed audit, and every file that repeats it, with the true keys. */
function reaudit(edit: (f: Finding) => Finding, verdict = 'pass'): void {
  const statement = statementOf(dir, 'privacy-audit')
  const changed = (statement.predicate.findings as Finding[]).map(edit)
  const predicate = { ...statement.predicate, findings: changed, verdict }
  resign(dir, 'privacy-audit', { ...statement, predicate }, [keys.auditor])
  for (const f of changed) writeFileSync(join(dir, `audit/${f.check}.json`), jsonText(f))
  reseal(dir)
}

describe('a whole release', () => {
  test('verifies, and names its signers', async () => {
    const result = await verify()
    expect(result.problems).toEqual([])
    expect(result.ok).toBe(true)
    expect(result.signers.map((s) => [s.role, s.fingerprint, s.pinned, s.signed.length])).toEqual([
      ['transformer', fingerprint(keys.transformer), false, 2],
      ['auditor', fingerprint(keys.auditor), false, 3],
    ])
  })

  test('verifies under another name', async () => {
    const moved = join(root, 'moved')
    renameSync(dir, moved)
    expect((await verifyRelease(moved, { checks: known, engine: '0.1.0' })).ok).toBe(true)
    renameSync(moved, dir)
  })

  test('verifies against the keys it was signed with, and no other', async () => {
    const pin = fingerprint(keys.auditor)
    const result = await verify({ pins: [pin.toUpperCase().replace('SHA', 'sha')] })
    expect(result.ok).toBe(true)
    expect(result.signers.map((s) => s.pinned)).toEqual([false, true])
    const other = fingerprint(generateKeyPairSync('ed25519').publicKey)
    expect(await named({ pins: [pin, other] })).toEqual(['attestations/keys.json'])
  })
})

describe('attestations', () => {
  test('swapped for one another are named', async () => {
    copyFileSync(join(dir, 'attestations/test-result.json'), join(dir, AUDIT))
    reseal(dir)
    expect(await named()).toContain(AUDIT)
  })

  test('with the signature of another are named', async () => {
    type Signed = { signatures: unknown }
    const audit = readJson<Signed>(dir, AUDIT)
    audit.signatures = readJson<Signed>(dir, 'attestations/test-result.json').signatures
    writeFileSync(join(dir, AUDIT), jsonText(audit))
    reseal(dir)
    expect((await verify()).problems[0]).toEqual({
      file: AUDIT,
      reason: 'has a signature that does not hold',
    })
  })

  test('by the wrong role are named: the transformer cannot vouch for the audit', async () => {
    resign(dir, 'privacy-audit', statementOf(dir, 'privacy-audit'), [keys.transformer])
    reseal(dir)
    expect(await named()).toContain(AUDIT)
  })

  test('of another release are named', async () => {
    const other = await makeRelease(join(root, 'other'), { seed: 'another' })
    copyFileSync(join(other.path, RELEASE), join(dir, RELEASE))
    expect(await named()).toEqual([RELEASE, 'manifest.json'])
  })

  test('that speak of other data are named', async () => {
    const statement = statementOf(dir, 'transform')
    const subject = statement.subject.slice(1)
    resign(dir, 'transform', { ...statement, subject }, [keys.transformer])
    reseal(dir)
    expect(await named()).toEqual(['attestations/transform.json'])
  })

  test('signed by one of two are named', async () => {
    reseal(dir, undefined, [keys.transformer])
    expect(await named()).toEqual([RELEASE])
  })

  test('with one key for both roles are named', async () => {
    const file = 'attestations/keys.json'
    const [key] = readJson<{ role: string }[]>(dir, file)
    writeFileSync(join(dir, file), jsonText([key, { ...key, role: 'auditor' }]))
    reseal(dir)
    expect(await named()).toContain(file)
  })
})

describe('audit and policy', () => {
  test('a finding that differs from the signed one is named', async () => {
    const file = 'audit/uniqueness.json'
    writeFileSync(join(dir, file), jsonText({ ...readJson<Finding>(dir, file), value: 0.1 }))
    reseal(dir)
    expect((await verify()).problems).toEqual([
      { file, reason: 'differs from what the auditor signed' },
    ])
  })

  test('a finding that the auditor did not sign is named', async () => {
    writeFileSync(join(dir, 'audit/flattery.json'), jsonText(findings[0]))
    reseal(dir)
    expect(await named()).toEqual(['audit/flattery.json'])
  })

  test('a pass above its limit is refused, though it is signed', async () => {
    reaudit((f) => (f.check === 'residue' ? { ...f, value: 2, interval: [2, 2] } : f))
    expect(await named()).toEqual(['audit/residue.json', AUDIT])
  })

  test('a limit laxer than the tier’s is refused', async () => {
    reaudit((f) => (f.check === 'residue' ? { ...f, limit: 10 } : f))
    expect(await named()).toEqual(['audit/residue.json'])
  })

  test('a limit laxer than the policy’s is refused', async () => {
    reaudit((f) => (f.check === 'uniqueness' ? { ...f, limit: 0.95 } : f))
    expect((await verify()).problems[0].reason).toMatch(/policy allow 0.9$/)
  })

  test('a verdict of fail in a release is refused', async () => {
    reaudit((f) => f, 'fail')
    expect(await named()).toEqual([AUDIT])
  })

  test('a check that was left out is named', async () => {
    const more = { ...known[0], name: 'new-check' }
    expect(await named({ checks: [...known, more] })).toEqual(['audit/new-check.json'])
  })

  test('another policy is named', async () => {
    writeFileSync(join(dir, 'policy.yaml'), 'tier: public\nrecipient: acme-ndr\n')
    reseal(dir)
    const { problems } = await verify()
    expect(problems.map((p) => p.file)).toEqual(['policy.yaml', 'policy.yaml'])
  })

  test.each(['a: &a [*a', '- 1', '\0', 'gate: 3'])(
    'no policy at all is named: %j',
    async (text) => {
      writeFileSync(join(dir, 'policy.yaml'), text)
      reseal(dir)
      expect(await named()).toContain('policy.yaml')
    },
  )
})

describe('redoing checks', () => {
  const again = findings.filter((f) => f.reproducible === 'release')

  test('tells what came out', async () => {
    const { ok, redone } = await verify({ redo: async () => again })
    expect(ok).toBe(true)
    expect(redone.map((r) => [r.check, r.same])).toEqual(again.map((f) => [f.check, true]))
  })

  test('names the check that comes out differently', async () => {
    const other = again.map((f) => (f.check === 'uniqueness' ? { ...f, value: 0.5 } : f))
    const { problems, redone } = await verify({ redo: async () => other })
    expect(problems.map((p) => p.file)).toEqual(['audit/uniqueness.json'])
    expect(redone.find((r) => !r.same)).toMatchObject({ recorded: 0.412, now: 0.5 })
  })

  test('names the check that was not done again', async () => {
    expect(await named({ redo: async () => again.slice(1) })).toEqual([
      `audit/${again[0].check}.json`,
    ])
  })

  test('tells of a measurement that fails, and measures nothing that was changed', async () => {
    const broken = async () => Promise.reject(new Error('no pcapng'))
    expect(await named({ redo: broken })).toEqual(['data'])
    writeFileSync(join(dir, 'data/packets/0001.pcapng'), 'x')
    expect(await named({ redo: broken })).not.toContain('data')
  })
})
