/** What is written into a release, and what is left when the gate says no. */
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createBundle } from '../../src/release/bundle.js'
import { croissant } from '../../src/release/croissant.js'
import { fingerprint } from '../../src/release/dsse.js'
import { sha256 } from '../../src/release/paths.js'
import { markdown, readme } from '../../src/release/readme.js'
import { dropRefusal } from '../../src/release/refusal.js'
import { verifyRelease } from '../../src/release/verify.js'
import { writeRefusal, writeRelease } from '../../src/release/write.js'
import { filesOf, readJson, statementOf } from './forge.js'
import { findings, folder, keys, makeFacts, makeRelease, policy, policyYaml } from './made.js'

let dir: string
beforeEach(async () => {
  dir = await folder()
  return () => rm(dir, { recursive: true, force: true })
})

const refusing = findings.map((f) =>
  f.check === 'residue'
    ? { ...f, value: 3, interval: [3, 3] as const, verdict: 'fail' as const, notes: ['in dns.txt'] }
    : f,
)

describe('writeRelease', () => {
  test('writes every file of the layout, and the manifest lists them', async () => {
    const { path, written } = await makeRelease(dir)
    const files = filesOf(path)
    expect(files).toEqual(
      [
        'README.md',
        'attestations/keys.json',
        'attestations/privacy-audit.json',
        'attestations/release.json',
        'attestations/test-result.json',
        'attestations/transform.json',
        ...findings.map((f) => `audit/${f.check}.json`),
        'croissant.json',
        'data/packets/0001.pcapng',
        'data/packets/0002.pcapng',
        'manifest.json',
        'policy.yaml',
        'report.html',
        'utility.json',
      ].sort(),
    )
    const listed = readJson<{ files: { path: string }[] }>(path, 'manifest.json').files
    const own = ['attestations/release.json', 'manifest.json']
    expect(listed.map((f) => f.path)).toEqual(files.filter((f) => !own.includes(f)))
    expect(written.manifest).toBe(sha256(readFileSync(join(path, 'manifest.json'))))
    expect(written.fingerprints.auditor).toBe(fingerprint(keys.auditor))
  })

  test('is the same, byte by byte, for the same facts', async () => {
    const one = (await makeRelease(join(dir, 'one'))).written
    const two = (await makeRelease(join(dir, 'two'))).written
    expect(one).toEqual(two)
  })

  test('attests policy, engine and buckets, and no exact count of the input', async () => {
    const { path } = await makeRelease(dir)
    const { predicate } = statementOf(path, 'transform')
    expect(predicate).toMatchObject({
      policy: { digest: { sha256: sha256(policyYaml) } },
      engine: { name: 'scrim', version: '0.1.0' },
      keyId: '3f9c1a77e0b25d48',
      deterministic: true,
      counts: { packetsIn: 2 ** 21, packetsOut: 2 ** 21, bytesIn: 2 ** 30, bytesOut: 2 ** 27 },
    })
    expect(JSON.stringify(predicate)).not.toContain('1291870')
  })

  test('attests findings, tests and terms', async () => {
    const { path } = await makeRelease(dir)
    const audit = statementOf(path, 'privacy-audit').predicate
    expect(audit).toMatchObject({ seed: 'b6d1c0de', tier: 'partner', verdict: 'pass', findings })
    // in-toto/attestation, spec/predicates/test-result.md, version 0.1.
    const result = statementOf(path, 'test-result')
    expect(result.predicateType).toBe('https://in-toto.io/attestation/test-result/v0.1')
    expect(result.predicate).toMatchObject({ result: 'PASSED', failedTests: [], warnedTests: [] })
    expect(statementOf(path, 'release').predicate).toMatchObject({
      tier: 'partner',
      recipient: 'acme-ndr',
      purpose: 'detection-tuning',
    })
  })

  test('describes itself in Croissant 1.1 with digests that are right', async () => {
    const { path } = await makeRelease(dir)
    type Part = Record<string, unknown>
    const c = readJson<Part & { distribution: Part[]; recordSet: Part[] }>(path, 'croissant.json')
    // The properties that the specification requires of every dataset ("Required").
    for (const name of ['@context', 'name', 'description', 'license', 'url', 'creator']) {
      expect(c[name], name).toBeTruthy()
    }
    expect(c['@type']).toBe('sc:Dataset')
    expect(c.conformsTo).toContain('http://mlcommons.org/croissant/1.1')
    expect(c.datePublished).toBe('2026-11-25')
    const objects = c.distribution.filter((d) => d['@type'] === 'cr:FileObject')
    expect(objects.length).toBeGreaterThan(8)
    for (const o of objects) {
      expect(o.sha256).toBe(sha256(readFileSync(join(path, String(o.contentUrl)))))
    }
    const ids = [...c.distribution, ...c.recordSet].map((d) => d['@id'])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('keeps the policy as it was given', async () => {
    const { path } = await makeRelease(dir)
    const text = readFileSync(join(path, 'policy.yaml'), 'utf8')
    expect(text).toBe(policyYaml)
    expect(parse(text)).toMatchObject({ tier: 'partner' })
  })

  test('refuses when the gate says no', async () => {
    await expect(makeRelease(dir, { findings: refusing })).rejects.toMatchObject({ code: 'gate' })
    expect(readdirSync(dir).filter((n) => !n.startsWith('.'))).toEqual([])
  })

  test('refuses one key for two roles, and keys of another kind', async () => {
    const one = { transformer: keys.auditor, auditor: keys.auditor }
    await expect(makeRelease(dir, { keys: one })).rejects.toThrow(/auditor’s key is/)
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    await expect(makeRelease(dir, { keys: { ...keys, auditor: ec } })).rejects.toThrow(/Ed25519/)
  })

  test('refuses a bundle without data, and one with other files in it', async () => {
    const empty = await createBundle(join(dir, 'empty'))
    await expect(writeRelease(empty, makeFacts())).rejects.toThrow(/needs a data file/)
    const odd = await createBundle(join(dir, 'odd'))
    await odd.write('key.pem', 'x')
    await expect(writeRelease(odd, makeFacts())).rejects.toThrow(/key.pem is no data file/)
  })
})

describe('writeRefusal', () => {
  async function refuse(): Promise<string> {
    const bundle = await createBundle(join(dir, 'r'))
    writeFileSync(bundle.path('data/packets/0001.pcapng'), 'secret bytes')
    return writeRefusal(bundle, makeFacts({ findings: refusing }))
  }

  test('leaves report and audit under another name, and no data', async () => {
    const path = await refuse()
    expect(readdirSync(dir)).toEqual(['r.refused'])
    expect(path).toBe(join(dir, 'r.refused'))
    const audits = findings.map((f) => `audit/${f.check}.json`)
    expect(filesOf(path)).toEqual([...audits, 'report.html'].sort())
    const report = readFileSync(join(path, 'report.html'), 'utf8')
    expect(report).toContain('Refused by the gate')
    expect(report).toContain('3 is above its limit of 0')
    expect(report).toContain('in dns.txt')
    expect(report).toContain('What to change')
    expect(report).not.toContain('May be given to')
  })

  test('replaces the refusal before it', async () => {
    await refuse()
    expect(await refuse()).toBe(join(dir, 'r.refused'))
  })

  test('does not replace what is no refusal', async () => {
    mkdirSync(join(dir, 'r.refused'))
    writeFileSync(join(dir, 'r.refused/thesis.txt'), 'years of work')
    await expect(refuse()).rejects.toThrow(/no refusal of this program/)
    expect(readdirSync(join(dir, 'r.refused'))).toEqual(['thesis.txt'])
  })
})

describe('dropRefusal', () => {
  test('removes the refusal of a release that has left, and nothing else', async () => {
    const bundle = await createBundle(join(dir, 'r'))
    const refused = await writeRefusal(bundle, makeFacts({ findings: refusing }))
    mkdirSync(join(dir, 'other.refused'))
    writeFileSync(join(dir, 'other.refused/report.html'), 'a refusal, too')
    writeFileSync(join(dir, 'other.refused/thesis.txt'), 'years of work')
    expect(existsSync(refused)).toBe(true)
    for (const name of ['r', 'other', 'never']) await dropRefusal(join(dir, name))
    expect(readdirSync(dir)).toEqual(['other.refused'])
  })

  test('a refusal is told from a release that lost its manifest', async () => {
    const bundle = await createBundle(join(dir, 'r'))
    const refused = await writeRefusal(bundle, makeFacts({ findings: refusing }))
    const told = async () => (await verifyRelease(refused, { checks: [], engine: '0' })).problems
    expect(await told()).toEqual([{ file: '.', reason: 'was refused: its report says why' }])
    writeFileSync(join(refused, 'data.pcapng'), 'a release without a manifest')
    expect(await told()).toMatchObject([{ file: 'manifest.json' }])
  })
})

describe('the data sheet', () => {
  test('says what, when, how changed, how to verify', async () => {
    const { path } = await makeRelease(dir)
    const text = readFileSync(join(path, 'README.md'), 'utf8')
    for (const word of ['1,284,033 of 1,291,870', '2019-04-02T11:07:41Z', 'labels | none']) {
      expect(text).toContain(word)
    }
    expect(text).toContain('    scrim verify acme-ndr')
    for (const k of makeFacts().kinds) expect(text).toContain(`| ${k.kind} | ${k.transform} |`)
  })

  test('does not speak of packets where there are none', () => {
    const logs = { layer: 'logs', format: 'log-syslog', file: 'logs/a.log', suppressed: {} }
    const records = { in: 4, out: 4, dropped: {} }
    const { description: _, ...facts } = makeFacts({
      packets: { in: 0, out: 0, dropped: {} },
      layers: [{ ...logs, records, bytes: { in: 90, out: 80 } }],
    })
    const [text] = readme(facts).split('## How fields were changed')
    expect(text).toContain('| what | logs |')
    expect(text).toContain('There were no packets.')
    expect(text).not.toMatch(/network packets|captured|link types/)
    const { description, keywords } = croissant(facts, []) as Record<string, unknown>
    expect(description).toBe('Rewritten under a privacy policy: logs.')
    expect(keywords).toEqual(['logs', 'privacy'])
  })

  test('lets no name break out of its place', async () => {
    const recipient = 'x | y\n# <script>`[a](b)'
    const { path } = await makeRelease(dir, {
      policy: { ...policy, recipient },
      policyYaml: `tier: partner\nrecipient: ${JSON.stringify(recipient)}\n`,
    })
    const text = readFileSync(join(path, 'README.md'), 'utf8')
    expect(text).toContain('x \\| y \\# \\<script\\>\\`\\[a\\](b)')
    expect(markdown('a\r\n\tb')).toBe('a b')
  })
})
