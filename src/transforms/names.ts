/**
 * Pseudonyms of host names, label by label. A label's pseudonym depends on the label and on all
 * that follows it, so equal names stay equal, names under one domain stay under one domain, and
 * the same label under two domains gets two pseudonyms. Canonical form is lower case without a
 * last dot.
 *
 * Names of reverse lookups spell addresses, and are mapped as these: see `reverse-names.ts`.
 */
import { u16 } from '../bytes/endian.js'
import { type AddressOptions, addressMaps } from '../keys/address-maps.js'
import type { Keyring } from '../keys/keyring.js'
import { cacheNames, type NameMap } from '../keys/name-cache.js'
import { createPrf, PRF_KEY_BYTES, type Prf } from '../keys/prf.js'
import { createTokens, moveNumber } from '../keys/tokens.js'
import { fillBytes } from './fill.js'
import {
  createReverseNames,
  OCTET_LEAST,
  octet,
  type ReverseNames,
  writeDigits,
} from './reverse-names.js'
import { labelStays } from './suffixes.js'
import type { Apply } from './transform.js'

const DOT = 46
const NAME_MAX = 512
const CACHE_LOG2 = 13
/** Of how many octets of `n` digits there are. */
const COUNT = [0, 10, 90, 156]
/** Tells the ranges apart that numbers are moved in. */
const Range = { literal: 8 } as const

/** Maps of names and of IPv4 addresses written where a name is expected. */
interface Names {
  /** the label that a name begins with: it is the name's own, and no part of a suffix */
  readonly first: NameMap
  readonly later: NameMap
  /** absent where suffixes, and so those of reverse names, do not stay */
  readonly reverse?: ReverseNames
  readonly prf: Prf
}

function createNames(keys: Keyring, suffixStays: boolean, addresses?: AddressOptions): Names {
  const prf = createPrf(keys.derive('hostname', PRF_KEY_BYTES))
  const tokens = createTokens(prf)
  const domain = Buffer.from(keys.domain === undefined ? '' : `.${keys.domain}`)
  const full = new Uint8Array(NAME_MAX + domain.length)
  const labels = (isFirst: boolean): NameMap =>
    cacheNames(CACHE_LOG2, (b, at, n, end, out, to) => {
      const name = Buffer.from(b.subarray(at, end)).toString('latin1')
      if (suffixStays && labelStays(name, n, isFirst)) {
        for (let i = 0; i < n; i++) out[to + i] = b[at + i]
      } else if (domain.length === 0 || end - at > n) tokens(b, at, n, end, out, to)
      else {
        // A name of one label is looked up in the domain of its network (RFC 1034 §3.1).
        for (let i = 0; i < n; i++) full[i] = b[at + i]
        full.set(domain, n)
        tokens(full, 0, n, n + domain.length, out, to)
      }
    })
  const maps = addresses && addressMaps(keys, addresses)
  const bits = addresses ?? { ipv4Bits: 0, ipv6Bits: 0 }
  const reverse = suffixStays ? { reverse: createReverseNames(prf, maps, bits) } : {}
  return { first: labels(true), later: labels(false), ...reverse, prf }
}

const made = new WeakMap<Keyring, Map<string, Names>>()

function namesOf(keys: Keyring, suffixStays: boolean, addresses?: AddressOptions): Names {
  const known = made.get(keys) ?? new Map<string, Names>()
  made.set(keys, known)
  const id = JSON.stringify([suffixStays, suffixStays && addresses])
  const names = known.get(id) ?? createNames(keys, suffixStays, addresses)
  known.set(id, names)
  return names
}

/** Maps the label `[at, at + n)` of the name `b[start..end)`. */
function mapLabel(
  names: Names,
  b: Uint8Array,
  start: number,
  at: number,
  n: number,
  end: number,
  out: Uint8Array,
  to: number,
): void {
  if (names.reverse?.label(b, start, at, n, end, out, to)) return
  if (at === start) names.first(b, at, n, end, out, to)
  else names.later(b, at, n, end, out, to)
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

/**
 * A label on the wire: `aux` says where in the scratch its name stands, behind two bytes of length,
 * and in the upper half where in the name the label begins (`wire/dns-name.ts`).
 */
export function applyLabel(keys: Keyring, suffixStays: boolean, addresses?: AddressOptions): Apply {
  const names = namesOf(keys, suffixStays, addresses)
  return (f, at, end, aux) => {
    const n = end - at
    const s = f.scratch
    const start = (aux & 0xffff) + 2
    const own = start + (aux >>> 16)
    const stop = aux >= 0 && start <= f.scratchEnd ? start + u16(s, start - 2) : 0
    if (own + n <= stop && stop <= f.scratchEnd) mapLabel(names, s, start, own, n, stop, f.b, at)
    else if (n <= NAME_MAX) {
      const unknown = namesOf(keys, false)
      mapLabel(unknown, name, 0, 0, n, canonical(f.b, at, end), f.b, at)
    } else fillBytes(f.b, at, end, 0x78)
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
    const m = moveNumber(prf, Range.literal + n, COUNT[n], v - OCTET_LEAST[n], name, 0, at)
    writeDigits(out, to + at, n, OCTET_LEAST[n] + m)
    at = stop + 1
  }
}

/** A whole name in text. Each label gets the pseudonym it has on the wire; dots stay. */
export function applyHostname(
  keys: Keyring,
  suffixStays: boolean,
  addresses?: AddressOptions,
): Apply {
  const names = namesOf(keys, suffixStays, addresses)
  const apply: Apply = (f, at, end) => {
    if (end - at > NAME_MAX) {
      fillBytes(f.b, at, end, 0x78)
      return
    }
    let size = canonical(f.b, at, end)
    if (isLiteral(size)) {
      applyLiteral(names.prf, size, f.b, at)
      return
    }
    if (size > 0 && name[size - 1] === DOT) size--
    for (let i = 0; i < size; ) {
      const stop = labelEnd(i, size)
      if (stop > i) mapLabel(names, name, 0, i, stop - i, size, f.b, at + i)
      i = stop + 1
    }
  }
  apply.spell = (b, at, end, out) => {
    if (end - at > NAME_MAX || names.reverse === undefined) return 0
    let size = canonical(b, at, end)
    const isRooted = size > 0 && name[size - 1] === DOT
    if (isRooted) size--
    const n = names.reverse.spell(name, size, out)
    if (n > 0 && isRooted) out[n] = DOT
    return n > 0 && isRooted ? n + 1 : n
  }
  return apply
}
