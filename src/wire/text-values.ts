/** Readers for the values of headers: each tells a known form from anything else. */
import { type Frame, span } from './frame.js'
import type { ValueReader } from './text-message.js'
import { findWord, isDigits, isHostText, type WordSet, wordSet } from './words.js'

/** All of the value is one field. */
export function whole(id: number): ValueReader {
  return (f, at, end) => span(f, id, at, end)
}

/** Up to `most` digits, else `other`. Ten are a number of 32 bits, and so an address or a call. */
export function digits(id: number, other: number, most: number): ValueReader {
  return (f, at, end) => span(f, isDigits(f.b, at, end, most) ? id : other, at, end)
}

/** Whether a byte parts the words of a value: blank, comma, semicolon, equals, double quote. */
function parts(c: number): boolean {
  return c === 32 || c === 9 || c === 44 || c === 59 || c === 61 || c === 34
}

/** Characters between two words: `", `. */
const BETWEEN_MAX = 3
/** Numbers in a value that stand behind no equals sign: versions, a switch. */
const NUMBERS_MAX = 3

/** RFC 9110 §12.4.2: a weight between 0 and 1; of three digits would be an octet. */
function isWeight(b: Uint8Array, at: number, end: number): boolean {
  if (b[at] !== 48 && b[at] !== 49) return false
  if (end === at + 1) return true
  return b[at + 1] === 46 && isDigits(b, at + 2, end, 2)
}

/** Whether the word at `at` is a value of its own, and belongs to no name before it. */
function isBare(b: Uint8Array, from: number, at: number): boolean {
  const before = at > from && b[at - 1] === 34 ? at - 2 : at - 1
  return before < from || b[before] !== 61
}

/** Known words, few characters between them, and few numbers: a row of either could be a text. */
function onlyWords(b: Uint8Array, from: number, end: number, words: WordSet): boolean {
  let at = from
  let last = from
  let numbers = 0
  while (at < end) {
    if (parts(b[at])) {
      at++
      if (at - last > BETWEEN_MAX) return false
      continue
    }
    let stop = at
    while (stop < end && !parts(b[stop])) stop++
    if (findWord(words, b, at, stop) < 0 && !isWeight(b, at, stop)) return false
    if (isDigits(b, at, stop, 10) && isBare(b, from, at)) numbers++
    if (numbers > NUMBERS_MAX) return false
    at = stop
    last = stop
  }
  return true
}

/** A value that consists of known words and weights, else `other`. */
export function known(id: number, other: number, words: WordSet): ValueReader {
  return (f, at, end) => span(f, onlyWords(f.b, at, end, words) ? id : other, at, end)
}

const days = wordSet(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const months = wordSet('jan feb mar apr may jun jul aug sep oct nov dec'.split(' '))
const SHAPE = Uint8Array.from(Buffer.from('Aaa, 00 Aaa 0000 00:00:00 GMT'))

function isDate(b: Uint8Array, at: number, end: number): boolean {
  if (end - at !== SHAPE.length) return false
  for (let i = 0; i < SHAPE.length; i++) {
    const want = SHAPE[i]
    const c = b[at + i]
    const digit = c >= 48 && c <= 57
    if (want === 48 ? !digit : want !== 65 && want !== 97 && c !== want) return false
  }
  return findWord(days, b, at, at + 3) >= 0 && findWord(months, b, at + 8, at + 11) >= 0
}

/** RFC 9110 §5.6.7: a date of the preferred form, else `other`. */
export function date(id: number, other: number): ValueReader {
  return (f, at, end) => span(f, isDate(f.b, at, end) ? id : other, at, end)
}

/** RFC 9110 §12.5.4: tags of two or three letters, with a region or script, and weights. */
export function languages(id: number, other: number): ValueReader {
  return (f, at, end) => {
    let plain = end - at <= 64
    for (let i = at; i < end; i++) {
      const c = f.b[i] | 32
      const mark = parts(f.b[i]) || f.b[i] === 45 || f.b[i] === 46 || f.b[i] === 42
      plain = plain && (mark || (c >= 97 && c <= 122) || (f.b[i] >= 48 && f.b[i] <= 57))
    }
    span(f, plain ? id : other, at, end)
  }
}

/** Ids for a host with a port. */
export interface HostFields {
  readonly host: number
  readonly address: number
  readonly port: number
  readonly line: number
  readonly content: number
}

/** Whether a host is written as an IPv4 address, or as an IPv6 address in brackets. */
function isLiteral(b: Uint8Array, at: number, end: number): boolean {
  const bracketed = b[at] === 91 && b[end - 1] === 93
  for (let i = bracketed ? at + 1 : at; i < (bracketed ? end - 1 : end); i++) {
    const c = b[i]
    const hex = bracketed && ((c >= 97 && c <= 102) || (c >= 65 && c <= 70) || c === 58)
    if (!hex && c !== 46 && (c < 48 || c > 57)) return false
  }
  return true
}

/** RFC 9110 §7.2: a host name or address, and a port if need be. */
export function host(F: HostFields): ValueReader {
  return (f: Frame, at, end) => {
    const b = f.b
    let colon = end
    while (colon > at && b[colon - 1] >= 48 && b[colon - 1] <= 57) colon--
    const port = colon > at && colon < end && b[colon - 1] === 58 && end - colon <= 5
    const stop = port ? colon - 1 : end
    if (isLiteral(b, at, stop)) span(f, F.address, at, stop)
    else span(f, isHostText(b, at, stop) ? F.host : F.content, at, stop)
    if (!port) return
    span(f, F.line, stop, colon)
    span(f, F.port, colon, end)
  }
}
