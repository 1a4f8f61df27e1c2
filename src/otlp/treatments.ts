/**
 * What becomes of values of one attribute or place: the rules that the policy has for them, asked
 * for once, and the way in which the value is to be read.
 */
import { append, type Output } from '../bytes/output.js'
import type { Kind } from '../wire/fields.js'
import type { Fate, Values } from '../wire/values.js'
import { areWords, isPublicSchema, isWord } from './words.js'

/**
 * How a value is treated. `value`: by its form. `word`: it stays where it is a word of the
 * conventions, else it is an identifier; `listed`: else it does not leave. `payload`: it never
 * leaves. `unknown`: it leaves only when it looks like an address or an identifier. `schema`: it
 * stays where it is a public one. `name`: as a text, else as words. `service`: it stays where
 * everybody has such a service, else it is an identifier. The others are texts of a form.
 */
export type Way =
  | 'value'
  | 'word'
  | 'listed'
  | 'payload'
  | 'unknown'
  | 'schema'
  | 'name'
  | 'service'
  | 'text'
  | 'url'
  | 'query'
  | 'path'
  | 'sql'
  | 'agent'

/** Appends what a text becomes; false when it does not leave, and nothing is appended then. */
export type TextRewriter = (b: Uint8Array, at: number, end: number, out: Output) => boolean

/** Gives the rewriter of texts of a form, or undefined when such texts do not leave. */
export type TextRewriters = (values: Values, way: Way) => TextRewriter | undefined

/** What the policy says of one attribute or place. */
export interface Treatment {
  readonly values: Values
  readonly kind: Kind
  readonly way: Way
  /** what a rule that names it does; `change` when none names it */
  readonly named: Fate
  /** its rule, and those of its words and identifiers */
  readonly own: number
  readonly word: number
  readonly link: number
  /** greater numbers are identifiers */
  readonly most: number
  /** numbers stay as they are */
  readonly plain: boolean
  /** of fractions leaves what shares and scores need */
  readonly cuts: boolean
  /** its values are numbers: a text in their place is something else */
  readonly numeric: boolean
  readonly rewrite: TextRewriter | undefined
  /** stands for it where texts are remembered; 0 where that does not pay */
  readonly tag: number
}

/** Kinds whose values are numbers. */
const NUMBERS: ReadonlySet<Kind> = new Set(['size', 'port', 'enum'])

const TEXTS: ReadonlySet<Way> = new Set([
  'name',
  'service',
  'text',
  'url',
  'query',
  'path',
  'sql',
  'agent',
])
const PROBES = [0, 1, 77, 513, 8081, 50_123, 65_533]

/** A number in an attribute that is greater than its kind may explain is somebody's. */
const MOST: Partial<Record<Kind, number>> = {
  enum: 99_999,
  software: 99_999,
  port: 65_535,
  size: 1e12,
}
/** Places whose numbers count something: beyond here doubles count no more. */
const COUNTED = 'metric.count'
/** Parts of one that a share or a score may say; places on earth and telephones need more. */
const PARTS = 10_000

/** The greatest number that the kind of an attribute or place explains. */
function mostOf(name: string, kind: Kind): number {
  if (name === COUNTED) return Number.MAX_SAFE_INTEGER
  return name.startsWith('attr.') ? (MOST[kind] ?? Infinity) : Infinity
}

/** Asks for the rules of an attribute or place; texts under a `tag` may be remembered. */
export function treat(
  values: Values,
  name: string,
  kind: Kind,
  way: Way,
  texts: TextRewriters,
  tag = 0,
): Treatment {
  const own = values.rule(name, way === 'unknown' ? 'address' : kind)
  const word = values.rule(name, 'enum')
  const link = values.rule(name, 'link')
  const rewrite = TEXTS.has(way) ? texts(values, way) : undefined
  const most = mostOf(name, kind)
  const named = values.fate(word)
  const numeric = NUMBERS.has(kind)
  const stays = numeric && PROBES.every((v) => values.number(own, v) === v)
  const plain = named !== 'suppress' && stays
  const pays = named === 'change' && (TEXTS.has(way) || way === 'word' || way === 'schema')
  return {
    most,
    values,
    kind,
    way,
    named,
    own,
    word,
    link,
    plain,
    cuts: (numeric || kind === 'software') && name.startsWith('attr.'),
    numeric,
    rewrite,
    tag: pays ? tag : 0,
  }
}

/** Whether a value could be an address, a MAC or an identifier in hexadecimal digits. */
function looksLikeId(b: Uint8Array, at: number, end: number): boolean {
  if (end - at < 7 || end - at > 64) return false
  let marks = 0
  for (let i = at; i < end; i++) {
    const c = b[i]
    if (c >= 48 && c <= 57) continue
    const l = c | 32
    const fits = (l >= 97 && l <= 102) || c === 0x2e || c === 0x3a || c === 0x2d
    if (!fits) return false
    marks++
  }
  return marks > 0
}

/** Whether digits fill `[at, end)`, with a sign and a point at most. */
function isNumeric(b: Uint8Array, at: number, end: number): boolean {
  const from = b[at] === 0x2d ? at + 1 : at
  if (end - from < 1 || end - from > 15) return false
  let points = 0
  for (let i = from; i < end; i++) {
    const point = b[i] === 0x2e && i > from
    if (point) points++
    else if (b[i] < 48 || b[i] > 57) return false
  }
  return points < 2
}

/** A number as its treatment lets it be: without the digits that its kind does not explain. */
function cut(t: Treatment, value: number): number {
  if (!t.cuts || Number.isInteger(value)) return value
  return Math.round(value * PARTS) / PARTS
}

/** Whether a number is what its kind counts; a size below zero stands for none, as -1. */
function isExplained(t: Treatment, value: number): boolean {
  return Math.abs(value) <= t.most && (value >= -1 || !t.cuts || t.kind !== 'size')
}

/** A number in digits is treated as the number is. */
function putDigits(t: Treatment, b: Uint8Array, at: number, end: number, out: Output): boolean {
  const value = Number(Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1'))
  if (!isExplained(t, value)) return t.values.text(t.link, b, at, end, out)
  if (Number.isInteger(value)) return t.values.text(t.own, b, at, end, out)
  const digits = Buffer.from(String(cut(t, value)))
  if (!t.plain) return t.values.text(t.own, digits, 0, digits.length, out)
  append(out, digits, 0, digits.length)
  return true
}

/** A word of the conventions stays, another is an identifier. */
function putWord(t: Treatment, b: Uint8Array, at: number, end: number, out: Output): boolean {
  return t.values.text(isWord(b, at, end) ? t.word : t.link, b, at, end, out)
}

/** What is not rewritten as a text has a rule of its own; under profiles it does not leave. */
function putText(t: Treatment, b: Uint8Array, at: number, end: number, out: Output): boolean {
  if (t.rewrite?.(b, at, end, out) === true) return true
  if (t.way === 'service') return t.values.text(t.link, b, at, end, out)
  if (t.way !== 'name') return t.values.text(t.own, b, at, end, out)
  const words = areWords(b, at, end)
  return t.values.text(words ? t.word : t.link, b, at, end, out)
}

/** Appends what a text becomes. @returns false when it does not leave */
export function putString(
  t: Treatment,
  b: Uint8Array,
  at: number,
  end: number,
  out: Output,
): boolean {
  if (t.named === 'keep') {
    append(out, b, at, end)
    return true
  }
  if (t.named === 'suppress') return t.values.text(t.word, b, at, end, out)
  switch (t.way) {
    case 'value':
      if (!t.numeric) return t.values.text(t.own, b, at, end, out)
      return isNumeric(b, at, end) ? putDigits(t, b, at, end, out) : putWord(t, b, at, end, out)
    case 'payload':
      return t.values.text(t.own, b, at, end, out)
    case 'word':
      return putWord(t, b, at, end, out)
    case 'listed':
      return isWord(b, at, end) && t.values.text(t.word, b, at, end, out)
    case 'unknown':
      return looksLikeId(b, at, end) && t.values.text(t.own, b, at, end, out)
    case 'schema':
      // The whole text is known, so that it is no matter of harmless characters.
      if (!isPublicSchema(b, at, end)) return false
      append(out, b, at, end)
      return true
    default:
      return putText(t, b, at, end, out)
  }
}

/** What a number becomes; NaN when it does not leave. */
export function putNumber(t: Treatment, value: number): number {
  if (t.named === 'keep') return value
  if (t.named === 'suppress') return Number.NaN
  if (!isExplained(t, value)) return t.values.number(t.link, value)
  if (t.plain) return cut(t, value)
  if (t.way === 'value') return t.values.number(t.own, cut(t, value))
  return t.way === 'word' ? t.values.number(t.word, value) : Number.NaN
}
