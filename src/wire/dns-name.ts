/**
 * Domain names as labels (RFC 1035 §3.1, §4.1.4). Each label is noted once, where it stands, along
 * with the name that it is part of: what a label means depends on all that follows it, which may
 * lie elsewhere in the message behind a compression pointer, and on whether something is before it.
 */
import { put16, u16 } from '../bytes/endian.js'
import { type Frame, span } from './frame.js'
import { Weird } from './weird.js'

/** Span ids for a name. */
export interface NameFields {
  readonly label: number
  /** length bytes, pointers, and the root */
  readonly mark: number
  /** whether a name may end without the root (RFC 4704 §4.2) */
  readonly partial?: boolean
}

/** RFC 1035 §2.3.4. */
const NAME_MAX = 255
/** More hops than any sane encoder makes; a bound on work, not on loops: pointers only go back. */
const HOPS_MAX = 32

/** The whole name being read, lower-case with dots, and where in it each label begins. */
const text = new Uint8Array(NAME_MAX + 1)
const begins = new Int32Array(128)

/** The `aux` of a label: where the scratch holds its name, and where in the name it begins. */
function labelAux(name: number, begin: number): number {
  return name | (begin << 16)
}

/** Adds the label of `n` bytes at `at` to `text`; gives the new length. */
function append(b: Uint8Array, at: number, n: number, used: number): number {
  let size = used
  if (size > 0) text[size++] = 46
  for (let i = at; i < at + n; i++) {
    const c = b[i]
    text[size++] = c >= 65 && c <= 90 ? c | 32 : c
  }
  return size
}

/**
 * Notes the `own` labels that stand at `at`, and writes the whole name into the scratch, after its
 * length: what a label means depends on it. Gives where the labels end.
 */
function noteLabels(f: Frame, names: NameFields, at: number, own: number, size: number): number {
  if (own === 0) return at
  const { b, scratch, scratchEnd: name } = f
  if (name + 2 + size > scratch.length) return Weird['too-many-fields']
  put16(scratch, name, size)
  for (let i = 0; i < size; i++) scratch[name + 2 + i] = text[i]
  f.scratchEnd = name + 2 + size
  let i = at
  for (let k = 0; k < own; k++) {
    const value = i + 1
    span(f, names.mark, i, value)
    i = value + b[i]
    span(f, names.label, value, i, labelAux(name, begins[k]))
  }
  return i
}

/** Where reading a name goes on behind a pointer, or a weird: only back, and not before `start`. */
function follow(b: Uint8Array, start: number, at: number, end: number, lowest: number): number {
  if (at + 2 > end) return Weird.truncated
  const target = start + (u16(b, at) & 0x3fff)
  return target < lowest ? target : Weird['bad-value']
}

/**
 * Reads the name at `at` and notes its labels.
 * @param start where the message begins, from which pointers count
 * @returns where the name ends, or a negative weird
 */
export function dnsName(
  f: Frame,
  names: NameFields,
  start: number,
  at: number,
  end: number,
): number {
  const b = f.b
  // Nearly every name of an answer is a single pointer: nothing to resolve.
  if (at + 2 <= end && b[at] >= 0xc0) {
    const target = follow(b, start, at, end, at)
    if (target < 0) return target
    span(f, names.mark, at, at + 2)
    return at + 2
  }
  let size = 0
  let own = 0
  let hops = 0
  let lowest = at
  let i = at
  for (;;) {
    if (i >= end) {
      if (names.partial === true && i === end) break
      return Weird.truncated
    }
    const n = b[i]
    if (n === 0) break
    if (n >= 0xc0) {
      i = follow(b, start, i, end, lowest)
      if (i < 0) return i
      if (++hops > HOPS_MAX) return Weird['too-deep']
      lowest = i
      continue
    }
    // RFC 6891 §5: the two other label types are unused.
    if (n > 63) return Weird['bad-value']
    if (i + 1 + n > end) return Weird.truncated
    if (size + n + 2 > NAME_MAX) return Weird['bad-length']
    if (hops === 0) begins[own++] = size === 0 ? 0 : size + 1
    size = append(b, i + 1, n, size)
    i += 1 + n
  }
  const tail = noteLabels(f, names, at, own, size)
  // Behind the labels stands a pointer or the root; only a partial name ends without either.
  if (tail < 0 || tail === end) return tail
  const stop = b[tail] >= 0xc0 ? tail + 2 : tail + 1
  span(f, names.mark, tail, stop)
  return stop
}
