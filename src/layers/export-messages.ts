/**
 * Rewrites messages of flow exporters: NetFlow versions 5 and 9 and IPFIX. Sets and records keep
 * their form; what cannot be read is left out, and counts and lengths are made to fit.
 */
import { put16, put32, u16, u32 } from '../bytes/endian.js'
import { append, type Output } from '../bytes/output.js'
import { elementOf } from '../correlate/ipfix-elements.js'
import type { Moment } from '../policy/value-times.js'
import { givenLater, headOf, remember, type Series, seriesOf } from './export-earlier.js'
import { hideInTemplate } from './export-fields.js'
import { fillsSet } from './export-fits.js'
import { placeValues, type RecordContext, rewritePlaced } from './export-records.js'
import { fillRow } from './export-rows.js'
import { createSender } from './export-sender.js'
import {
  type ReadTemplate,
  readOptionsTemplate,
  readTemplate,
  type Template,
  VERSION_5,
} from './export-templates.js'
import { movedTime, rulesOf, UPTIME } from './export-values.js'
import { createWaitingSets, type WaitingSets } from './export-waiting.js'
import { flowsTable } from './flow-tables.js'
import type { LayerContext, LayerCounts } from './layer.js'
import type { Cell } from './table.js'

/** Templates and domains that are remembered. */
const KNOWN_MAX = 1 << 16
/** Fields of all templates that are remembered. */
const FIELDS_MAX = 1 << 20
const ZERO = new Uint8Array(4)
const DOMAIN = elementOf(149)?.index ?? 0

/** Rewrites messages and remembers what later ones need. */
export interface ExportReader {
  /** rewrites the message `[at, end)`; what leaves is appended to `out` */
  message(b: Uint8Array, at: number, end: number, out: Output): void
  /** counts what still waits as dropped */
  end(): void
}

interface State {
  readonly context: LayerContext
  readonly counts: LayerCounts
  readonly templates: Map<string, Template>
  readonly domains: Map<string, { readonly sequence: number; readonly number: number }>
  /** by domain: how this input goes on with those before */
  readonly series: Map<string, Series>
  readonly waiting: WaitingSets
  /** how many fields all templates have */
  fields: number
  /** templates that came with the message in hand, by what may wait for them */
  readonly fresh: string[]
  /** messages of templates that inputs before this one had, by what waits for them */
  readonly borrowed: Map<string, Uint8Array>
  readonly record: RecordContext
  readonly cells: Cell[]
  readonly sender: ReturnType<typeof createSender>
  /** of the message in hand */
  domain: string
  exported: Moment
  records: number
}

function drop(s: State, reason: string, n = 1): void {
  const { records } = s.counts
  records.in += n
  records.dropped[reason] = (records.dropped[reason] ?? 0) + n
}

/** Points the state at the keys and times of a message. */
function begin(s: State, domain: string, seconds: number, nanos: number, uptime: number): void {
  const values = s.context.valuesAt(seconds)
  s.domain = domain
  s.records = 0
  s.record.values = values
  s.record.rules = rulesOf(values)
  s.record.uptime = uptime
  s.record.beyond = 0
  s.exported = movedTime(values, seconds, nanos)
}

/** Notes how far an exporter is, where inputs that follow may need its templates. */
function follow(s: State, b: Uint8Array, at: number, end: number): void {
  const { earlier } = s.context
  const head = headOf(b, at, end)
  if (earlier === undefined || head === undefined) return
  let series = s.series.get(head.domain)
  if (series === undefined) {
    if (s.series.size >= KNOWN_MAX) return
    series = seriesOf(earlier, head)
    s.series.set(head.domain, series)
  }
  series.sequence = head.sequence
  series.seconds = head.seconds
}

/** Where headers have whole seconds only, the rest of the move goes to the times of flows. */
function wholeSeconds(s: State): void {
  s.record.beyond = Math.floor(s.exported.nanos / 1_000_000)
  s.exported.nanos %= 1_000_000
}

/** Rewrites records `[from, end)` that lie at the end of `out`; gives how many there are. */
function rewriteRecords(
  s: State,
  template: Template,
  out: Output,
  from: number,
  end: number,
): number {
  let at = from
  let n = 0
  let isCut = false
  const b = out.bytes
  while (at + template.least <= end) {
    const next = placeValues(s.record, template.fields, b, at, end)
    if (next < 0) {
      drop(s, 'cut')
      isCut = true
      break
    }
    rewritePlaced(s.record, template.fields, b, 0)
    if (s.context.row !== undefined && !template.isOptions) {
      const { time } = s.record.values
      const sender = s.sender(s.record.values)
      fillRow(s.cells, template.fields, s.record.places, b, s.exported, time, sender)
      s.context.row(flowsTable, s.cells)
    }
    n++
    at = next
  }
  // Too little for a record is padding.
  out.n = isCut ? at : end
  b.fill(0, at, end)
  s.counts.records.in += n
  s.counts.records.out += n
  s.records += n
  return n
}

/** Keeps a template for the inputs that follow. */
function carry(s: State, read: ReadTemplate, b: Uint8Array, at: number, from: number): void {
  const { earlier } = s.context
  const series = s.series.get(s.domain)
  if (earlier === undefined || series === undefined) return
  remember(earlier, series, read, b, at, from)
}

/** Remembers a template, or that it is gone; false when there is no room. */
function keep(s: State, key: string, template: Template | undefined): boolean {
  const isNew = !s.templates.has(key)
  s.fields -= s.templates.get(key)?.fields.length ?? 0
  s.templates.delete(key)
  if (template === undefined) return true
  const fields = s.fields + template.fields.length
  if (fields > FIELDS_MAX || (isNew && s.templates.size >= KNOWN_MAX)) return false
  s.fields = fields
  s.templates.set(key, template)
  s.fresh.push(key)
  return true
}

/** Copies a set of templates that can be read, and remembers them. */
function templates(s: State, b: Uint8Array, at: number, end: number, out: Output): boolean {
  const isIpfix = s.domain.startsWith('10 ')
  const isOptions = u16(b, at) === (isIpfix ? 3 : 1)
  append(out, b, at, at + 4)
  let from = at + 4
  while (from + 4 <= end && u16(b, from) !== 0) {
    const read = (isOptions ? readOptionsTemplate : readTemplate)(b, from, end, isIpfix)
    const key = `${s.domain} ${read?.id}`
    const isKept = read !== undefined && keep(s, key, read.template)
    if (!isKept) {
      drop(s, read === undefined ? 'bad-template' : 'too-many-templates')
      break
    }
    carry(s, read, b, at, from)
    s.records++
    const to = out.n
    append(out, b, from, read.next)
    hideInTemplate(out.bytes, to, out.n, isOptions, isIpfix)
    from = read.next
  }
  return from > at + 4
}

/** Rewrites the set `[at, end)`; false when nothing of it leaves. */
function set(s: State, b: Uint8Array, at: number, end: number, out: Output): boolean {
  const id = u16(b, at)
  if (id < 4) return templates(s, b, at, end, out)
  if (id < 256) {
    drop(s, 'reserved-set')
    return false
  }
  const template = s.templates.get(`${s.domain} ${id}`)
  if (template === undefined) return false
  const from = out.n
  append(out, b, at, end)
  return rewriteRecords(s, template, out, from + 4, from + end - at) > 0
}

/** A set as a message of its own, with the header of another. */
function messageOf(header: Uint8Array, one: Uint8Array): Uint8Array {
  const message = new Uint8Array(header.length + one.length)
  message.set(header)
  message.set(one, header.length)
  if (header[1] === 10) put16(message, 2, message.length)
  return message
}

/** Keeps a set until its template comes; it has come when an input before this one had it. */
function wait(s: State, header: Uint8Array, one: Uint8Array): void {
  const message = messageOf(header, one)
  const id = u16(one, 0)
  const key = `${s.domain} ${id}`
  if (!s.waiting.add(key, message)) return drop(s, 'no-template')
  const own = s.series.get(s.domain)?.sets.get(id)
  const head = own === undefined ? headOf(message, 0, message.length) : undefined
  const template = own ?? (head && givenLater(s.context.earlier, head, id))
  const fits = template !== undefined && fillsSet(template, one, s.domain.startsWith('10 '))
  if (fits) s.borrowed.set(key, messageOf(header, template))
}

/** The sets of a message, one behind the other; what they leave out is made to fit. */
function sets(s: State, b: Uint8Array, at: number, from: number, end: number, out: Output): void {
  const start = out.n - (from - at)
  let i = from
  while (i + 4 <= end) {
    const length = u16(b, i + 2)
    const stop = i + length
    // Zeros to the end are padding, of version 9 (RFC 3954 §5.3) and of large packets.
    if (length === 0 && u16(b, i) === 0) break
    if (length < 4 || stop > end) {
      drop(s, 'cut-set')
      break
    }
    const id = u16(b, i)
    const known = id < 256 || s.templates.has(`${s.domain} ${id}`)
    const n = out.n
    if (!known) wait(s, b.subarray(at, from), b.subarray(i, stop))
    else if (!set(s, b, i, stop, out)) out.n = n
    else {
      // Sets that did end at a multiple of four bytes.
      while ((out.n - n) % 4 !== 0 && length % 4 === 0) append(out, ZERO, 0, 1)
      put16(out.bytes, n + 2, out.n - n)
    }
    i = stop
  }
  if (out.n === start + from - at) {
    out.n = start
    return
  }
  const isIpfix = b[at + 1] === 10
  put16(out.bytes, start + 2, isIpfix ? out.n - start : s.records)
}

/** The observation domain as it leaves: by its rule, or numbered where identifiers do not. */
function putDomain(s: State, out: Output, at: number, size: number): void {
  const number = s.domains.get(s.domain)?.number ?? 0
  const rule = s.record.rules[DOMAIN]
  if (s.record.values.bytes(rule, out.bytes, at, at + size)) return
  if (size === 4) put32(out.bytes, at, number)
  else put16(out.bytes, at, number)
}

/** Sequence numbers count from the first: what is missing shows, how long it has been does not. */
function putSequence(s: State, out: Output, at: number): void {
  const now = u32(out.bytes, at)
  let known = s.domains.get(s.domain)
  if (known === undefined) {
    if (s.domains.size >= KNOWN_MAX) s.domains.clear()
    known = { sequence: now, number: s.domains.size }
    s.domains.set(s.domain, known)
  }
  put32(out.bytes, at, now - known.sequence)
}

function putSeconds(s: State, out: Output, at: number): void {
  put32(out.bytes, at, s.exported.seconds)
}

function putUptime(s: State, out: Output, at: number): void {
  put32(out.bytes, at, s.record.values.time.zero ? 0 : UPTIME)
}

function version5(s: State, b: Uint8Array, at: number, end: number, out: Output): void {
  const count = u16(b, at + 2)
  if (end < at + 24) return drop(s, 'cut')
  begin(s, `5 ${u16(b, at + 20)}`, u32(b, at + 8), u32(b, at + 12) % 1e9, u32(b, at + 4))
  const start = out.n
  append(out, b, at, at + 24)
  const stop = Math.min(end, at + 24 + 48 * count)
  append(out, b, at + 24, stop)
  const n = rewriteRecords(s, VERSION_5, out, start + 24, start + stop - at)
  if (n < count) drop(s, 'cut', count - n)
  out.n = n === 0 ? start : start + 24 + 48 * n
  if (n === 0) return
  put16(out.bytes, start + 2, n)
  putUptime(s, out, start + 4)
  putSeconds(s, out, start + 8)
  put32(out.bytes, start + 12, s.exported.nanos)
  putSequence(s, out, start + 16)
  putDomain(s, out, start + 20, 2)
}

function version9(s: State, b: Uint8Array, at: number, end: number, out: Output): void {
  if (end < at + 20) return drop(s, 'cut')
  begin(s, `9 ${u32(b, at + 16)}`, u32(b, at + 8), 0, u32(b, at + 4))
  wholeSeconds(s)
  const start = out.n
  append(out, b, at, at + 20)
  sets(s, b, at, at + 20, end, out)
  if (out.n === start) return
  putUptime(s, out, start + 4)
  putSeconds(s, out, start + 8)
  putSequence(s, out, start + 12)
  putDomain(s, out, start + 16, 4)
}

function version10(s: State, b: Uint8Array, at: number, end: number, out: Output): void {
  const stop = at + u16(b, at + 2)
  if (end < at + 16 || stop > end || stop < at + 16) return drop(s, 'cut')
  begin(s, `10 ${u32(b, at + 12)}`, u32(b, at + 4), 0, -1)
  const start = out.n
  append(out, b, at, at + 16)
  sets(s, b, at, at + 16, stop, out)
  if (out.n === start) return
  putSeconds(s, out, start + 4)
  putSequence(s, out, start + 8)
  putDomain(s, out, start + 12, 4)
}

/** Rewrites the sets whose template has come in the meantime. */
function wake(s: State, out: Output): void {
  // They leave as if this input had them, so that it can be read without the others.
  for (const message of s.borrowed.values()) rewriteMessage(s, message, 0, message.length, out)
  s.borrowed.clear()
  if (s.fresh.length === 0) return
  const ready = s.waiting.take(s.fresh)
  s.fresh.length = 0
  for (const message of ready) rewriteMessage(s, message, 0, message.length, out)
}

function rewriteMessage(s: State, b: Uint8Array, at: number, end: number, out: Output): void {
  const version = end < at + 2 ? -1 : u16(b, at)
  if (version === 5) version5(s, b, at, end, out)
  else if (version === 9) version9(s, b, at, end, out)
  else if (version === 10) version10(s, b, at, end, out)
  else drop(s, 'unknown-version')
}

/** Makes a reader for the messages of one input. */
export function createExportReader(context: LayerContext, counts: LayerCounts): ExportReader {
  const templatesById = new Map<string, Template>()
  const values = context.valuesAt(Number.NaN)
  const s: State = {
    context,
    counts,
    templates: templatesById,
    fields: 0,
    domains: new Map(),
    series: new Map(),
    waiting: createWaitingSets(),
    fresh: [],
    borrowed: new Map(),
    record: {
      values,
      rules: rulesOf(values),
      uptime: -1,
      beyond: 0,
      suppressed: counts.suppressed,
      places: [],
      template: (id) => templatesById.get(`${s.domain} ${id}`),
    },
    cells: flowsTable.columns.map(() => null),
    sender: createSender(context),
    domain: '',
    exported: { seconds: 0, nanos: 0 },
    records: 0,
  }
  return {
    message(b, at, end, out) {
      follow(s, b, at, end)
      rewriteMessage(s, b, at, end, out)
      wake(s, out)
    },
    end() {
      if (s.waiting.size > 0) drop(s, 'no-template', s.waiting.size)
    },
  }
}
