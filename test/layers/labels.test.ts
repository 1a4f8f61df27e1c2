/** Labels of every form: what is asserted stays, who it is about gets what packets get. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLabels } from '../../src/labels/reader.js'
import type { Read } from '../../src/labels/source.js'
import { recogniseLayer } from '../../src/layers/index.js'
import { labels, labelsBeside } from '../../src/layers/labels.js'
import type { LayerContext } from '../../src/layers/layer.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { keyring } from '../keys/keyrings.js'
import * as inputs from '../labels/inputs.js'
import { changed, moved, partner } from './run-layer.js'

const { planted, ...sources } = inputs
const names = Object.keys(sources) as (keyof typeof sources)[]

type Row = Readonly<Record<string, unknown>>

function run(input: Uint8Array | string, cuts: readonly number[] = [], policy?: Policy) {
  const b = Buffer.from(input)
  const values = policy === undefined ? partner : createValues(policy, keyring(3))
  const format = labels.recognise(b) ?? labelsBeside(b)
  if (format === undefined) throw new Error('not recognised')
  const rows: Row[] = []
  let out = ''
  const context: LayerContext = {
    valuesAt: () => values,
    write: (bytes, at, end) => (out += Buffer.from(bytes.subarray(at, end)).toString()),
    row: ({ columns }, cells) => {
      const pairs = columns.map((c, i) => [c.name, cells[i]] as const)
      rows.push(Object.fromEntries(pairs.filter(([, v]) => v !== null)))
    },
  }
  const layer = labels.open(format, context)
  for (let at = 0, i = 0; at < b.length; i++) {
    const n = cuts.length === 0 ? b.length : Math.max(1, cuts[i % cuts.length])
    layer.push(Uint8Array.from(b.subarray(at, at + n)))
    at += n
  }
  layer.end()
  const { records } = layer.counts
  const dropped = Object.values(records.dropped).reduce((a, c) => a + c, 0)
  return { out, rows, layer, format, balanced: records.in === records.out + dropped }
}

const at = (clock: string): bigint => moved(BigInt(Date.parse(clock)) * 1_000_000n)

const PEOPLE = `Date flow start Duration Proto Src IP Addr:Port Dst IP Addr:Port Packets Bytes Label
2016-03-18 10:47:50.500 2.000 TCP 192.0.2.99:4444 -> 198.51.100.7:22 5 1.2 M blacklist
Summary: total flows: 1
`
const BARE =
  '2016-03-18 10:47:52.500,2.000,192.0.2.99,198.51.100.7,4444,22,TCP,.AP.SF,0,72,5,770,blacklist\n'
const NUMBERS = `srcip,dstip,srcport,dstport,proto,ts,td,pkt,byt,type
3221226083,3325256711,4444,22,TCP,1458298070500000.0,2.0,5,770,blacklist
`

describe('labels', () => {
  it.each(names)('%s: what must not leave does not, and what came in is accounted for', (name) => {
    const { out, rows, balanced } = run(sources[name])
    expect(rows.length).toBeGreaterThan(0)
    expect(balanced).toBe(true)
    const all = `${out}${rows.map((r) => Object.values(r).join(' ')).join('\n')}`
    for (const word of planted) expect(all.toLowerCase()).not.toContain(word.toLowerCase())
  })

  it.each(names)('%s: however the bytes are cut, the same leaves', (name) => {
    const whole = run(sources[name])
    const cut = run(sources[name], [1, 7, 3, 64])
    expect(cut.out).toBe(whole.out)
    expect(cut.layer.counts).toEqual(whole.layer.counts)
  })

  it.each(names)('%s: what leaves is read as labels again', (name) => {
    const { out, rows } = run(sources[name])
    const again = run(out)
    expect(again.format).toBe('labels-jsonl')
    expect(again.rows).toHaveLength(rows.length)
    expect(again.layer.counts.records.dropped).toEqual({})
  })

  it('an alert says which rule, which class, and which techniques', () => {
    const { rows, layer } = run(sources.eve)
    const common = {
      subject: 'flow',
      sourceIPv4Address: changed('192.0.2.77'),
      destinationIPv4Address: changed('198.51.100.23'),
      sourceTransportPort: 40001,
      destinationTransportPort: 80,
      protocolIdentifier: 6,
      tier: 'sensor',
      tool: 'suricata',
      rule: '1:2001219',
      startNanoseconds: at('2024-03-01T09:00:00Z'),
      endNanoseconds: at('2024-03-01T09:00:05.250Z'),
      known: true,
    }
    expect(rows).toEqual([
      { ...common, labelId: 0n, taxonomy: 'suricata', value: '1:2001219' },
      { ...common, labelId: 1n, taxonomy: 'class', value: 'web-application-attack' },
      { ...common, labelId: 2n, taxonomy: 'attack', value: 'T1190' },
      { ...common, labelId: 3n, taxonomy: 'attack', value: 'TA0001' },
    ])
    expect(layer.counts.records).toEqual({ in: 2, out: 1, dropped: { 'not-a-label': 1 } })
    expect(layer.counts.suppressed).toEqual({ 'free-text': 1 })
  })

  it('a notice of a known script is no less named after somebody', () => {
    const notice = (note: string): string =>
      JSON.stringify({ ts: 1772359200.5, src: '192.0.2.7', note })
    const notes = [
      'SSH::Kowalska_Laptop',
      'Scan::Kowalska',
      'Scan::Port_Scan',
      'SSH::Password_Rule',
    ]
    const { rows, out } = run(`${notes.map(notice).join('\n')}\n`)
    expect(out).not.toMatch(/kowalska/i)
    expect(rows[2]).toMatchObject({ value: 'Scan::Port_Scan', known: true })
    expect(rows[3]).toMatchObject({ value: 'SSH::Password_Rule', known: false })
  })

  it('a number that no record has is somebody’s', () => {
    const rest = { taxonomy: 'class', value: 'scan', tier: 'annotation', said: { tool: 'scrim' } }
    const about = (subject: object, more = {}): string =>
      JSON.stringify({ ...rest, subject, ...more })
    const phone = 491_512_345_678
    const { out } = run(
      [
        about({ kind: 'dataset' }, { candidates: phone }),
        about({ kind: 'log', record: phone }),
        about({ kind: 'flow', flowId: phone }),
        about({ kind: 'log', record: 4711 }),
      ].join('\n'),
    )
    expect(out).not.toContain(String(phone))
    expect(out).toContain('"record":4711')
    expect(run(`record,host,label\n${phone},,scan\n4711,,scan\n`).out).not.toContain(String(phone))
  })

  it('notices and labelled connections of Zeek', () => {
    expect(run(sources.notices).rows).toMatchObject([
      { subject: 'flow', taxonomy: 'zeek', value: 'SSL::Invalid_Server_Cert', tier: 'sensor' },
      { subject: 'host', host: changed('192.0.2.77'), value: 'Scan::Port_Scan' },
    ])
    const { rows, layer } = run(sources.connections)
    expect(rows).toMatchObject([
      {
        taxonomy: 'class',
        value: 'Malicious',
        destinationTransportPort: 23,
        endNanoseconds: at('2024-03-01T09:00:02.500Z') + 1000n,
      },
      { taxonomy: 'class-detail', value: 'PartOfAHorizontalPortScan', known: true },
      { taxonomy: 'class', value: 'Benign', protocolIdentifier: 17 },
    ])
    expect(layer.counts.records).toEqual({ in: 3, out: 2, dropped: { 'no-label': 1 } })
  })

  it('applications by nDPI; no answer is no label, and a host is no application', () => {
    const { rows, layer } = run(sources.ndpiTable)
    expect(rows).toMatchObject([
      { taxonomy: 'ndpi', value: 'TLS.Google', startNanoseconds: at('2024-03-01T09:00:00.125Z') },
    ])
    expect(layer.counts.records).toEqual({
      in: 3,
      out: 1,
      dropped: { 'no-label': 1, 'free-value': 1 },
    })
    expect(run(sources.ndpiLines).rows).toMatchObject([
      { value: 'DNS', basis: 'dpi', protocolIdentifier: 17 },
    ])
  })

  it('a word that is in no list gets a pseudonym, which a policy may decide otherwise', () => {
    const row = (value: string): string =>
      ['{"subject":{"kind":"host","host":"a1.example"},"taxonomy":"class","tier":"annotation",']
        .concat([`"value":"${value}","said":{"tool":"analyst"}}\n`])
        .join('')
    const lines = ['From-Normal-V42-Zarniwoop', 'by-zarniwoop', 'portscan'].map(row).join('')
    const { out, rows } = run(lines)
    expect(out.toLowerCase()).not.toContain('zarniwoop')
    expect(rows[0].value).toMatch(/^From-Normal-[A-Za-z0-9]{3}-[A-Za-z0-9]{9}$/)
    expect(rows.map((r) => r.value)).toEqual([
      rows[0].value,
      `by-${String(rows[1].value).slice(3)}`,
      'portscan',
    ])
    const policy = profilePolicy('partner')
    const fields = { ...policy.fields, 'label.word': { transform: 'keep', args: {} } }
    const kept = run(lines, [], { ...policy, fields })
    expect(kept.rows[0].value).toBe('From-Normal-V42-Zarniwoop')
  })

  it('three numbers in a row in a word are an address, or somebody’s', () => {
    const row = (value: string): string =>
      ['{"subject":{"kind":"host","host":"a1.example"},"taxonomy":"class","tier":"annotation",']
        .concat([`"value":"${value}","said":{"tool":"analyst"}}\n`])
        .join('')
    for (const value of ['ip-10-20-30-40', 'scan.10.20.30.40', '78-05-11', 'scan-45-67-189-212']) {
      const { out } = run(row(value))
      for (const part of ['10-20', '20-30', '10.20', '78-05', '45-67']) {
        expect(out).not.toContain(part)
      }
    }
    expect(run(row('Botnet-51-2-scan')).rows[0].value).toMatch(/^\w+-51-2-scan$/)
  })

  it('documents: techniques, faults by their clock, windows', () => {
    const attack = run(sources.attack)
    expect(attack.rows).toMatchObject([
      { subject: 'dataset', taxonomy: 'attack', value: 'T1021.002', tier: 'annotation' },
      { value: 'TA0008' },
    ])
    expect(attack.layer.counts.records).toEqual({ in: 2, out: 1, dropped: { 'free-value': 1 } })
    const { rows, layer } = run(sources.faults)
    expect(rows).toMatchObject([
      {
        subject: 'host',
        host: changed('zarniwoop-7d9', 'hostname'),
        value: 'cpu_contention',
        startNanoseconds: at('2024-03-01T08:43:04Z'),
      },
    ])
    expect(layer.counts.records.dropped).toEqual({ 'no-subject': 1 })
    expect(run(sources.anomalies).rows).toMatchObject([{ subject: 'window', value: 'anomaly' }])
  })

  it('tables: Argus, windows in quotes, and lists with what holds for all', () => {
    const argus = run(sources.argus)
    expect(argus.rows).toMatchObject([
      { value: 'From-Botnet-TCP', known: false, sourceTransportPort: 40001 },
    ])
    expect(argus.layer.counts.records.dropped).toEqual({ 'no-address': 1, 'no-label': 1 })
    expect(argus.layer.notices.join()).toContain('1 values are in no list')
    const windows = run(sources.windows)
    expect(windows.rows).toMatchObject([
      { subject: 'window', tier: 'window', value: 'DoS Hulk', host: changed('192.0.2.77') },
      { value: 'scan', host: changed('zarniwoop', 'hostname') },
    ])
    const why = { 'ends-before-start': 1, 'free-value': 1 }
    expect(windows.layer.counts.records.dropped).toEqual(why)
    expect(run(sources.list).rows).toMatchObject([
      { subject: 'flow', value: 'scan', tier: 'construction', tool: 'runner' },
      { subject: 'span', value: 'benign' },
      { subject: 'log', logRecord: 12n },
    ])
  })

  it('times that count from a beginning stay: moved, they would tell the shift', () => {
    const rowAt = (start: string) =>
      run(`start,host,value\n${start},192.0.2.66,scan\n`).rows[0]?.startNanoseconds
    expect(rowAt('1970-01-01 00:00:08')).toBe(8_000_000_000n)
    expect(rowAt('2000-01-01 00:00:08')).toBeUndefined()
    expect(rowAt('2024-03-01 10:00:00')).toBeGreaterThan(1_709_287_200_000_000_000n)
  })

  it('runs of a test bed: each target, its technique, and faults at a port', () => {
    const { rows } = run(sources.runs)
    const flow = { subject: 'flow', tier: 'construction', protocolIdentifier: 6 }
    expect(rows).toMatchObject([
      { ...flow, taxonomy: 'class', value: 'port scan', known: true },
      { ...flow, taxonomy: 'attack', value: 'T1046' },
      { ...flow, taxonomy: 'class', destinationIPv6Address: changed('2001:db8:77::23') },
      { ...flow, taxonomy: 'attack', value: 'T1046' },
      {
        subject: 'window',
        taxonomy: 'fault',
        value: 'slow answers',
        host: changed('198.51.100.23'),
        destinationTransportPort: 8080,
        tier: 'construction',
      },
    ])
  })

  it('entries keep their ids apart from everybody else’s, and a retraction finds its own', () => {
    const { rows, layer } = run(sources.entries)
    expect(rows[0]).toMatchObject({
      confidence: 0.75,
      measuredError: 0.125,
      unlabelledMeans: 'negative',
      startNanoseconds: at('2024-03-01T10:00:00Z') + 1n,
    })
    expect(rows[0].id).not.toBe('c0ffee00-1111-4222-8333-444455556666')
    expect(rows[0].configDigest).toMatch(/^[0-9a-f]{64}$/)
    expect(rows[0].configDigest).not.toBe('ab'.repeat(32))
    expect(rows[1].retracts).toBe(rows[0].id)
    expect(layer.counts.records).toEqual({ in: 3, out: 2, dropped: { invalid: 1 } })
  })

  it('when a label was taken back does not leave: it was shortly before the release', () => {
    const { rows, out, layer } = run(sources.entries)
    expect(rows[1]).toHaveProperty('retracts')
    expect(rows[1]).not.toHaveProperty('startNanoseconds')
    expect(JSON.parse(out.trim().split('\n')[1])).not.toHaveProperty('start')
    expect(layer.counts.suppressed.time).toBe(1)
  })

  it('a policy that suppresses addresses, values or times leaves no half of a label', () => {
    const partnerPolicy = profilePolicy('partner')
    const without = (kind: string): Policy => {
      const rules = { ...partnerPolicy.rules, [kind]: { transform: 'suppress', args: {} } }
      return { ...partnerPolicy, rules } as Policy
    }
    expect(run(sources.eve, [], without('address')).rows).toEqual([])
    expect(run(sources.eve, [], without('enum')).rows).toEqual([])
    expect(run(sources.anomalies, [], without('time')).rows).toEqual([])
    const timeless = run(sources.eve, [], without('time')).rows
    expect(timeless).toHaveLength(4)
    expect(timeless[0]).not.toHaveProperty('startNanoseconds')
  })

  it('values in no list: a few words leave, many are names', () => {
    const line = (i: number): string => `2024-03-01T10:00:00Z,192.0.2.1,w${i}x,1`
    const rows = Array.from({ length: 70 }, (_, i) => line(i))
    const ran = run(['start,host,label,confidence', ...rows].join('\n'))
    expect(ran.layer.counts.records).toEqual({
      in: 70,
      out: 64,
      dropped: { 'too-many-values': 6 },
    })
  })

  it.each([
    'see 192.0.2.77',
    'zarniwoop.example.com',
    'marvin@x.org',
    'id-1234567',
    'deadbeefdeadbeef',
    'two words',
    '192.0.2.77',
  ])('the value %s is free text', (value) => {
    const row = `2024-03-01T10:00:00Z,192.0.2.1,${value}`
    const { layer } = run(`start,host,label\n${row}`)
    expect(layer.counts.records.dropped).toEqual({ 'free-value': 1 })
  })

  it('is asked after flows; logs and flows with labels stay logs and flows', () => {
    const formatOf = (text: string) => recogniseLayer(Buffer.from(text))?.format ?? ''
    expect(formatOf(sources.windows)).toBe('labels-csv')
    expect(formatOf(sources.entries)).toBe('labels-jsonl')
    for (const name of ['eve', 'notices', 'connections'] as const) {
      expect(formatOf(sources[name])).not.toBe('labels-jsonl')
      expect(labelsBeside(Buffer.from(sources[name]))).toMatch(/eve|zeek/)
    }
    expect(labelsBeside(Buffer.from(sources.argus))).toBe('flows-csv')
    for (const text of [PEOPLE, BARE]) {
      expect(formatOf(text)).toMatch(/^(?:nfdump-text|ugr16-csv)$/)
      expect(labelsBeside(Buffer.from(text))).toBe('flows-csv')
    }
    for (const other of ['', '{"a":1}', 'hello world', 'a,b,c\n1,2,3', '<13>Mar 1 x y: z']) {
      expect(labels.recognise(Buffer.from(other))).toBeUndefined()
      expect(labelsBeside(Buffer.from(other))).toBeUndefined()
    }
  })

  it("of nfdump's lines and of UGR'16 are of the flow, when it was", () => {
    const since1970 = (time: string) => BigInt(Date.parse(time)) * 1_000_000n
    const told = [PEOPLE, BARE, NUMBERS].map((text) => {
      const all: Read[] = []
      const reader = openLabels('flows-csv', (read) => all.push(read))
      reader.push(Buffer.from(text))
      reader.end()
      return all
    })
    const ends = { source: '192.0.2.99', sourcePort: 4444, destination: '198.51.100.7' }
    const subject = { kind: 'flow', ...ends, destinationPort: 22, protocol: 6 }
    const [start, end] = [
      since1970('2016-03-18T10:47:50.500Z'),
      since1970('2016-03-18T10:47:52.500Z'),
    ]
    for (const [read] of told) {
      expect(read).toMatchObject([{ subject, taxonomy: 'class', value: 'blacklist', start, end }])
    }
    expect(told[0][1]).toBe('no-label')
  })

  it('damaged inputs never throw, and are accounted for', () => {
    const one = fc.constantFrom(...names)
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 })
    fc.assert(
      fc.property(one, edits, fc.nat(), (name, changes, cut) => {
        const b = Buffer.from(sources[name])
        const form = labels.recognise(b) ?? labelsBeside(b) ?? ''
        for (const [i, v] of changes) b[i % b.length] = v
        const layer = labels.open(form, { valuesAt: () => partner, write: () => undefined })
        layer.push(b.subarray(0, b.length - (cut % b.length)))
        layer.end()
        const { records } = layer.counts
        const lost = Object.values(records.dropped).reduce((x, y) => x + y, 0)
        expect(records.out + lost).toBe(records.in)
      }),
      { seed: 20240301, numRuns: 150 },
    )
  })
})
