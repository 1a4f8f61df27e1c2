/** Walks records of a set by their template, rewrites their values, and makes rows of them. */
import { u16, u32 } from '../bytes/endian.js'
import { elementOf } from '../correlate/ipfix-elements.js'
import { holdsText } from './counted-text.js'
import { hideUnknown, readField, VARIABLE } from './export-fields.js'
import type { Template, TemplateField } from './export-templates.js'
import { rewriteValue, suppress, type ValueContext } from './export-values.js'

/** Lists within lists that are followed; deeper ones do not leave. */
const DEPTH_MAX = 4
/** Codes of RFC 6313 §4.4. */
const SEMANTIC_MAX = 4
const UNDEFINED = 255
const UP_END = elementOf(21)
const UP_START = elementOf(22)

/** What records are rewritten with. */
export interface RecordContext extends ValueContext {
  /** the template of an id in the message's domain */
  template(id: number): Template | undefined
  /** where each value of the last record lies: [at, end) for each field of its template */
  readonly places: number[]
}

/** Notes where the values of the record at `at` lie; gives where it ends, or -1 when it is cut. */
export function placeValues(
  c: RecordContext,
  fields: readonly TemplateField[],
  b: Uint8Array,
  from: number,
  end: number,
): number {
  let at = from
  c.places.length = 0
  for (const field of fields) {
    let length = field.length
    if (length === VARIABLE) {
      if (at + 1 > end) return -1
      length = b[at++]
      if (length === 255) {
        if (at + 2 > end) return -1
        length = u16(b, at)
        at += 2
      }
    }
    if (at + length > end) return -1
    c.places.push(at, at + length)
    at += length
  }
  return at
}

/** Records of one template that fill `[at, end)`; what is left over is padding. */
function rewriteMany(
  c: RecordContext,
  template: Template,
  b: Uint8Array,
  from: number,
  end: number,
  depth: number,
): void {
  let at = from
  while (at + template.least <= end) {
    const next = placeValues(c, template.fields, b, at, end)
    if (next < 0) break
    rewritePlaced(c, template.fields, b, depth)
    at = next
  }
  if (at < end) b.fill(0, at, end)
}

/** What elements of a list have to do with one another; other codes say that nothing is known. */
function putSemantic(b: Uint8Array, at: number): void {
  if (b[at] > SEMANTIC_MAX) b[at] = UNDEFINED
}

/** RFC 6313 §4.5.1: semantic, field, length of an element, then the elements. */
function basicList(c: RecordContext, b: Uint8Array, at: number, end: number, depth: number): void {
  const isEnterprise = at + 5 <= end && (b[at + 1] & 0x80) !== 0
  const from = at + (isEnterprise ? 9 : 5)
  if (from > end) return suppress(c, 'bad-length', b, at, end)
  putSemantic(b, at)
  const field = readField(b, at + 1, true)
  const { length } = field
  hideUnknown(b, at + 1, true)
  if (length === 0) return suppress(c, 'bad-length', b, from, end)
  const template = { fields: [field], isOptions: false, least: length === VARIABLE ? 1 : length }
  rewriteMany(c, template, b, from, end, depth + 1)
}

/** RFC 6313 §4.5.2: semantic and template, then records. */
function templateList(
  c: RecordContext,
  b: Uint8Array,
  at: number,
  end: number,
  depth: number,
): void {
  if (at + 3 > end) return suppress(c, 'bad-length', b, at, end)
  const template = c.template(u16(b, at + 1))
  if (template === undefined) return suppress(c, 'no-template', b, at + 3, end)
  putSemantic(b, at)
  rewriteMany(c, template, b, at + 3, end, depth + 1)
}

/** RFC 6313 §4.5.3: semantic, then for each template its id, a length, and records. */
function multiList(c: RecordContext, b: Uint8Array, from: number, end: number, depth: number) {
  putSemantic(b, from)
  let at = from + 1
  while (at + 4 <= end) {
    const stop = at + u16(b, at + 2)
    if (stop < at + 4 || stop > end) return suppress(c, 'bad-length', b, at, end)
    const template = c.template(u16(b, at))
    if (template === undefined) suppress(c, 'no-template', b, at + 4, stop)
    else rewriteMany(c, template, b, at + 4, stop, depth + 1)
    at = stop
  }
  if (at < end) b.fill(0, at, end)
}

function rewriteList(
  c: RecordContext,
  number: number,
  b: Uint8Array,
  at: number,
  end: number,
  depth: number,
) {
  if (depth >= DEPTH_MAX) suppress(c, 'too-deep', b, at, end)
  else if (number === 291) basicList(c, b, at, end, depth)
  else if (number === 292) templateList(c, b, at, end, depth)
  else if (at < end) multiList(c, b, at, end, depth)
}

const isNumber = ({ element }: TemplateField): boolean => element?.form === 'number'

/** Whether the value of field `i` follows that of the one before it, or is the `first`. */
const areNext = (places: readonly number[], first: number, i: number): boolean =>
  i === first || places[2 * i] === places[2 * i - 1]

/** Uptimes in IPFIX have no "now" in the header: those of a record refer to its end. */
function endUptime(
  fields: readonly TemplateField[],
  b: Uint8Array,
  places: readonly number[],
): number {
  let found = -1
  for (const [i, { element }] of fields.entries()) {
    if (element !== UP_END && element !== UP_START) continue
    if (places[2 * i + 1] - places[2 * i] !== 4) continue
    if (element === UP_END || found < 0) found = u32(b, places[2 * i])
  }
  return found
}

/** Hides numbers that stand one behind the other, if what leaves of them holds text. */
function hideWords(
  c: RecordContext,
  fields: readonly TemplateField[],
  b: Uint8Array,
  places: readonly number[],
): void {
  for (let i = 0; i < fields.length; ) {
    const first = i
    while (i < fields.length && isNumber(fields[i]) && areNext(places, first, i)) i++
    if (i === first) {
      i++
      continue
    }
    const from = places[2 * first]
    const end = places[2 * i - 1]
    if (holdsText(b, from, end)) suppress(c, 'bad-value', b, from, end)
  }
}

/** Rewrites a record whose places were noted. Places are overwritten by those of lists in it. */
export function rewritePlaced(
  c: RecordContext,
  fields: readonly TemplateField[],
  b: Uint8Array,
  depth: number,
): void {
  const places = depth === 0 ? c.places : [...c.places]
  const uptime = c.uptime
  if (uptime < 0) c.uptime = endUptime(fields, b, places)
  const lists: number[] = []
  for (let i = 0; i < fields.length; i++) {
    const { element } = fields[i]
    if (element?.form === 'list') lists.push(i)
    else rewriteValue(c, element, b, places[2 * i], places[2 * i + 1])
  }
  c.uptime = uptime
  hideWords(c, fields, b, places)
  if (lists.length === 0) return
  const own = [...places]
  for (const i of lists) {
    const { element } = fields[i]
    if (element !== undefined) rewriteList(c, element.number, b, own[2 * i], own[2 * i + 1], depth)
  }
  c.places.length = 0
  for (const at of own) c.places.push(at)
}
