/**
 * Records in JSON. Names that are known say what their values are; other values are told by their
 * form and then word by word, and other names leave word by word too. What does not leave is left
 * out, with its name.
 */

import { unitOf } from '../bytes/nanoseconds.js'
import type { Output } from '../bytes/output.js'
import { appendString } from '../bytes/output.js'
import { readMoment } from '../labels/moments.js'
import { plainName } from '../text/log-keys.js'
import type { Kind } from '../wire/fields.js'
import { lostBelow, type TimeShift } from '../wire/values.js'
import { isClock, isCodeNumber, moveSeconds, moveWritten, unknownNumber } from './log-numbers.js'
import type { LogField, LogReader, LogValues, ReaderContext } from './log-reader.js'
import { suppressed } from './log-room.js'
import type { LogRow } from './log-table.js'
import { rewritten } from './log-values.js'
import { digitsOf, parseWritten, stringifyWritten, written } from './log-written.js'
import { isZeekCode } from './zeek-codes.js'

const DEPTH_MAX = 64
const NAMES_MAX = 1 << 14
/** Identifiers are numbers of 48 bits at most. */
const LINK_MAX = 2 ** 48

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** What rewriting gives where nothing leaves. */
const GONE = Symbol('gone')
type Left = Json | typeof GONE

const OWN = { configurable: true, enumerable: true, writable: true }

interface State {
  readonly counts: ReaderContext['counts']
  /** what names became, by their field */
  readonly names: WeakMap<LogField, Map<string, string>>
  /** when the record was made, or one before it; NaN as long as none said */
  seconds: number
}

function nameOf(s: State, l: LogValues, name: string, field: LogField): string {
  let known = s.names.get(field)
  if (known === undefined) {
    known = new Map()
    s.names.set(field, known)
  }
  let own = known.get(name)
  if (own === undefined) {
    const plain = /^[\w.@ -]{1,40}$/.test(name) && !/\d{4}/.test(name)
    own = field.kind !== undefined && plain ? name : (rewritten(l, undefined, name) ?? '[w]')
    if (known.size < NAMES_MAX) known.set(name, own)
  }
  return own
}

/** Kinds whose numbers are changed as numbers. */
const NUMBERED: ReadonlySet<Kind> = new Set(['size', 'port', 'vlan', 'enum', 'link'])

/** Dates and clocks in numbers, sizes, ports, identifiers: by kind; others by how long they are. */
function numberOf(s: State, l: LogValues, field: LogField, name: string, n: number): Left {
  const { kind, rule } = field
  if (kind === 'time') return moveSeconds(l.values.time, n) ?? GONE
  if (kind === 'enum' && l.values.fate(rule) === 'change' && !isCodeNumber(name, n)) {
    return unknownNumber(l.values, l.values.rule('log.other', 'link'), n) ?? GONE
  }
  if (kind === 'size' && l.values.fate(rule) === 'change' && isClock(n, s.seconds)) return GONE
  if (kind !== undefined && NUMBERED.has(kind)) {
    if (kind === 'size' && !Number.isInteger(n)) {
      return l.values.fate(rule) === 'suppress' ? GONE : Math.round(n * 1e6) / 1e6
    }
    const own = l.values.number(rule, n)
    const moved = kind === 'link' && Number.isNaN(own) ? l.values.number(rule, n % LINK_MAX) : own
    return Number.isNaN(moved) ? GONE : moved
  }
  if (kind !== undefined) return GONE
  return unknownNumber(l.values, rule, n) ?? GONE
}

const eight = new Uint8Array(8)
const view = new DataView(eight.buffer)

/** An identifier of 64 bits by all of them: of two that differ in one bit none is the other's. */
function identifierLeft(l: LogValues, rule: number, n: bigint): Left {
  view.setBigUint64(0, BigInt.asUintN(64, n))
  if (!l.values.bytes(rule, eight, 0, 8)) return GONE
  const left = n < 0n ? view.getBigInt64(0) : view.getBigUint64(0)
  const short = Number(left)
  return Number.isSafeInteger(short) ? short : written(String(left))
}

/** The same for digits that a double does not hold: what is kept leaves as it was written. */
function digitsLeft(s: State, l: LogValues, field: LogField, name: string, digits: string): Left {
  if (field.kind === undefined || field.kind === 'time') {
    const moved = moveWritten(l.values.time, digits)
    if (moved !== undefined) return written(moved)
  }
  const n = Number(digits)
  if (digits.includes('.')) return numberOf(s, l, field, name, n)
  const isLong = field.kind === 'link' && l.values.fate(field.rule) === 'change'
  if (isLong && Number.isNaN(l.values.number(field.rule, n))) {
    return identifierLeft(l, field.rule, BigInt(digits))
  }
  const left = numberOf(s, l, field, name, n)
  return left === n ? written(digits) : left
}

const isNumber = (v: Json): boolean =>
  typeof v === 'number' ||
  digitsOf(v) !== undefined ||
  (typeof v === 'string' && /^\s*-?[\d.]+\s*$/.test(v))

/**
 * A list as it leaves. Numbers in a row are one number, as in text: in a field that nobody knows
 * `[192, 0, 2, 77]` is somebody's address, and so it is under the name of a code.
 */
function listOf(
  s: State,
  l: LogValues,
  list: Json[],
  name: string,
  parent: string,
  depth: number,
): Json {
  const { kind, rule } = l.field(name, parent)
  const isOpen = kind === undefined || (kind === 'enum' && l.values.fate(rule) !== 'keep')
  const isRow = isOpen && list.filter(isNumber).length > 1
  return list.map((item): Json => {
    if (isRow && isNumber(item)) {
      suppressed(s.counts, 'unknown')
      return null
    }
    const own = valueOf(s, l, item, name, parent, depth)
    return own === GONE ? null : own
  })
}

function valueOf(
  s: State,
  l: LogValues,
  v: Json,
  name: string,
  parent: string,
  depth: number,
): Left {
  if (v === null || typeof v === 'boolean') return v
  const field = l.field(name, parent)
  let left: Left = GONE
  if (typeof v === 'string') left = stringLeft(s, l, field, name, v)
  else if (typeof v === 'number') left = numberOf(s, l, field, name, v)
  else if (depth < DEPTH_MAX && field.kind !== 'secret' && field.kind !== 'content') {
    if (!Array.isArray(v)) return objectOf(s, l, v, name, depth + 1)
    return listOf(s, l, v, name, parent, depth + 1)
  }
  if (left === GONE) suppressed(s.counts, field.kind ?? 'unknown')
  return left
}

function stringLeft(s: State, l: LogValues, field: LogField, name: string, v: string): Left {
  const digits = digitsOf(v)
  if (digits !== undefined) return digitsLeft(s, l, field, name, digits)
  if (isZeekCode(name, v) && l.values.fate(field.rule) !== 'suppress') return v
  return rewritten(l, field, v) ?? GONE
}

function objectOf(
  s: State,
  l: LogValues,
  o: { [name: string]: Json },
  parent: string,
  depth: number,
): Json {
  const out: { [name: string]: Json } = {}
  let alike = 1
  for (const name of Object.keys(o)) {
    const left = valueOf(s, l, o[name], name, parent, depth)
    if (left === GONE) continue
    const word = nameOf(s, l, name, l.field(name, parent))
    let own = word
    // Names that are hidden become alike: each keeps its value.
    while (Object.hasOwn(out, own)) own = `${word} ${++alike}`
    if (own !== '__proto__') out[own] = left
    else Object.defineProperty(out, own, { ...OWN, value: left })
  }
  return out
}

/** Names under which records have what a row has; the first that is there. */
const ROW: Readonly<Record<string, readonly string[]>> = {
  time: [
    'timestamp',
    'time',
    'ts',
    'eventtime',
    'requestreceivedtimestamp',
    'utctime',
    'datetime',
    'realtimetimestamp',
    'date',
    'start',
  ],
  severity: ['severity', 'level', 'loglevel', 'priority'],
  host: ['hostname', 'host', 'computer', 'node', 'system'],
  service: [
    'service',
    'servicename',
    'logger',
    'app',
    'sourcename',
    'eventsource',
    'syslogidentifier',
  ],
  traceId: ['traceid'],
  spanId: ['spanid'],
  body: ['message', 'msg', 'body', 'log', 'eventname', 'eventtype'],
}

/** Nanoseconds since 1970 of a time as JSON has it. */
function nanosOf(v: Json): bigint | undefined {
  if (typeof v !== 'number' && typeof v !== 'string') return undefined
  const at = readMoment(digitsOf(v) ?? v)
  if (at !== undefined || typeof v === 'number') return at
  const ms = Date.parse(v)
  return Number.isNaN(ms) ? undefined : BigInt(ms) * 1_000_000n
}

/** When a row says that it happened: to the nanosecond, which its own form may have no room for. */
function rowTime(v: Json, shift: TimeShift): bigint | undefined {
  const at = nanosOf(v)
  // A number with a point has no digits of its own; it is written to the microsecond.
  if (at === undefined || (typeof v === 'number' && !Number.isInteger(v))) return at
  return at + BigInt(lostBelow(unitOf(digitsOf(v) ?? String(v)), shift))
}

function fillRow(row: LogRow, o: { [name: string]: Json }, shift: TimeShift): void {
  const attributes: Record<string, unknown> = {}
  const byName = new Map(
    Object.entries(o).map(([name, v]) => [plainName(name), [name, v]] as const),
  )
  const taken = new Set<string>()
  const cells = row as unknown as Record<string, unknown>
  for (const [cell, names] of Object.entries(ROW)) {
    for (const n of names) {
      const entry = byName.get(n)
      if (entry === undefined || (typeof entry[1] === 'object' && cell !== 'time')) continue
      const v =
        cell === 'time' ? rowTime(entry[1], shift) : (digitsOf(entry[1]) ?? String(entry[1]))
      if (v === undefined) continue
      cells[cell] = v
      taken.add(entry[0])
      break
    }
  }
  for (const [name, v] of Object.entries(o)) if (!taken.has(name)) attributes[name] = v
  row.attributes = attributes
}

const timeNames = new Map<string, boolean>()

/** Whether records say when by this name; asked once for each. */
function isTimeName(name: string): boolean {
  let known = timeNames.get(name)
  if (known === undefined) {
    known = ROW.time.includes(plainName(name))
    if (timeNames.size < NAMES_MAX) timeNames.set(name, known)
  }
  return known
}

/** Seconds since 1970 of a record, by its fields. */
function secondsOf(o: { [name: string]: Json }): number | undefined {
  for (const name of Object.keys(o)) {
    if (!isTimeName(name)) continue
    const nanos = nanosOf(o[name])
    if (nanos !== undefined) return Number(nanos / 1_000_000_000n)
  }
  return undefined
}

function parse(text: string): Json | undefined {
  try {
    return parseWritten(text) as Json
  } catch {
    return undefined
  }
}

/** Reads records that are objects in JSON. */
export function createJsonReader(context: ReaderContext): LogReader {
  const s: State = { counts: context.counts, names: new WeakMap(), seconds: Number.NaN }
  return {
    record(b, at, end, out: Output, row) {
      const text = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString()
      const v = parse(text)
      if (v === null || typeof v !== 'object' || Array.isArray(v)) return 'malformed'
      const seconds = secondsOf(v)
      if (seconds !== undefined) s.seconds = seconds
      const l = context.valuesAt(seconds)
      const left = objectOf(s, l, v, '', 0) as { [name: string]: Json }
      if (row !== undefined) fillRow(row, left, l.values.time)
      appendString(out, stringifyWritten(left))
      return ''
    },
  }
}
