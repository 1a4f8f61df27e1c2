/**
 * The first session of a newcomer, from the making of keys to a recipient who finds a changed byte.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { find, lowered, readSecrets } from '../../examples/shop/check.mjs'
import { scrim as inProcess } from '../cli/run.js'
import { shop, shopAs } from './captures.js'
import { freshFolder, makeKeys, type Ran, scrim } from './program.js'

const folder = freshFolder()
const keys = join(folder, 'keys')
const secrets = readSecrets()
let env: Record<string, string> = {}
let first: Ran

afterAll(() => rmSync(folder, { recursive: true }))

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile())
    .map((e) => relative(dir, join(e.parentPath, e.name)))
    .sort()
}

/** Secrets that stand in the bytes. Four bytes are met by chance under a key that is random. */
function secretsIn(bytes: Buffer, isKeyFixed: boolean): string[] {
  const low = lowered(bytes)
  return secrets
    .filter((s) => isKeyFixed || s.type !== 'ipv4')
    .filter((s) => find(s, bytes, low) >= 0)
    .map((s) => s.value)
}

beforeAll(async () => {
  mkdirSync(keys)
  env = await makeKeys(keys)
  const names = ['--for', 'partner', '--recipient', 'acme', '-o', 'acme-1']
  first = await scrim(['release', shop, ...names, '--json'], { cwd: folder, env })
})

describe('scrim keys', () => {
  it('makes a vault and its passphrase for a newcomer, readable by the owner alone', async () => {
    const home = join(folder, 'home')
    const own = { XDG_CONFIG_HOME: home }
    const made = await scrim(['keys', 'create', '--passphrase-out', join(home, 'pass')], {
      env: own,
    })
    expect([made.code, made.err]).toEqual([0, ''])
    for (const file of ['pass', 'scrim/vault.age']) {
      expect(statSync(join(home, file)).mode & 0o777).toBe(0o600)
    }
    const again = await scrim(['keys', 'show-id', '--json'], {
      env: { ...own, SCRIM_PASSPHRASE_FILE: join(home, 'pass') },
    })
    expect(JSON.parse(String(again.out)).datasets[0].name).toBe('default')
  })
})

describe('scrim release', () => {
  it('releases the recording to a partner, and says so in one object', () => {
    expect([first.code, first.err]).toEqual([0, ''])
    const said = JSON.parse(String(first.out))
    expect(said).toMatchObject({
      packets: { in: 5898, out: 5898, dropped: {} },
      gate: { verdict: 'pass', refused: [] },
      release: 'acme-1',
      report: 'acme-1/report.html',
    })
    expect(said.bytes.out).toBeLessThan(said.bytes.in)
    const kept = said.findings.map((f: { verdict: string }) => f.verdict)
    expect(kept.every((v: string) => v === 'pass' || v === 'warn')).toBe(true)
    expect(readdirSync(folder).filter((n) => n.startsWith('.'))).toEqual([])
  })

  it('puts no secret of the shop into any file', () => {
    const dir = join(folder, 'acme-1')
    const files = filesBelow(dir)
    expect(files).toContain('data/packets/packets.pcapng')
    expect(files.length).toBeGreaterThan(15)
    for (const file of files) {
      expect([file, secretsIn(readFileSync(join(dir, file)), false)]).toEqual([file, []])
    }
    expect(secretsIn(readFileSync(shop), false).length).toBeGreaterThan(80)
  })

  it('never changes a release that is there', async () => {
    const before = readFileSync(join(folder, 'acme-1', 'manifest.json'))
    const names = ['--for', 'partner', '--recipient', 'acme', '-o', 'acme-1']
    const again = await scrim(['release', shop, ...names], { cwd: folder, env })
    expect(again.code).toBe(1)
    expect(again.err).toMatch(/acme-1 is there already, and a release is never changed\n/)
    expect(readFileSync(join(folder, 'acme-1', 'manifest.json'))).toEqual(before)
  })

  it('names the version of scrim as verify compares it', () => {
    for (const name of ['manifest.json', 'attestations/transform.json']) {
      const made = JSON.parse(readFileSync(join(folder, 'acme-1', name), 'utf8'))
      const said = made.engine ?? JSON.parse(atob(made.payload)).predicate.engine
      expect(said).toEqual({ name: 'scrim', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
    }
    const page = readFileSync(join(folder, 'acme-1', 'report.html'), 'utf8')
    expect(page).toMatch(/Made by scrim \d/)
  })
})

describe('scrim anonymize', () => {
  it.each(['partner', 'research', 'public'])('puts no secret into a capture for %s', async (to) => {
    const out = join(folder, `${to}.pcapng`)
    const args = ['anonymize', shop, out, '--for', to, '--key-file', join(keys, 'key'), '--json']
    const ran = await scrim(args)
    const said = JSON.parse(String(ran.out))
    expect(said).toMatchObject({ packets: { in: 5898, dropped: {} }, output: out })
    expect(said.written).toBe(statSync(out).size)
    expect(secretsIn(readFileSync(out), true)).toEqual([])
  })
})

describe('scrim verify', () => {
  it('needs neither keys nor the input', async () => {
    const ran = await scrim(['verify', 'acme-1'], { cwd: folder })
    expect([ran.code, ran.err]).toEqual([0, ''])
    expect(String(ran.out)).toMatch(/acme-1 is what it says it is\n$/)
  })

  const kinds = [
    'README.md',
    'report.html',
    'manifest.json',
    'croissant.json',
    'policy.yaml',
    'utility.json',
    'data/packets/packets.pcapng',
    'audit/residue.json',
    'attestations/transform.json',
    'attestations/keys.json',
    'attestations/release.json',
  ]

  it.each(kinds)('names %s when one byte of it was changed', async (file) => {
    const path = join(folder, 'acme-1', file)
    const whole = readFileSync(path)
    const bytes = Buffer.from(whole)
    bytes[bytes.length >> 1] ^= 1
    writeFileSync(path, bytes)
    const ran = await inProcess(['verify', join(folder, 'acme-1'), '--json'])
    writeFileSync(path, whole)
    expect([ran.code, ran.err]).toEqual([2, ''])
    const said = JSON.parse(ran.out)
    expect(said.ok).toBe(false)
    expect(said.problems.map((p: { file: string }) => p.file)).toContain(file)
  })

  it('names a file that is missing, and one that does not belong', async () => {
    const dir = join(folder, 'acme-1')
    const whole = readFileSync(join(dir, 'utility.json'))
    rmSync(join(dir, 'utility.json'))
    writeFileSync(join(dir, 'extra.txt'), 'x')
    const ran = await scrim(['verify', 'acme-1', '--no-redo'], { cwd: folder })
    writeFileSync(join(dir, 'utility.json'), whole)
    rmSync(join(dir, 'extra.txt'))
    expect(ran.code).toBe(2)
    expect(String(ran.out)).toContain('utility.json: is missing')
    expect(String(ran.out)).toContain('extra.txt: is not in the manifest')
  })
})

describe('the gate', () => {
  it.each(['research', 'public'])(
    'refuses a small capture for %s, and keeps none of it',
    async (to) => {
      const small = join(folder, `small-${to}.pcap`)
      writeFileSync(small, await shopAs('pcap', 200))
      const name = `small-${to}`
      const args = ['release', small, '--for', to, '-o', name]
      const ran = await scrim(args, { cwd: folder, env })
      expect(ran.code).toBe(3)
      expect(ran.err).toMatch(/the gate said no: uniqueness: .+\nnothing was released\n/)
      expect(existsSync(join(folder, name))).toBe(false)
      const left = readdirSync(folder).filter((n) => n.includes(name) && !n.endsWith('.pcap'))
      expect(left).toEqual([`${name}.refused`])
      const files = filesBelow(join(folder, `${name}.refused`))
      expect(files).toContain('report.html')
      expect(files).toContain('audit/uniqueness.json')
      expect(files.filter((f) => f !== 'report.html' && !f.startsWith('audit/'))).toEqual([])
      for (const file of files) {
        const bytes = readFileSync(join(folder, `${name}.refused`, file))
        expect([file, secretsIn(bytes, true)]).toEqual([file, []])
      }
      const again = await scrim([...args, '--json'], { cwd: folder, env })
      expect(again.code).toBe(3)
      expect(JSON.parse(String(again.out)).gate.refused[0].check).toBe('uniqueness')
    },
  )
})
