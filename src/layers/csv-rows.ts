/** Makes rows of the table of flows from rewritten lines of flow tables in text. */

import { epochNanos, unitOf } from '../bytes/nanoseconds.js'
import type { CsvColumn } from '../correlate/csv-columns.js'
import { lostBelow, type TimeShift } from '../wire/values.js'
import { isRelative, readMoment } from './csv-values.js'
import { columnsOf, flowsTable } from './flow-tables.js'
import type { Cell } from './table.js'

const F = columnsOf(flowsTable)
/** Names of protocols as Argus and nfdump write them (IANA protocol numbers). */
const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  'ipv6-icmp': 58,
  ospf: 89,
  pim: 103,
  ipip: 4,
  ipv6: 41,
  sctp: 132,
}
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*::?[0-9a-f:.]*)$/i

/** What a line gives, by what its columns give. */
type Given = ReadonlyMap<string, string>

const whole = (text: string | undefined): bigint | undefined =>
  text !== undefined && /^\d{1,18}$/.test(text) ? BigInt(text) : undefined

function setAddress(cells: Cell[], v4: number, v6: number, text: string | undefined): boolean {
  if (text === undefined) return false
  if (/^\d{2,10}$/.test(text)) {
    const n = Number(text)
    cells[v4] = [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.')
    return true
  }
  // Six pairs are a MAC, of frames without IP.
  if (!ADDRESS.test(text) || /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text)) return false
  cells[text.includes(':') ? v6 : v4] = text
  return true
}

function port(text: string | undefined): number | null {
  const n = text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isInteger(n) && n >= 0 && n < 65536 ? n : null
}

function setTimes(cells: Cell[], given: Given, shift: TimeShift): void {
  const nanosOf = (text = ''): bigint | undefined => {
    const m = readMoment(text)
    if (m === undefined) return undefined
    // What counts from the beginning of a capture has not been moved.
    const lost = isRelative(m) ? 0 : lostBelow(unitOf(text), shift)
    return epochNanos(m.seconds, m.nanos + lost)
  }
  let start = nanosOf(given.get('start'))
  const duration = Number(given.get('duration') ?? Number.NaN)
  let end = nanosOf(given.get('end'))
  if (end === undefined && start !== undefined && duration >= 0) {
    end = start + BigInt(Math.round(duration * 1e9))
  }
  // UGR'16 says when flows ended, and how long they took.
  if (start === undefined && end !== undefined && duration >= 0) {
    start = end - BigInt(Math.round(duration * 1e9))
  }
  cells[F.flowStartNanoseconds] = start ?? null
  cells[F.flowEndNanoseconds] = end ?? null
}

/** Argus counts both directions together and those of the source; others count each. */
function setCounts(cells: Cell[], given: Given): void {
  const pairs = [
    ['Packets', F.packetDeltaCount, F.reversePacketDeltaCount],
    ['Bytes', F.octetDeltaCount, F.reverseOctetDeltaCount],
  ] as const
  for (const [what, there, back] of pairs) {
    const one = whole(given.get(what.toLowerCase())) ?? whole(given.get(`source${what}`))
    const total = whole(given.get(`total${what}`))
    const other = whole(given.get(`destination${what}`))
    cells[there] = one ?? null
    const rest = total !== undefined && one !== undefined ? total - one : undefined
    cells[back] = other ?? (rest !== undefined && rest >= 0n ? rest : null)
  }
}

const DIRECT = new Set([
  'sourceAddress',
  'destinationAddress',
  'sourcePort',
  'destinationPort',
  'protocol',
  'start',
  'end',
  'packets',
  'bytes',
  'sourcePackets',
  'sourceBytes',
  'destinationPackets',
  'destinationBytes',
])

/** Fills a row; false when there are no two addresses in the line. */
export function fillCsvRow(
  cells: Cell[],
  columns: readonly (CsvColumn | undefined)[],
  values: readonly string[],
  shift: TimeShift,
): boolean {
  const given = new Map<string, string>()
  const other: Record<string, string> = {}
  for (const [i, column] of columns.entries()) {
    const text = values[i].trim()
    if (column === undefined || text === '' || text === '-') continue
    if (!given.has(column.gives)) given.set(column.gives, text)
    if (!DIRECT.has(column.gives)) other[column.gives] = text
  }
  cells.fill(null)
  const source = given.get('sourceAddress')
  const destination = given.get('destinationAddress')
  if (!setAddress(cells, F.sourceIPv4Address, F.sourceIPv6Address, source)) return false
  const [v4, v6] = [F.destinationIPv4Address, F.destinationIPv6Address]
  if (!setAddress(cells, v4, v6, destination)) return false
  cells[F.sourceTransportPort] = port(given.get('sourcePort'))
  cells[F.destinationTransportPort] = port(given.get('destinationPort'))
  const protocol = given.get('protocol')?.toLowerCase() ?? ''
  const number = PROTOCOLS[protocol] ?? (/^\d{1,3}$/.test(protocol) ? Number(protocol) : null)
  cells[F.protocolIdentifier] = number
  if (number === null && protocol !== '') other.protocol = protocol
  setTimes(cells, given, shift)
  setCounts(cells, given)
  if (Object.keys(other).length > 0) cells[F.other] = JSON.stringify(other)
  return true
}
