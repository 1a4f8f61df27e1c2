/** Templates of flow records (RFC 7011 §3.4, RFC 3954 §5.2 and §6.1) and where they are kept. */
import { u16 } from '../bytes/endian.js'
import { type Element, elementOf } from '../correlate/ipfix-elements.js'
import { readField, VARIABLE } from './export-fields.js'

/** One field of a template. */
export interface TemplateField {
  /** undefined for what is not known, and for enterprises' own elements: these do not leave */
  readonly element: Element | undefined
  readonly length: number
  readonly isReverse: boolean
}

/** How records of a set are made up. */
export interface Template {
  readonly fields: readonly TemplateField[]
  /** describes the exporter, not flows */
  readonly isOptions: boolean
  /** the least bytes that a record takes */
  readonly least: number
}

/** A template as it was read, and where the next begins. */
export interface ReadTemplate {
  readonly id: number
  /** undefined when it is withdrawn (RFC 7011 §8.1) */
  readonly template: Template | undefined
  readonly next: number
}

/** Fields without bytes have no values, and would cost time for each record all the same. */
function templateOf(all: TemplateField[], isOptions: boolean): Template {
  const fields = all.filter((f) => f.length > 0)
  const least = fields.reduce((n, f) => n + (f.length === VARIABLE ? 1 : f.length), 0)
  return { fields, isOptions, least }
}

/** Reads field specifiers; undefined when they do not fit. */
function readFields(b: Uint8Array, from: number, end: number, count: number, isIpfix: boolean) {
  const fields: TemplateField[] = []
  let at = from
  for (let i = 0; i < count; i++) {
    const isOwn = isIpfix && at < end && (b[at] & 0x80) !== 0
    if (at + (isOwn ? 8 : 4) > end) return undefined
    const { element, length, isReverse, size } = readField(b, at, isIpfix)
    at += size
    // Version 9 has no lengths that vary; a record cannot be that long there.
    if (!isIpfix && length === VARIABLE) return undefined
    fields.push({ element, length, isReverse })
  }
  return { fields, at }
}

/** Reads the template record at `at`. @returns undefined when it is malformed */
export function readTemplate(
  b: Uint8Array,
  at: number,
  end: number,
  isIpfix: boolean,
): ReadTemplate | undefined {
  if (at + 4 > end) return undefined
  const id = u16(b, at)
  const count = u16(b, at + 2)
  if (count === 0 && isIpfix) return { id, template: undefined, next: at + 4 }
  const read = readFields(b, at + 4, end, count, isIpfix)
  if (read === undefined || id < 256) return undefined
  const template = templateOf(read.fields, false)
  return template.least === 0 ? undefined : { id, template, next: read.at }
}

/** What an options template of version 9 may be about: an interface, or a template. */
const SCOPES: Readonly<Record<number, number>> = { 2: 10, 5: 145 }

/** Reads the options template record at `at`. @returns undefined when it is malformed */
export function readOptionsTemplate(
  b: Uint8Array,
  at: number,
  end: number,
  isIpfix: boolean,
): ReadTemplate | undefined {
  if (isIpfix) {
    if (at + 4 <= end && u16(b, at + 2) === 0) return readTemplate(b, at, end, true)
    if (at + 6 > end) return undefined
    const read = readFields(b, at + 6, end, u16(b, at + 2), true)
    if (read === undefined || u16(b, at) < 256) return undefined
    const template = templateOf(read.fields, true)
    return template.least === 0 ? undefined : { id: u16(b, at), template, next: read.at }
  }
  if (at + 6 > end) return undefined
  const scopes = u16(b, at + 2)
  const options = u16(b, at + 4)
  if (scopes % 4 !== 0 || options % 4 !== 0 || u16(b, at) < 256) return undefined
  const scope = readFields(b, at + 6, end, scopes / 4, false)
  if (scope === undefined) return undefined
  const read = readFields(b, scope.at, end, options / 4, false)
  if (read === undefined) return undefined
  const scopeFields = scope.fields.map((f, i) => ({
    ...f,
    element: elementOf(SCOPES[u16(b, at + 6 + 4 * i)] ?? -1),
  }))
  const template = templateOf([...scopeFields, ...read.fields], true)
  return template.least === 0 ? undefined : { id: u16(b, at), template, next: read.at }
}

/** Version 5 has one kind of record, written as a template of elements. */
export const VERSION_5: Template = templateOf(
  [
    [8, 4],
    [12, 4],
    [15, 4],
    [10, 2],
    [14, 2],
    [2, 4],
    [1, 4],
    [22, 4],
    [21, 4],
    [7, 2],
    [11, 2],
    [210, 1],
    [6, 1],
    [4, 1],
    [5, 1],
    [16, 2],
    [17, 2],
    [9, 1],
    [13, 1],
    [210, 2],
  ].map(([number, length]) => ({ element: elementOf(number), length, isReverse: false })),
  false,
)
