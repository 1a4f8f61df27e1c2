/**
 * Flow records of every format that hold a mark in each of their columns and elements: what an
 * auditor plants before rewriting. Names and numbers come from the tables.
 */
import { headings } from '../correlate/csv-columns.js'
import { elements } from '../correlate/ipfix-elements.js'

/** Columns that are in no table. */
const UNKNOWN = ['note', 'x', 'shopCustomer']
/** Elements that are in no list. */
const UNKNOWN_ELEMENTS = [32_000, 32_767]
const ENTERPRISE = 0x8000
/** Numbers below a maker's: the first makes them those of the other direction (RFC 5103). */
const OWN = [1, 371]
const REVERSE_MAKER = 29_305
const OTHER_MAKER = 12_325
const TIME = 0x65500000
const TEMPLATE = 256
const VARIABLE = 0xffff
/** Records that sFlow samples may have: all that are described, and some that are not. */
const SFLOW_RECORDS = [1, 2, 3, 4, ...Array.from({ length: 40 }, (_, i) => 1001 + i), 2100, 4711]

const u16 = (...list: number[]): Buffer => Buffer.from(list.flatMap((v) => [v >>> 8, v & 255]))
const u32 = (...list: number[]): Buffer => {
  const b = Buffer.alloc(list.length * 4)
  list.forEach((v, i) => b.writeUInt32BE(v >>> 0, i * 4))
  return b
}

/** A set of messages: its number, its length, what is in it. */
function set(id: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([u16(id, body.length + 4), body])
}

const known = (): number[] => [...elements.map((e) => e.number), ...UNKNOWN_ELEMENTS]

/** Version 9: each element as long as the mark. */
function netflow9(mark: Buffer): Buffer {
  const ids = known()
  const template = u16(TEMPLATE, ids.length, ...ids.flatMap((id) => [id, mark.length]))
  const sets = [set(0, template), set(TEMPLATE, ...ids.map(() => mark))]
  return Buffer.concat([u16(9, 2), u32(0x989680, TIME, 7, 100), ...sets])
}

/** IPFIX: each element of variable length, those of makers too. */
function ipfix(mark: Buffer): Buffer {
  const ids = known()
  const own = [REVERSE_MAKER, OTHER_MAKER].flatMap((maker) =>
    OWN.map((id) => Buffer.concat([u16(id | ENTERPRISE, VARIABLE), u32(maker)])),
  )
  const head = u16(TEMPLATE, ids.length + own.length, ...ids.flatMap((id) => [id, VARIABLE]))
  const value = Buffer.concat([Buffer.of(255), u16(mark.length), mark])
  const values = [...ids, ...own].map(() => value)
  const body = Buffer.concat([set(2, head, ...own), set(TEMPLATE, ...values)])
  return Buffer.concat([u16(10, body.length + 16), u32(TIME, 7, 42), body])
}

/** A sample with every sort of record, each of them the mark and nothing else. */
function sflow(mark: Buffer): Buffer {
  const text = Buffer.concat([mark, Buffer.alloc(-mark.length & 3)])
  const records = (types: readonly number[]): Buffer =>
    Buffer.concat(types.flatMap((type) => [u32(type, text.length), text]))
  // A packet is known by four numbers before its bytes: Ethernet, lengths.
  const raw = Buffer.concat([u32(1, text.length + 16, 1, 1500, 0, text.length), text])
  const ends = [192, 0, 2, 1, 198, 51, 100, 2]
  const plain = Buffer.concat([u32(3, 32, 60, 6), Buffer.from(ends), u32(1234, 80, 2, 0)])
  const flow = [raw, plain, records(SFLOW_RECORDS)]
  const counters = records(SFLOW_RECORDS)
  const sample = (type: number, ...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts)
    return Buffer.concat([u32(type, body.length), body])
  }
  const head = u32(1, 7, 512, 1024, 0, 1, 2, SFLOW_RECORDS.length + 2)
  return Buffer.concat([
    u32(5, 1, 0xc0000201, 0, 9, 1000, 2),
    sample(1, head, ...flow),
    sample(2, u32(1, 7, SFLOW_RECORDS.length), counters),
  ])
}

/** Tables: the mark is a heading, and stands in every column. */
function table(mark: string, delimiter: string): Buffer {
  const word = mark.replace(/[^\w.@:/-]+/g, '_')
  const names = [...headings, ...UNKNOWN, word]
  const cell = delimiter === ' ' ? word : `"${mark.replaceAll('"', '""')}"`
  const row = (ends: string): string =>
    names.map((n) => (/^(?:srcaddr|dstaddr)$/.test(n) && ends !== '' ? ends : cell)).join(delimiter)
  return Buffer.from(`${names.join(delimiter)}\n${row('')}\n${row('192.0.2.1')}\n`, 'latin1')
}

/** Flow logs without a first line, of which the columns are known by their places. */
function vpc(mark: string): Buffer {
  const word = mark.replace(/\s+/g, '_')
  const ends = `${word} ${word} ${word} ${word} ${word} ${word} ${word} ${word} ${word}`
  const lines = [
    `2 123456789012 eni-0a1b2c3d ${ends} ${word} ${word}`,
    `2 ${word} ${word} 192.0.2.1 198.51.100.2 1 2 6 1 60 ${TIME} ${TIME} ${word} ${word}`,
  ]
  return Buffer.from(`${lines.join('\n')}\n`, 'latin1')
}

/** Lines for people, with the mark in each column, and behind the flow as its label. */
function nfdump(mark: string): Buffer {
  const word = mark.replace(/\s+/g, '_')
  const head = 'Date first seen  Duration  Proto  Src IP Addr:Port  Dst IP Addr:Port  Flags  Label'
  const ends = '192.0.2.1:53 -> 198.51.100.2:40000'
  const lines = [
    `2024-05-25 13:20:08.123 0.028 UDP ${ends} ...... ${mark}`,
    `${word} ${word} ${word} ${word}:53 -> ${word}:40000 ${word} ${word}`,
    `${word} ${word} ${word} ${ends} ${word} ${word}`,
    `2024-05-25 ${word} ${word} ${word} 192.0.2.1:${word} -> 198.51.100.2:53 ${word} ${word}`,
  ]
  return Buffer.from(`${[head, ...lines].join('\n')}\n`, 'latin1')
}

/** Flows of UGR'16, the columns of which are known by their places. */
function ugr16(mark: string): Buffer {
  const word = mark.replace(/[\s,]+/g, '_')
  const first =
    '2016-03-18 10:47:50,0.000,192.0.2.1,198.51.100.2,53,40000,UDP,.A....,0,0,1,77,blacklist'
  const cells = Array.from({ length: 13 }, (_, i) => (i === 2 || i === 3 ? '192.0.2.1' : word))
  const rows = [first, Array.from({ length: 13 }, () => word).join(','), cells.join(',')]
  return Buffer.from(`${rows.join('\n')}\n`, 'latin1')
}

/** An input of each format. */
export function flowCarriers(mark: Uint8Array) {
  const bytes = Buffer.from(mark)
  const text = bytes.toString('latin1')
  return [
    { format: 'netflow', bytes: netflow9(bytes) },
    { format: 'ipfix', bytes: ipfix(bytes) },
    { format: 'sflow', bytes: sflow(bytes) },
    { format: 'binetflow-csv', bytes: table(text, ',') },
    { format: 'nfdump-csv', bytes: table(text, '\t') },
    { format: 'nfdump-text', bytes: nfdump(text) },
    { format: 'ugr16-csv', bytes: ugr16(text) },
    { format: 'flow-csv', bytes: table(text, ';') },
    { format: 'vpc-flow-log', bytes: Buffer.concat([vpc(text), table(text, ' ')]) },
  ]
}
