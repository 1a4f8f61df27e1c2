/** Profiles: tables keep their numbers, and what another layout would show does not leave. */
import { describe, expect, it } from 'vitest'
import { drive } from './drive.js'
import { attr, fixed64, hex, len, str, vint } from './proto.js'
import { read, toOtlpJson } from './reference.js'

const TRACE = '5b8aa5a2d2c872e8321cf37308d69df2'
const SPAN = '5fb397be34d26b51'
const TIME = 1_716_240_000_000_000_000n
const STRINGS = [
  '',
  'cpu',
  'nanoseconds',
  'zqxHandler',
  '/home/zqxalice/server/main.go',
  'thread.name',
  'enduser.id',
  'client.address',
  'http.request.method',
  'count',
]

/** Attributes by the number of their key, with their values. */
const ATTRIBUTES: [number, number[]][] = [
  [0, []],
  [6, str('zqxalice')],
  [7, str('192.0.2.7')],
  [8, str('GET')],
]

const dictionary = [
  ...len(1, []),
  ...len(1, [
    ...vint(1, 0x7f12_3456_7000n),
    ...vint(2, 0x7f12_3456_9000n),
    ...vint(3, 4096),
    ...vint(4, 4),
  ]),
  ...len(2, []),
  ...len(2, [
    ...vint(1, 1),
    ...vint(2, 0x7f12_3456_7abcn),
    ...len(3, [...vint(1, 1), ...vint(2, 17)]),
  ]),
  ...len(3, []),
  ...len(3, [...vint(1, 3), ...vint(3, 4), ...vint(4, 12)]),
  ...len(4, []),
  ...len(4, [...len(1, hex(TRACE)), ...len(2, hex(SPAN))]),
  ...STRINGS.flatMap((s) => len(5, s)),
  ...ATTRIBUTES.flatMap(([key, any]) => {
    return len(6, key === 0 ? [] : [...vint(1, key), ...len(2, any), ...vint(3, 9)])
  }),
  ...len(7, []),
  ...len(7, len(1, [1])),
]

const packed64 = (v: bigint): number[] => fixed64(1, v).slice(1)
const sample = [
  ...vint(1, 1),
  ...len(2, [1, 2, 3]),
  ...vint(3, 1),
  ...len(4, [10]),
  ...len(5, [...packed64(TIME), ...packed64(TIME + 5n)]),
]

/** A request with more fields in its profile, and more in its dictionary. */
function request(inProfile: number[] = [], inDictionary: number[] = []): number[] {
  const profile = [
    ...len(1, [...vint(1, 1), ...vint(2, 2)]),
    ...len(2, sample),
    ...fixed64(3, TIME),
    ...vint(4, 5_000_000),
    ...vint(6, 10),
    ...len(7, hex(TRACE)),
    ...len(9, 'jfr'),
    ...len(10, 'zqxalice raw'),
    ...inProfile,
  ]
  const resource = len(1, attr(1, 'service.name', 'zqxshop'))
  const scope = len(2, [...len(1, len(1, 'profiler')), ...len(2, profile)])
  return [...len(1, [...resource, ...scope]), ...len(2, [...dictionary, ...inDictionary])]
}

interface Profiled {
  resourceProfiles: { scopeProfiles: { profiles: Record<string, unknown>[] }[] }[]
  dictionary: Record<string, Record<string, unknown>[]> & { stringTable: string[] }
}

const profileOf = (o: Profiled): Record<string, unknown> => {
  return o.resourceProfiles[0].scopeProfiles[0].profiles[0]
}

describe('profiles', () => {
  const input = request()
  const out = drive(input, { format: 'otlp-proto' })
  const was = toOtlpJson('Profiles', Uint8Array.from(input)) as Profiled
  const is = toOtlpJson('Profiles', out.bytes) as Profiled

  it('are read by another decoder, and hold nothing that was planted', () => {
    expect(out.records).toEqual({ in: 1, out: 1, dropped: {} })
    expect(() => read('Profiles', out.bytes)).not.toThrow()
    expect(out.bytes.toString('latin1')).not.toMatch(/zqx|192\.0\.2\.7|raw/)
    expect(out.bytes.includes(Buffer.from(TRACE, 'hex'))).toBe(false)
    expect(out.suppressed['Profile.originalPayload']).toBe(1)
  })

  it('are rows, one for each sample, with the names that left and the pseudonyms of spans', () => {
    const [row, ...others] = out.rows
    const strings = is.dictionary.stringTable
    const [link] = is.dictionary.linkTable.slice(1) as { traceId: string; spanId: string }[]
    expect(others).toEqual([])
    expect(row.table).toBe('profiles')
    expect(row.cells).toMatchObject({
      duration: 5_000_000n,
      sample_type: 'cpu',
      sample_unit: 'nanoseconds',
      period: 10n,
      value: 10n,
      values: '["10"]',
      stack: JSON.stringify([`${strings[3]}:17`]),
      trace_id: link.traceId,
      span_id: link.spanId,
    })
    expect(row.cells.profile_id).toBe(profileOf(is).profileId)
    expect(row.cells.time).toBe(BigInt(String(profileOf(is).timeUnixNano)))
    const said = JSON.parse(String(row.cells.attributes))
    expect(said['http.request.method'] ?? said['client.address']).toBeDefined()
    expect(JSON.stringify(Object.values(row.cells).map(String))).not.toMatch(/zqx|192\.0\.2\.7|raw/)
    for (const cuts of [[1], [7, 300]]) {
      expect(drive(input, { format: 'otlp-proto', cuts }).rows).toEqual(out.rows)
    }
    const json = Buffer.from(`${JSON.stringify(was)}\n`)
    expect(drive(json, { format: 'otlp-json' }).rows).toEqual(out.rows)
  })

  it('whose numbers lead nowhere are rows without what they would name', () => {
    const astray = [...vint(1, 99), ...len(2, [77]), ...vint(3, 55)]
    const profile = [...len(2, astray), ...fixed64(3, TIME), ...len(7, hex(TRACE))]
    const bytes = len(1, len(2, len(2, profile)))
    const { rows, records } = drive(bytes, { format: 'otlp-proto' })
    expect(rows.length).toBe(records.out)
    for (const { cells } of rows) {
      expect(cells).toMatchObject({ stack: '[]', attributes: '{}', trace_id: null, value: 0n })
    }
  })

  it('count as many times as a sample has, where it has no values', () => {
    const times = [fixed64(1, TIME), fixed64(1, TIME)].flatMap((f) => [...f].slice(1))
    const profile = [...len(2, len(5, times)), ...fixed64(3, TIME), ...len(7, hex(TRACE))]
    const { rows } = drive(len(1, len(2, len(2, profile))), { format: 'otlp-proto' })
    expect(rows).toMatchObject([{ cells: { value: 2n, values: '[]' } }])
  })

  it('keep the number of every entry, and every number', () => {
    for (const [name, table] of Object.entries(was.dictionary)) {
      expect([name, is.dictionary[name].length]).toEqual([name, table.length])
    }
    const [{ samples }, { samples: before }] = [profileOf(is), profileOf(was)] as {
      samples: Record<string, unknown>[]
    }[]
    for (const name of ['stackIndex', 'attributeIndices', 'linkIndex', 'values']) {
      expect(samples[0][name]).toEqual(before[0][name])
    }
    expect(is.dictionary.functionTable).toEqual(was.dictionary.functionTable)
    expect(is.dictionary.stackTable).toEqual(was.dictionary.stackTable)
  })

  it('keep words that everybody has, and change others', () => {
    const { stringTable } = is.dictionary
    expect(stringTable[0]).toBe('')
    for (const i of [1, 2, 5, 6, 7, 8, 9]) expect(stringTable[i]).toBe(STRINGS[i])
    expect(stringTable[3]).not.toBe('')
    expect(stringTable[4]).toMatch(/\.go$/)
  })

  it('treat values by their keys', () => {
    const [, person, address, method] = is.dictionary.attributeTable
    expect(person).toEqual({})
    expect(JSON.stringify(address)).toMatch(/"\d+\.\d+\.\d+\.\d+"/)
    expect(method.value).toEqual({ stringValue: 'GET' })
    expect(method.unitStrindex).toBe(9)
  })

  it('lose addresses, and move times', () => {
    expect(is.dictionary.mappingTable[1]).toEqual({ filenameStrindex: 4 })
    expect(is.dictionary.locationTable[1]).toEqual({
      mappingIndex: 1,
      lines: [{ functionIndex: 1, line: '17' }],
    })
    const [stamped] = profileOf(is).samples as { timestampsUnixNano: string[] }[]
    const moved = BigInt(String(profileOf(is).timeUnixNano))
    expect(moved).not.toBe(TIME)
    expect(stamped.timestampsUnixNano.map(BigInt)).toEqual([moved, moved + 5n])
  })

  it('link to the spans of traces', () => {
    const span = [...len(1, hex(TRACE)), ...len(2, hex(SPAN)), ...fixed64(7, TIME)]
    const traces = toOtlpJson('Traces', drive(len(1, len(2, len(2, span)))).bytes)
    const ids = JSON.stringify(is.dictionary.linkTable[1])
    expect(JSON.stringify(traces)).toContain(ids.slice(1, -1))
  })

  it('are the same in every framing, and in JSON', () => {
    const delimited = len(1, input).slice(1)
    const other = drive(delimited, { format: 'otlp-proto-delimited', cuts: [7, 300] })
    expect(other.bytes.subarray(other.bytes.length - out.bytes.length)).toEqual(out.bytes)
    const json = drive(Buffer.from(JSON.stringify(was)))
    expect(json.records).toEqual(out.records)
    expect(json.suppressed).toEqual(out.suppressed)
    expect(JSON.parse(json.bytes.toString())).toEqual(is)
  })

  it.each([
    ['a time where this layout has a duration', request(vint(4, TIME))],
    ['a text where this layout has numbers', request([...len(12, 'zqxalice')])],
    ['a field of another wire type', request(vint(3, 5))],
    ['a number of no entry', request(vint(11, 4_915_112_345_678))],
    ['a number of no entry, in a list', request(len(11, vint(1, 4_915_112_345_678).slice(1)))],
  ])('of another layout do not leave: %s', (_, bytes) => {
    const other = drive(len(1, bytes).slice(1), { format: 'otlp-proto-delimited' })
    expect(other.records).toEqual({ in: 1, out: 0, dropped: { 'other-layout': 1 } })
    expect(other.bytes.length).toBe(0)
  })

  it.each([
    ['attributes with their keys in text', request([], len(6, len(1, 'zqxalice')))],
    ['two dictionaries', [...request(), ...len(2, dictionary)]],
  ])('are refused with %s', (_, bytes) => {
    const other = drive(len(1, bytes).slice(1), { format: 'otlp-proto-delimited' })
    expect(other.records.dropped).toEqual({ 'other-layout': 1 })
  })

  it('obey rules that name their places', () => {
    const fields = {
      'profile.address': { transform: 'keep', args: {} },
      'profile.string': { transform: 'suppress', args: {} },
    }
    const named = drive(input, { format: 'otlp-proto', fields })
    const { dictionary: d } = toOtlpJson('Profiles', named.bytes) as Profiled
    expect(d.mappingTable).toEqual(was.dictionary.mappingTable)
    expect(new Set(d.stringTable)).toEqual(new Set(['']))
    expect(d.stringTable.length).toBe(STRINGS.length)
  })
})
