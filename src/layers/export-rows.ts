/** Makes rows of the table of flows from rewritten records of exporters. */
import { appendHex } from '../bytes/digits.js'
import { createOutput } from '../bytes/output.js'
import type { Element } from '../correlate/ipfix-elements.js'
import type { Moment } from '../policy/value-times.js'
import { addressText } from '../text/address-text.js'
import type { TimeShift } from '../wire/values.js'
import { readNumber } from './export-numbers.js'
import type { Sender } from './export-sender.js'
import type { TemplateField } from './export-templates.js'
import { timeCell } from './export-values.js'
import { columnsOf, flowsTable } from './flow-tables.js'
import type { Cell } from './table.js'

const F = columnsOf(flowsTable)
/** Elements that fill a column of another name. */
const COLUMNS: Readonly<Record<string, string>> = {
  octetTotalCount: 'octetDeltaCount',
  packetTotalCount: 'packetDeltaCount',
  layer2OctetTotalCount: 'layer2OctetDeltaCount',
  udpSourcePort: 'sourceTransportPort',
  tcpSourcePort: 'sourceTransportPort',
  udpDestinationPort: 'destinationTransportPort',
  tcpDestinationPort: 'destinationTransportPort',
  samplingPacketInterval: 'samplingInterval',
  dot1qVlanId: 'vlanId',
}
const REVERSE: Readonly<Record<string, string>> = {
  packetDeltaCount: 'reversePacketDeltaCount',
  octetDeltaCount: 'reverseOctetDeltaCount',
  layer2OctetDeltaCount: 'reverseLayer2OctetDeltaCount',
  tcpControlBits: 'reverseTcpControlBits',
}
/** Types of columns that hold numbers beyond 32 bits. */
const WIDE = new Set(flowsTable.columns.filter((c) => c.type === 'int64').map((c) => c.name))

const INT32_MAX = 0x7fffffff

function hex(b: Uint8Array, at: number, end: number, between: string): string {
  const out = createOutput(2 * (end - at))
  appendHex(out, b, at, end)
  const digits = Buffer.from(out.bytes.subarray(0, out.n)).toString('latin1')
  return between === '' ? digits : (digits.match(/../g) ?? []).join(between)
}

/** Whether a column has room for a value; one of a policy that keeps it may be longer. */
function fits(name: string, value: string | number): boolean {
  return typeof value === 'string' || value <= INT32_MAX || WIDE.has(name)
}

/** A rewritten value for people, or null where it did not leave or there is none. */
function otherCell(e: Element, b: Uint8Array, at: number, end: number): string | number | null {
  if (e.form === 'address') return addressText(b, at, end) || null
  if (e.form === 'mac') return hex(b, at, end, ':')
  if (e.form === 'number') {
    if (end - at > 8) return null
    const v = readNumber(b, at, end)
    return Number.isSafeInteger(v) ? v : `0x${hex(b, at, end, '')}`
  }
  if (e.form === 'id') {
    return end - at <= 4 ? readNumber(b, at, end) : hex(b, at, end, '')
  }
  if (e.form !== 'text') return null
  let stop = end
  while (stop > at && b[stop - 1] === 0) stop--
  return stop === at ? null : Buffer.from(b.subarray(at, stop)).toString('utf8')
}

function isTime(e: Element): boolean {
  return e.kind === 'time'
}

/** Times of any precision go to the columns of nanoseconds. */
function setTime(cells: Cell[], name: string, isReverse: boolean, value: bigint | null): void {
  if (name.startsWith('observationTime') && !isReverse) {
    // An event has one time: when it was seen.
    cells[F.flowStartNanoseconds] ??= value
    cells[F.flowEndNanoseconds] ??= value
    return
  }
  const isStart = name.startsWith('flowStart')
  if (!isStart && !name.startsWith('flowEnd')) return
  const end = isReverse ? F.reverseFlowEndNanoseconds : F.flowEndNanoseconds
  const start = isReverse ? F.reverseFlowStartNanoseconds : F.flowStartNanoseconds
  cells[isStart ? start : end] = value
}

/** Fills a row from the values of a record, by where they lie. */
export function fillRow(
  cells: Cell[],
  fields: readonly TemplateField[],
  places: readonly number[],
  b: Uint8Array,
  exported: Moment,
  shift: TimeShift,
  sender: Sender | undefined,
): void {
  const other: Record<string, string | number> = {}
  cells.fill(null)
  for (const [i, { element: e, isReverse }] of fields.entries()) {
    const at = places[2 * i]
    const end = places[2 * i + 1]
    if (e === undefined || at === end || e.form === 'list' || e.form === 'padding') continue
    if (isTime(e)) {
      setTime(cells, e.name, isReverse, timeCell(e, b, at, end, exported, shift))
      continue
    }
    const name = COLUMNS[e.name] ?? e.name
    const column = F[isReverse ? (REVERSE[name] ?? '') : name]
    const value = otherCell(e, b, at, end)
    if (value === null) continue
    const isTaken = column === undefined || cells[column] !== null || !fits(name, value)
    if (isTaken || e.name === 'flowId') {
      other[isReverse ? `reverse${e.name[0].toUpperCase()}${e.name.slice(1)}` : e.name] = value
    } else cells[column] = WIDE.has(name) ? BigInt(value) : value
  }
  if (sender !== undefined) other[sender[0]] ??= sender[1]
  if (Object.keys(other).length > 0) cells[F.other] = JSON.stringify(other)
}
