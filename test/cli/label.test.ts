/** `scrim label`: files that are only ever added to, what is refused, and what is told. */
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { eve } from '../labels/inputs.js'
import { scrim } from './run.js'

const home = mkdtempSync(join(tmpdir(), 'scrim-label-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const at = (name: string): string => join(home, name)
const scan = ['--value', 'scan', '--host', '192.0.2.1', '--start', '2024-03-01T10:00:00Z']

const flow = (ends: string): string[] => ['add', 'f.jsonl', '--value', 'x', '--flow', ends]

interface Listed {
  readonly labels: readonly Readonly<Record<string, unknown>>[]
  readonly [name: string]: unknown
}

async function listed(file: string, ...more: string[]): Promise<Listed> {
  const { out } = await scrim(['label', 'list', file, '--json', ...more])
  return JSON.parse(out)
}

describe('scrim label', () => {
  it('adds, shows what disagrees, and takes back without taking away', async () => {
    const file = at('a.jsonl')
    const config = at('rules.conf')
    writeFileSync(config, 'alert')
    const one = await scrim(['label', 'add', file, ...scan, '--config', config, '--json'])
    expect(one.code).toBe(0)
    const { id } = JSON.parse(one.out)
    const ends = ['--flow', 'tcp [2001:db8::1]:40000 [2001:db8::2]:80', '--by', 'runner']
    await scrim(['label', 'add', file, '--value', 'benign', ...ends])
    await scrim(['label', 'add', file, ...scan.with(1, 'benign'), '--tier', 'sensor'])
    const before = readFileSync(file, 'utf8')
    const { labels, conflicts } = await listed(file)
    expect(labels).toMatchObject([
      { id, subject: { kind: 'window', host: '192.0.2.1' }, value: 'scan', tier: 'annotation' },
      { subject: { kind: 'flow', source: '2001:db8::1', sourcePort: 40000, protocol: 6 } },
      { value: 'benign', tier: 'sensor', start: '2024-03-01T10:00:00.000000000Z' },
    ])
    expect(labels[0].said).toEqual({
      tool: 'analyst',
      config: 'df905058dd67a409fef81480e81e4736572b0edb4d7fb987c695cd07e260ec81',
    })
    expect(conflicts).toHaveLength(1)
    const shown = await scrim(['label', 'list', file])
    expect(shown.out).toMatch(/3 stand, 0 retracted, 1 conflicts/)
    expect(shown.out).toMatch(
      /conflict: window 192\.0\.2\.1: class scan \(analyst, annotation\) or/,
    )

    expect(await scrim(['label', 'retract', file, id.slice(0, 8)])).toMatchObject({ code: 0 })
    expect(readFileSync(file, 'utf8').startsWith(before)).toBe(true)
    expect(await listed(file)).toMatchObject({ standing: 2, retracted: 1, conflicts: [] })
    expect((await listed(file, '--all')).labels).toHaveLength(4)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('takes what other tools say', async () => {
    writeFileSync(at('eve.json'), eve)
    const { err } = await scrim(['label', 'add', at('b.jsonl'), '--from', at('eve.json')])
    expect(err).toMatch(/1 records make no label: not-a-label \(the first is number 2\)/)
    expect(await listed(at('b.jsonl'), '--summary')).toMatchObject({
      standing: 4,
      counts: [{ value: '1:2001219', tool: 'suricata' }, {}, {}, {}],
    })
    writeFileSync(at('t.csv'), 'when;who;kind of thing\n1709287200;192.0.2.1;A\n1709287201;x;B\n')
    writeFileSync(
      at('m.yaml'),
      'columns: { start: when, host: who, value: kind of thing }\n' +
        'values: { A: scan }\nignore: [B]\n',
    )
    const mapped = ['--from', at('t.csv'), '--map', at('m.yaml'), '--json']
    const ran = await scrim(['label', 'add', at('c.jsonl'), ...mapped])
    expect(JSON.parse(ran.out)).toMatchObject({ added: 1, dropped: { 'no-label': 1 } })
    expect(readFileSync(at('c.jsonl'), 'utf8')).toContain('"value":"scan"')
    writeFileSync(at('odd.csv'), 'host,label,tier\n192.0.2.1,scan,gold\n')
    const odd = await scrim(['label', 'add', at('odd.jsonl'), '--from', at('odd.csv')])
    expect(odd.err).toBe('scrim: 1 records have a tier that cannot be read: it is left out\n')
  })

  it('a line that was cut short is told, and what comes after it is whole', async () => {
    const file = at('d.jsonl')
    await scrim(['label', 'add', file, ...scan])
    await scrim(['label', 'add', file, ...scan])
    truncateSync(file, statSync(file).size - 20)
    await scrim(['label', 'add', file, ...scan])
    const { err } = await scrim(['label', 'list', file])
    expect(err).toMatch(/left out, as cut short: line 2/)
    expect(await listed(file)).toMatchObject({ standing: 2, torn: 1 })
  })

  it('list cuts what no person reads, and --json does not', async () => {
    const value = `w${'x'.repeat(100_000)}`
    writeFileSync(at('long.csv'), `start,host,label\n2024-03-01T10:00:00Z,a,${value}\n`)
    await scrim(['label', 'add', at('long.jsonl'), '--from', at('long.csv')])
    const { out } = await scrim(['label', 'list', at('long.jsonl')])
    expect(out.length).toBeLessThan(400)
    expect((await listed(at('long.jsonl'))).labels[0]).toMatchObject({ value })
  })

  it('words in labels move no cursor', async () => {
    await scrim([
      'label',
      'add',
      at('g.jsonl'),
      '--value',
      '\u001b[31mred\n0 stand',
      '--by',
      '\u0007',
    ])
    const { out } = await scrim(['label', 'list', at('g.jsonl')])
    expect(out).not.toMatch(/(?!\n)\p{Cc}/u)
    expect(out.split('\n')).toHaveLength(3)
  })

  it('says what will not leave', async () => {
    const { code, err } = await scrim(['label', 'add', at('e.jsonl'), '--value', 'ask Arthur'])
    expect(code).toBe(0)
    expect(err).toMatch(/1 values are no word of their taxonomy: they will not leave/)
  })

  it.each([
    [['add', 'f.jsonl'], 1, /nothing is asserted/],
    [['add', 'f.jsonl', '--value', 'x', '--flow', 'tcp a'], 1, /is no flow/],
    [['add', 'f.jsonl', '--value', 'x', '--flow', 'tcp a b'], 1, /"a" is no address/],
    [['add', 'f.jsonl', '--value', 'x', '--flow', 'who a b'], 1, /"who" is no IP protocol/],
    [flow('tcp 192.0.2.1:99999 192.0.2.2'), 1, /"192\.0\.2\.1:99999" has no port from 0/],
    [flow('tcp 192.0.2.1 192.0.2.2:'), 1, /"192\.0\.2\.2:" has no port from 0/],
    [flow('tcp [2001:db8::1]:5 2001:db8::2:5'), 1, /"2001:db8::2:5" is no address/],
    [flow('tcp 192.0.2.1 [2001:db8::2]'), 1, /an end of IPv4 and one of IPv6/],
    [[...flow('tcp 192.0.2.1 192.0.2.2'), '--host', 'x'], 1, /--host says nothing of .* a flow/],
    [['add', 'f.jsonl', '--value', 'x', '--record', 'one'], 1, /no number of a record: "one"/],
    [['add', 'f.jsonl', '--value', 'x', '--start', 'noon'], 1, /start is no time: "noon", expec/],
    [['add', 'f.jsonl', '--value', 'x', '--confidence', '7'], 1, /is not from 0 to 1: "7"/],
    [['add', 'f.jsonl', '--value', 'x', '--map', 'bad.yaml'], 1, /--map is given without --from/],
    [['add', 'f.jsonl', '--from', 'bad.txt', '--host', 'x'], 1, /'--from .* cannot be used with/],
    [['add', 'f.jsonl', '--from', 'tier.yaml'], 2, /makes no labels: tier: found "sure", expected/],
    [['add', 'f.jsonl', '--from', 'torn.yaml'], 2, /makes no labels: line 4, column 1: /],
    [['add', 'f.jsonl', '--from', 'runs.csv', '--map', 'begn.yaml'], 1, /has no column begn/],
    [['add', 'f.jsonl', '--from', 'runs.csv', '--map', 'tier.yaml'], 1, /found scrim/],
    [['retract', 'good.jsonl', ''], 1, /an id is empty/],
    [['add', 'f.jsonl', '--value', 'x', '--span', 'ab'], 1, /a span needs its traceId/],
    [['add', 'f.jsonl', '--value', 'x', '--from', 'y'], 1, /both given/],
    [['add', 'f.jsonl', '--value', 'x', '--config', 'none'], 1, /is not there/],
    [['add', 'f.jsonl', '--value', 'x', '--config', '/'], 1, /expected a file that can be read/],
    [['add', '/dev/zero', '--value', 'x'], 2, /more than 256 MiB, expected a file of labels/],
    [['add', 'f.jsonl', '--from', 'bad.txt', '--map', 'none'], 1, /there is no mapping /],
    [['add', 'f.jsonl', '--from', 'bad.txt'], 2, /no labels that are known/],
    [['add', 'f.jsonl', '--from', 'bad.txt', '--map', 'bad.yaml'], 1, /is no mapping: /],
    [['add', 'bad.jsonl', '--value', 'x'], 2, /bad\.jsonl:2 is no label: said\.tool is missing/],
    [['list', 'none.jsonl'], 2, /it is not there/],
    [['retract', 'good.jsonl', 'ffff'], 1, /no label that stands .* begins with ffff/],
    [['retract', 'good.jsonl', 'c0ffee'], 1, /2 labels .* begins with c0ffee/],
  ])('%j is refused, and nothing is written', async (args, code, why) => {
    const line = (id: string): string =>
      JSON.stringify({
        id,
        subject: { kind: 'dataset' },
        taxonomy: 'class',
        value: 'scan',
        tier: 'annotation',
        said: { tool: 'analyst' },
      })
    writeFileSync(at('good.jsonl'), `${line('c0ffee1')}\n${line('c0ffee2')}\n`)
    writeFileSync(at('bad.jsonl'), `${line('a')}\n`)
    appendFileSync(at('bad.jsonl'), '{"said":{}}\n')
    writeFileSync(at('bad.txt'), 'nothing of the sort')
    writeFileSync(at('bad.yaml'), 'colums: {}')
    writeFileSync(at('tier.yaml'), 'scrim: labels\ntier: sure\nlabels: []\n')
    writeFileSync(at('torn.yaml'), 'scrim: labels\nlabels:\n  - { label: scan\n')
    writeFileSync(at('runs.csv'), 'begin,who,what\n1709287200,192.0.2.1,scan\n')
    writeFileSync(at('begn.yaml'), 'columns: { start: begn, host: who, value: what }\n')
    const sizes = () => ['good.jsonl', 'bad.jsonl'].map((n) => statSync(at(n)).size)
    const before = sizes()
    const named = args.map((a) => (/^\w+\.[a-z]+$/.test(a) ? at(a) : a))
    const ran = await scrim(['label', ...named])
    expect(ran.code).toBe(code)
    expect(ran.err).toMatch(why)
    expect(sizes()).toEqual(before)
    expect(() => statSync(at('f.jsonl'))).toThrow('ENOENT')
  })
})
