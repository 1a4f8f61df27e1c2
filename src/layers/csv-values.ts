/** What becomes of one value of a flow table in text. */
import { createOutput } from '../bytes/output.js'
import type { CsvColumn } from '../correlate/csv-columns.js'
import { type Moment, moveTime } from '../policy/value-times.js'
import { vocabulary } from '../text/vocabulary.js'
import type { Values } from '../wire/values.js'

const out = createOutput(1024)
const TEXT_MAX = 1024
const bytes = Buffer.alloc(TEXT_MAX)
const view = new Uint8Array(4)

/** A value that says that there is none. */
const NONE = new Set(['', '-', '0', '0.0.0.0', '::', '*', '?'])

function words(values: Values, rule: number, text: string): string | undefined {
  if (text.length > TEXT_MAX) return undefined
  const n = bytes.write(text, 0, 'latin1')
  out.n = 0
  if (!values.text(rule, bytes, 0, n, out)) return undefined
  return Buffer.from(out.bytes.buffer, 0, out.n).toString('latin1')
}

/** States of Argus, and what it and AWS write besides, that are no words of the vocabulary. */
const CODES = new Set(
  `con nrs nns mhr urp urh urf urn urhpro urfil ura eco ecr mas masr maskrpl red rtd rta rtr rts tim
  tst tsr ntp srs par paq irq irr iar unk who whr wrq wrp src txd acc clo rst fin sta nodata
  skipdata unas rtcp ipv ipx man rarp udt dstopts frag hopopts eigrp sctp esp ah gre pim ospf igmp
  vrrp lacp stp ipip rsvp egp sshscan udpscan nerisbotnet`.split(/\s+/),
)
/** TCP flags, of each end. */
const FLAGS = /^[FSRPAUECWX]{1,8}$/

/** More digits, or more numbers in a row, are an address, a time, or somebody's number. */
const DIGITS_MAX = 5
const NUMBERS = /\d[^A-Za-z\d]+\d+[^A-Za-z\d]+\d/
/** The number of an autonomous system, which says whose it is. */
const SYSTEM = /(?<![a-z])asn?[^a-z\d]?\d/i

/**
 * Whether a value of an enumeration is one that everybody has: its words are in the vocabulary, or
 * codes of flows. A column may hold what its heading does not say: the state of a flow, or of a
 * person.
 */
function isListed(text: string): boolean {
  if (text.replace(/\D/g, '').length > DIGITS_MAX) return false
  if (NUMBERS.test(text) || SYSTEM.test(text)) return false
  return text.split(/[^A-Za-z]+/).every((word) => {
    if (word.length < 2 || FLAGS.test(word) || CODES.has(word.toLowerCase())) return true
    return vocabulary.has(Buffer.from(word), 0, word.length)
  })
}

/** An IPv4 address written as one number, as tables for learning have it. */
function addressNumber(values: Values, rule: number, text: string): string | undefined {
  const v = Number(text)
  if (v > 0xffffffff) return undefined
  new DataView(view.buffer).setUint32(0, v)
  if (!values.bytes(rule, view, 0, 4)) return undefined
  return String(new DataView(view.buffer).getUint32(0))
}

/** Whole numbers and decimals, hexadecimal ones (Argus), and powers of ten. */
const NUMBER = /^(?:\d{1,15}(?:\.\d{1,15})?|0x[0-9a-f]{1,8}|\d(?:\.\d+)?e[+-]?\d{1,2})$/i

function number(values: Values, rule: number, text: string): string | undefined {
  if (!NUMBER.test(text)) return undefined
  const was = Number(text)
  const now = values.number(rule, was)
  if (Number.isNaN(now)) return undefined
  return now === was ? text : String(now)
}

const DATE = /^(\d{4})([-/])(\d\d)[-/](\d\d)([ T])(\d\d:\d\d:\d\d)(?:(\.)(\d{1,9}))?(Z?)$/
const COUNT = /^(\d{10}|\d{13}|\d{16}|\d{19})(?:\.(\d{1,9}))?$/

/** Days and clocks that were read or written last: lines of a table follow one another in time. */
let lastDate = ''
let lastAt = Number.NaN
let lastSeconds = Number.NaN
let lastIso = ''

function secondsAt(date: string): number {
  if (date !== lastDate) {
    lastAt = Date.parse(date) / 1000
    lastDate = date
  }
  return lastAt
}

function isoOf(seconds: number): string {
  if (seconds !== lastSeconds) {
    lastIso = new Date(seconds * 1000).toISOString()
    lastSeconds = seconds
  }
  return lastIso
}

let lastText = ''
let lastMoment: Readonly<Moment> | undefined

/** Reads a time in one of the forms that tables have; undefined when it is none. */
export function readMoment(text: string): Readonly<Moment> | undefined {
  // A line is asked for its time once for its keys and once for the column.
  if (text !== lastText) {
    lastMoment = momentOf(text)
    lastText = text
  }
  return lastMoment
}

function momentOf(text: string): Moment | undefined {
  const d = DATE.exec(text)
  if (d !== null) {
    const at = secondsAt(`${d[1]}-${d[3]}-${d[4]}T${d[6]}Z`)
    const nanos = Number((d[8] ?? '').padEnd(9, '0'))
    return Number.isNaN(at) ? undefined : { seconds: at, nanos }
  }
  const c = COUNT.exec(text)
  if (c === null) return undefined
  const seconds = Number(c[1].slice(0, 10))
  const digits = c[1].slice(10) + (c[2] ?? '')
  return { seconds, nanos: Number(digits.slice(0, 9).padEnd(9, '0')) }
}

/** Writes a moment in the form and the precision of a text that was read. */
function writeMoment(m: Moment, text: string): string {
  const nanos = String(m.nanos).padStart(9, '0')
  const d = DATE.exec(text)
  if (d !== null) {
    const iso = isoOf(m.seconds)
    const date = iso.slice(0, 10).replaceAll('-', d[2])
    const fraction = d[8] === undefined ? '' : `.${nanos.slice(0, d[8].length)}`
    return `${date}${d[5]}${iso.slice(11, 19)}${fraction}${d[9]}`
  }
  const [whole, fraction] = text.split('.')
  const digits = String(m.seconds).padStart(10, '0') + nanos
  const moved = digits.slice(0, whole.length)
  if (fraction === undefined) return moved
  const finer = digits.slice(whole.length).padEnd(fraction.length, '0')
  return `${moved}.${finer.slice(0, fraction.length)}`
}

/** Whether a time counts from the beginning of a capture, or says that there is none. */
export function isRelative(m: Readonly<Moment>): boolean {
  return m.seconds < 365 * 86_400
}

/**
 * Times of 1970 count from the beginning of a capture, or say that there is none: moved they would
 * say how far times are moved.
 */
function time(values: Values, text: string): string | undefined {
  const read = readMoment(text)
  if (read === undefined || values.time.zero) return undefined
  const m = { seconds: read.seconds, nanos: read.nanos }
  moveTime(m, isRelative(read) ? { ...values.time, seconds: 0, nanos: 0 } : values.time)
  return m.seconds < 0 ? undefined : writeMoment(m, text)
}

/** What a value of a column becomes; undefined when it does not leave. Spaces around it stay. */
export function csvValue(
  values: Values,
  rule: number,
  column: CsvColumn,
  value: string,
): string | undefined {
  const text = value.trim()
  if (NONE.has(text)) return value
  let now: string | undefined
  switch (column.form) {
    case 'address':
      now = /^\d{2,10}$/.test(text) ? addressNumber(values, rule, text) : words(values, rule, text)
      break
    case 'time':
      now = time(values, text)
      break
    case 'number':
    case 'port':
      now = number(values, rule, text)
      break
    default:
      now = words(values, rule, text)
      if (column.kind === 'enum' && now === text && !isListed(text)) return undefined
  }
  if (now === undefined || text.length === value.length) return now
  const at = value.indexOf(text)
  return value.slice(0, at) + now + value.slice(at + text.length)
}
