/** `scrim policy`, and what holds for every command: errors, exit codes, a quick help. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/index.js'
import { scrim, scrimProcess } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'scrim-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const good = join(folder, 'good.yaml')
const bad = join(folder, 'bad.yaml')
writeFileSync(good, 'scrim: 1\nextends: partner\nrecipient: acme-ndr\nepoch: 1d\n')
writeFileSync(bad, 'scrim: 1\nextends: partner\nrules:\n  adress: keep\n')

const shop = fileURLToPath(new URL('../../examples/shop/shop.pcapng', import.meta.url))
const root = fileURLToPath(new URL('../../src/', import.meta.url))
const IMPORT = /^(?:import|export)\s(?!type\s)(?:[^'"]*?from\s)?'([^']+)'/gms

/** What is loaded before a command runs, as `who imports what`: from `main.ts` on, within cli. */
function loadedAtOnce(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(IMPORT)].flatMap(([, from]) => {
    if (!from.startsWith('.')) return [`${file} ${from}`]
    const path = join(dirname(file), from.replace(/js$/, 'ts'))
    return path.startsWith('cli/') ? loadedAtOnce(path, seen) : [`${file} ${path}`]
  })
}

describe('scrim', () => {
  it('loads nothing but its own words before it answers --help', () => {
    const loaded = loadedAtOnce('cli/main.ts')
    expect(loaded).toContain(`cli/ui/failure.ts ${join('bytes', 'errors.ts')}`)
    expect(
      loaded.filter(
        (f) => !/ (?:node:module|bytes\/(?:errors|file-errors|printable)\.ts)$/.test(f),
      ),
    ).toEqual([])
  })

  it.each(commands)('$name loads nothing but commander and words before it runs', ({ name }) => {
    const allowed = / (?:commander|bytes\/errors\.ts|labels\/subject\.ts)$/
    expect(loadedAtOnce(`cli/${name}.ts`).filter((f) => !allowed.test(f))).toEqual([])
  })

  it('prints no control character of a file in an error', async () => {
    const file = join(folder, 'escape.yaml')
    writeFileSync(file, 'scrim: 1\nextends: partner\nrules:\n  "\\e[31madd\\u202e": keep\n')
    const { code, err } = await scrim(['policy', 'check', file])
    expect(code).not.toBe(0)
    expect(err).toContain('rules.\ufffd[31madd\ufffd: found the kind')
  })

  it.each([
    ['/dev/zero', '/dev/zero has more than 1 MiB, expected a policy'],
    ['.', '. is a folder, expected a policy'],
    ['two.yaml', 'two.yaml:3:1 policy: a second document begins here, expected one'],
    ['deep.yaml', 'deep.yaml:1:'],
  ])('says what is wrong with %s as a policy', async (name, why) => {
    writeFileSync(join(folder, 'two.yaml'), 'scrim: 1\nextends: partner\n---\nscrim: 1\n')
    writeFileSync(join(folder, 'deep.yaml'), `scrim: ${'['.repeat(20_000)}`)
    const path = name.endsWith('.yaml') ? join(folder, name) : name
    const { code, out, err } = await scrim(['policy', 'check', path])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(why)
    if (name === 'deep.yaml') expect(err).toMatch(/ policy: it is nested too deeply\n {7}\S.*\n$/)
  })

  it('lists every command in its help', async () => {
    const { code, out } = await scrim(['--help'])
    expect(code).toBe(0)
    for (const c of commands.filter(({ hidden }) => hidden !== true))
      expect(out).toContain(`  ${c.name}`)
  })

  it('says what it does not know, and what may have been meant', async () => {
    expect(await scrim(['polcy'])).toEqual({
      code: 1,
      out: '',
      err: "scrim: unknown command 'polcy'\n       Did you mean policy?\n",
    })
    const { error } = JSON.parse((await scrim(['policy', 'show', '--json'])).err)
    expect(error).toMatchObject({ code: 'usage', message: "missing required argument 'name'" })
  })

  it('runs as a process, and is quiet when nobody reads what it prints', async () => {
    const failed = await scrimProcess(['policy', 'check', bad])
    expect([failed.code, failed.out]).toEqual([1, ''])
    expect(failed.err).toContain('bad.yaml:4:3 rules.adress')
    expect(await scrimProcess(['policy', 'schema'], 'is-gone')).toEqual({
      code: 0,
      out: '',
      err: '',
    })
  })
})

describe('scrim policy', () => {
  it('check says that a policy is valid', async () => {
    expect(await scrim(['policy', 'check', good])).toEqual({
      code: 0,
      out: `${good}: valid; tier partner, recipient acme-ndr, epoch 1d\n`,
      err: '',
    })
  })

  it('check notes what leaves as it is and does not under the profile', async () => {
    const open = join(folder, 'open.yaml')
    const rules = 'rules: { content: keep, size: keep }\nfields: { dns.qname: keep }\n'
    writeFileSync(open, `scrim: 1\nextends: partner\nrecipient: acme\n${rules}`)
    const { code, out } = await scrim(['policy', 'check', open])
    expect(code).toBe(0)
    expect(out.split('\n').slice(1)).toEqual([
      `${open}: note: values of kind content leave as they are; under partner they do not`,
      `${open}: note: values in fields dns.qname leave as they are; under partner they do not`,
      '',
    ])
  })

  it('check names file, line and column of what is wrong, and checks the other files', async () => {
    const { code, out, err } = await scrim(['policy', 'check', bad, good])
    expect(code).toBe(1)
    expect(out).toContain(`${good}: valid`)
    expect(err).toMatch(`scrim: ${bad}:4:3 rules.adress: found the kind "adress", expected one of`)
    expect(err).toContain('did you mean address?')
  })

  it('check prints an error as one JSON object when asked', async () => {
    const { code, err } = await scrim(['policy', 'check', bad, '--json'])
    expect(code).toBe(1)
    const { error } = JSON.parse(err) as { error: { code: string; message: string } }
    expect(error.code).toBe('policy')
    expect(error.message).toMatch(/^.*bad\.yaml:4:3 rules\.adress/)
  })

  it('show prints a profile that check accepts', async () => {
    const { out } = await scrim(['policy', 'show', 'research'])
    expect(out).toContain('  address: { prefix: { v4: 16, v6: 32 } }\n')
    const file = join(folder, 'shown.yaml')
    writeFileSync(file, out)
    const checked = await scrim(['policy', 'check', file])
    expect([checked.code, checked.err]).toEqual([0, ''])
  })

  it('show of a mistyped profile names the nearest', async () => {
    const { code, err } = await scrim(['policy', 'show', 'publc'])
    expect(code).toBe(1)
    expect(err).toContain('did you mean public?')
  })

  it('explain gives the reason of a profile for rules of the profile only', async () => {
    const file = join(folder, 'times.yaml')
    writeFileSync(file, 'scrim: 1\nextends: partner\nrules: { time: { round: { to: 1s } } }\n')
    const { out } = await scrim(['policy', 'explain', shop, '--for', file, '--json'])
    const { fields } = JSON.parse(out) as { fields: { field: string; why: string }[] }
    const of = (name: string) => fields.find((f) => f.field === name)
    expect(of('ntp.transmit')?.why).toBe('the policy says so for time')
    expect(of('eth.src')?.why).toMatch(/^which device it is stays constant/)
    expect(of('ntp.transmit')).toMatchObject({ transform: 'round', args: { to: '1s' } })
    const shown = await scrim(['policy', 'explain', shop, '--for', file])
    expect(shown.out).toMatch(/^ntp\.transmit +4 +32 +round \(to 1s\) +kind time +the policy/m)
    expect(shown.out).toMatch(/^eth\.src .* pseudonym +kind hardware/m)
  })

  it('fields lists by pattern, by kind and by part of a name', async () => {
    const names = async (pattern: string) => {
      const { out } = await scrim(['policy', 'fields', pattern, '--json'])
      return (JSON.parse(out) as { name: string; kind: string }[]).map((f) => f.name)
    }
    expect(await names('udp.*')).toContain('udp.src-port')
    expect(await names('hardware')).toContain('eth.src')
    expect(await names('clock-echo')).toEqual(['tcp.clock-echo'])
    expect(await names('user_agent.orig')).toEqual(['attr.user_agent.original'])
    expect(await names('address')).toContain('attr.client.address')
    const { out } = await scrim(['policy', 'fields'])
    const lines = out.split('\n').filter((line) => line.startsWith('attr.client.address '))
    expect(lines).toEqual([expect.stringMatching(/ address +ipv4, ipv6, hostname +attribute/)])
    const { code, err } = await scrim(['policy', 'fields', 'tcp.clok'])
    expect([code, err.split('\n')[0]]).toEqual([
      1,
      'scrim: no field is named like "tcp.clok"; did you mean tcp.clock?',
    ])
  })
})
