/** What holds for all labels of a file, and cells that cannot be read: said, never passed over. */
import { describe, expect, it } from 'vitest'
import type { Assertion } from '../../src/labels/assertion.js'
import { mappingOf } from '../../src/labels/mapping.js'
import { openLabels } from '../../src/labels/reader.js'
import { readDocument, recogniseLabels } from '../../src/labels/sources.js'

/** Subjects and reasons, in order. */
function read(text: string): (Assertion | string)[] {
  const made: (Assertion | string)[] = []
  const reader = openLabels(recogniseLabels(Buffer.from(text)) ?? 'none', (r) => {
    made.push(...(typeof r === 'string' ? [r] : (r as readonly Assertion[])))
  })
  reader.push(Buffer.from(text))
  reader.end()
  return made
}

const list = (head: string): string =>
  `scrim: labels\n${head}\nlabels:\n  - { label: scan, host: 192.0.2.77 }\n`

describe('mappingOf', () => {
  it.each([
    ['tier: zarniwoop of milliways', 'tier', /^found "zarniwoop of milliways", expected constr/],
    ['tier: [zarniwoop]', 'tier', /^found a list, expected construction or sensor/],
    ['said: zarniwoop', 'said', /^found "zarniwoop", expected a map/],
    ['said: { version: zarniwoop }', 'said', /^said\.tool is missing/],
    ['zone: Vogsphere', 'zone', /^found "Vogsphere", expected Z, or as \+02:00/],
    ['taxonomy: [zarniwoop]', 'taxonomy', /^found a list, expected a word/],
    ['ignore: 7', 'ignore', /^found 7, expected a list/],
    ['ignore: [[zarniwoop]]', 'ignore', /^found a list in the list, expected words/],
    ['values: 7', 'values', /^found 7, expected a map/],
    ['values: { scan: [zarniwoop] }', 'values', /^found a list for scan, expected a word/],
    ['columns: { hots: who }', 'columns', /^found "hots", expected what columns may be: source, /],
  ])('refuses %s, and a list that says so makes no labels', (head, member, why) => {
    expect(read(list('tier: sensor'))).toMatchObject([{ tier: 'sensor' }])
    expect(read(list(head))).toEqual([`invalid-${member}`])
    const text = expect.stringMatching(why)
    expect(mappingOf(readDocument(head))).toEqual({ member, text })
  })

  it('takes numbers for words', () => {
    const made = read(list('said: { tool: runner, version: 2 }'))
    expect(made).toMatchObject([{ said: { tool: 'runner', version: '2' } }])
  })
})

describe('rows', () => {
  it('several addresses are several flows, in a list too', () => {
    const made = read(
      'scrim: labels\nlabels:\n' +
        '  - { label: scan, source: [192.0.2.1, 192.0.2.2], destination: 192.0.2.3 }\n',
    )
    expect(made).toMatchObject([
      { subject: { kind: 'flow', source: '192.0.2.1', destination: '192.0.2.3' } },
      { subject: { kind: 'flow', source: '192.0.2.2', destination: '192.0.2.3' } },
    ])
  })

  it.each([
    ['host,start,label\n192.0.2.1,01.03.2024 10:00,scan', 'no-time'],
    ['host,start,end,label\n192.0.2.1,2024-03-01T10:00:00Z,later,scan', 'no-time'],
    ['src_ip,dst_ip,dport,label\n192.0.2.1,192.0.2.2,http,scan', 'no-port'],
    ['host,end,duration,label\n192.0.2.1,2024-03-01T10:00:00Z,a while,scan', 'no-time'],
    ['trace_id,span_id,label\nTicket of zarniwoop,,scan', 'no-id'],
    ['trace_id,span_id,label\n0af7651916cd43dd8448eb211c80319c,first,scan', 'no-id'],
    ['line,host,start,label\nfirst,192.0.2.1,noon,scan', 'no-time'],
  ])('a cell that cannot be read does not widen the label: %j', (table, why) => {
    expect(read(table)).toEqual([why])
  })

  it.each([
    'src_ip,dst_ip,dport,label\n192.0.2.1,192.0.2.2,,scan',
    'src_ip,dst_ip,start,label\n192.0.2.1,192.0.2.2,1/3/2024 10:00,scan',
    'host,start,end,label\n192.0.2.1,2024-03-01T10:00:00Z,NaT,scan',
    'host,start,end,dur,label\n192.0.2.1,1709287200,1709287201,a while,scan',
    'trace_id,dport,start,label\n0af7651916cd43dd8448eb211c80319c,http,noon,scan',
  ])('what says by itself what is meant stands: %j', (table) => {
    expect(read(table)).toMatchObject([{ value: 'scan' }])
  })

  it('tell what they go without: a tier that is none, shares that are none', () => {
    const head = 'host,label,tier,confidence,error\n'
    const text = `${head}192.0.2.1,scan,gold,high,0.2\n192.0.2.2,scan,sensor,,7\n`
    const made: unknown[] = []
    const unread: string[] = []
    const reader = openLabels(
      'labels-csv',
      (r) => made.push(...r),
      undefined,
      (m) => unread.push(m),
    )
    reader.push(Buffer.from(text))
    reader.end()
    expect(made).toMatchObject([{ tier: 'annotation', error: 0.2 }, { tier: 'sensor' }])
    expect(unread).toEqual(['tier', 'confidence', 'error'])
  })

  it.each([
    'host,label,comment\n192.0.2.1,"scan,unclosed\n',
    'host,label,comment\n192.0.2.1,"scan"ned,\n',
    // Each of these would be about something else: a host of that name, all of a day.
    'comment,host,label\nlooked, twice,192.0.2.1,scan\n',
    'host,start,end,label\n192.0.2.1,2024-03-01T10:00:00Z,scan\n',
    '#separator \\x09\n#path\tnotice\n#fields\tts\tnote\tsrc\n1709283600.5\tScan::Port_Scan\n',
  ])('of other columns than their head are none: %j', (table) => {
    expect(read(table)).toEqual(['wrong-columns'])
  })

  it('with two columns of one name are none where these differ, and one is read', () => {
    const rows = '192.0.2.1,scan,192.0.2.1,a,b\n192.0.2.1,scan,192.0.2.9,a,a\n'
    const made = read(`host,label,host,x,x\n${rows}`)
    expect(made).toMatchObject([{ value: 'scan' }, 'ambiguous-columns'])
  })

  it('are no rows where the head stands again', () => {
    const table = 'host,label,comment\n192.0.2.1,scan,\n'
    expect(read(table + table)).toMatchObject([{ value: 'scan' }, 'heading', { value: 'scan' }])
  })

  it('of Zeek have blanks in their texts, and of ndpiReader quotes', () => {
    const head = '#separator \\x09\n#path\tnotice\n#fields\tts\tnote\tmsg\tsrc\n'
    const notice = '1709283600.5\tScan::Port_Scan\ttwo   words\t192.0.2.1\n'
    const subject = { kind: 'host', host: '192.0.2.1' }
    expect(read(head + notice)).toMatchObject([{ subject, value: 'Scan::Port_Scan' }])
    const ends = 'src_ip|src_port|dst_ip|dst_port|ndpi_proto|http_user_agent'
    const flow = '192.0.2.1|40000|192.0.2.2|80|HTTP|"a|b'
    expect(read(`#flow_id|protocol|${ends}\n1|6|${flow}\n`)).toMatchObject([{ value: 'HTTP' }])
  })
})
