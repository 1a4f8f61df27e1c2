/**
 * Pseudonyms of host names, label by label. A label's pseudonym depends on the label and on all
 * that follows it, so equal names stay equal, names under one domain stay under one domain, and
 * the same label under two domains gets two pseudonyms. Canonical form is lower case without a
 * last dot.
 *
 * Reverse names keep their form: labels of in-addr.arpa stay numbers of as many digits, labels of
 * ip6.arpa stay nibbles, each moved by what follows it. They do not spell pseudonyms of addresses:
 * a label may keep its length only, and a nibble is mapped before those to its left are known.
 */
import type { Keyring } from '../keys/keyring.js'
import { cacheNames, type NameMap } from '../keys/name-cache.js'
import { createPrf, PRF_KEY_BYTES, type Prf } from '../keys/prf.js'
import { createTokens, moveNumber } from '../keys/tokens.js'
import { fillBytes } from './fill.js'
import { labelStays } from './suffixes.js'
import type { Apply } from './transform.js'

const DOT = 46
const NAME_MAX = 512
const CACHE_LOG2 = 13
const IN_ADDR = Buffer.from('.in-addr.arpa')
const IP6 = Buffer.from('.ip6.arpa')
/** Tells the ranges apart that numbers are moved in. */
const Range = { digits: 0, nibble: 4, literal: 8 } as const

function endsWith(b: Uint8Array, at: number, end: number, tail: Uint8Array): boolean {
  const from = end - tail.length
  if (from < at) return false
  for (let i = 0; i < tail.length; i++) if (b[from + i] !== tail[i]) return false
  return true
}

/** A decimal number up to 255 without leading zeros, or -1. */
function octet(b: Uint8Array, at: number, n: number): number {
  if (n < 1 || n > 3 || (n > 1 && b[at] === 48)) return -1
  let v = 0
  for (let i = at; i < at + n; i++) {
    if (b[i] < 48 || b[i] > 57) return -1
    v = v * 10 + b[i] - 48
  }
  return v <= 255 ? v : -1
}

function nibble(b: Uint8Array, at: number, n: number): number {
  if (n !== 1) return -1
  const c = b[at]
  if (c >= 48 && c <= 57) return c - 48
  return c >= 97 && c <= 102 ? c - 87 : -1
}

/** The least octet of `n` digits, and how many there are. */
const LEAST = [0, 0, 10, 100]
const COUNT = [0, 10, 90, 156]

/** Writes `v` at `at` with `n` decimal digits. */
function writeDigits(out: Uint8Array, at: number, n: number, v: number): void {
  let rest = v
  for (let i = at + n - 1; i >= at; i--) {
    out[i] = 48 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
}

/** Maps of names and of IPv4 addresses written where a name is expected. */
interface Names {
  readonly label: NameMap
  readonly prf: Prf
}

function createNames(keys: Keyring, suffixStays: boolean, cacheLog2: number): Names {
  const prf = createPrf(keys.derive('hostname', PRF_KEY_BYTES))
  const tokens = createTokens(prf)
  const domain = Buffer.from(keys.domain === undefined ? '' : `.${keys.domain}`)
  const full = new Uint8Array(NAME_MAX + domain.length)
  const map: NameMap = (b, at, n, end, out, to) => {
    const name = Buffer.from(b.subarray(at, end)).toString('latin1')
    if (suffixStays && labelStays(name)) {
      for (let i = 0; i < n; i++) out[to + i] = b[at + i]
      return
    }
    if (suffixStays && endsWith(b, at, end, IN_ADDR)) {
      const v = octet(b, at, n)
      if (v >= 0) {
        const range = Range.digits + n
        const m = moveNumber(prf, range, COUNT[n], v - LEAST[n], b, at + n, end)
        writeDigits(out, to, n, LEAST[n] + m)
        return
      }
    }
    if (suffixStays && endsWith(b, at, end, IP6)) {
      const v = nibble(b, at, n)
      if (v >= 0) {
        const m = moveNumber(prf, Range.nibble, 16, v, b, at + n, end)
        out[to] = m < 10 ? 48 + m : 87 + m
        return
      }
    }
    if (domain.length === 0 || end - at > n) {
      tokens(b, at, n, end, out, to)
      return
    }
    // A name of one label is looked up in the domain of its network (RFC 1034 §3.1).
    for (let i = 0; i < n; i++) full[i] = b[at + i]
    full.set(domain, n)
    tokens(full, 0, n, n + domain.length, out, to)
  }
  return { label: cacheNames(cacheLog2, map), prf }
}

const made = new WeakMap<Keyring, Map<boolean, Names>>()

function namesOf(keys: Keyring, suffixStays: boolean): Names {
  const known = made.get(keys) ?? new Map<boolean, Names>()
  made.set(keys, known)
  const names = known.get(suffixStays) ?? createNames(keys, suffixStays, CACHE_LOG2)
  known.set(suffixStays, names)
  return names
}

/** The name in hand, in canonical form. */
const name = new Uint8Array(NAME_MAX)

/** Copies `[at, end)` of a frame in lower case; gives its length. */
function canonical(b: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    const c = b[i]
    name[i - at] = c >= 65 && c <= 90 ? c | 32 : c
  }
  return end - at
}

/** A label on the wire: `aux` is where the scratch holds the length and text of its name. */
export function applyLabel(keys: Keyring, suffixStays: boolean): Apply {
  const { label } = namesOf(keys, suffixStays)
  return (f, at, end, aux) => {
    const n = end - at
    const s = f.scratch
    const size = aux >= 0 && aux + 2 <= f.scratchEnd ? (s[aux] << 8) | s[aux + 1] : 0
    if (size >= n && aux + 2 + size <= f.scratchEnd) {
      label(s, aux + 2, n, aux + 2 + size, f.b, at)
    } else if (n <= NAME_MAX)
      namesOf(keys, false).label(name, 0, n, canonical(f.b, at, end), f.b, at)
    else fillBytes(f.b, at, end, 0x78)
  }
}

/** Where the label that begins at `at` ends. */
function labelEnd(at: number, end: number): number {
  let i = at
  while (i < end && name[i] !== DOT) i++
  return i
}

/** Whether `name[0..size)` is an IPv4 address in dotted form. */
function isLiteral(size: number): boolean {
  let parts = 0
  for (let at = 0; at <= size; parts++) {
    const stop = labelEnd(at, size)
    if (octet(name, at, stop - at) < 0) return false
    at = stop + 1
  }
  return parts === 4
}

/** Octets get as many digits, each by those before it. */
function applyLiteral(prf: Prf, size: number, out: Uint8Array, to: number): void {
  for (let at = 0; at < size; ) {
    const stop = labelEnd(at, size)
    const n = stop - at
    const v = octet(name, at, n)
    const m = moveNumber(prf, Range.literal + n, COUNT[n], v - LEAST[n], name, 0, at)
    writeDigits(out, to + at, n, LEAST[n] + m)
    at = stop + 1
  }
}

/** A whole name in text. Each label gets the pseudonym it has on the wire; dots stay. */
export function applyHostname(keys: Keyring, suffixStays: boolean): Apply {
  const { label, prf } = namesOf(keys, suffixStays)
  return (f, at, end) => {
    if (end - at > NAME_MAX) {
      fillBytes(f.b, at, end, 0x78)
      return
    }
    let size = canonical(f.b, at, end)
    if (isLiteral(size)) {
      applyLiteral(prf, size, f.b, at)
      return
    }
    if (size > 0 && name[size - 1] === DOT) size--
    for (let i = 0; i < size; ) {
      const stop = labelEnd(i, size)
      if (stop > i) label(name, i, stop - i, size, f.b, at + i)
      i = stop + 1
    }
  }
}
