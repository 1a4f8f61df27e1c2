/**
 * Names of reverse lookups (RFC 1035 §3.5, RFC 3596 §2.5) spell an address, and then spell its
 * pseudonym: `4.3.2.1.in-addr.arpa` becomes what `1.2.3.4` becomes. In text they may grow. In a
 * packet a label keeps its length: nibbles of ip6.arpa always fit; an octet fits when it has no
 * more digits than the one before, and is filled up with zeros. One that does not fit becomes
 * letters, as do names of networks where the policy lets no prefix be seen, so that no digits stand
 * for an address that is none.
 */
import { put32, u32 } from '../bytes/endian.js'
import type { AddressMaps, AddressOptions } from '../keys/address-maps.js'
import { cacheNames } from '../keys/name-cache.js'
import type { Prf } from '../keys/prf.js'
import { moveNumber } from '../keys/tokens.js'

const DOT = 46
const LETTERS = 26
const CACHE_LOG2 = 10
/** Tells the ranges apart that numbers are moved in. */
const Range = { letters: 0, nibble: 4 } as const

/** A decimal number up to 255 without leading zeros, or -1. */
export function octet(b: Uint8Array, at: number, n: number): number {
  if (n < 1 || n > 3 || (n > 1 && b[at] === 48)) return -1
  let v = 0
  for (let i = at; i < at + n; i++) {
    if (b[i] < 48 || b[i] > 57) return -1
    v = v * 10 + b[i] - 48
  }
  return v <= 255 ? v : -1
}

/** The least octet of `n` digits. */
export const OCTET_LEAST: readonly number[] = [0, 0, 10, 100]

/** Writes `v` at `at` with `n` decimal digits. */
export function writeDigits(out: Uint8Array, at: number, n: number, v: number): void {
  let rest = v
  for (let i = at + n - 1; i >= at; i--) {
    out[i] = 48 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
}

function nibble(b: Uint8Array, at: number, n: number): number {
  if (n !== 1) return -1
  const c = b[at]
  if (c >= 48 && c <= 57) return c - 48
  return c >= 97 && c <= 102 ? c - 87 : -1
}

const hexDigit = (v: number): number => (v < 10 ? 48 + v : 87 + v)

/** One of the two trees: the end of its names, how many labels an address has, bits of a label. */
interface Tree {
  readonly tail: Uint8Array
  readonly labels: number
  readonly bits: number
  readonly value: (b: Uint8Array, at: number, n: number) => number
}

const IPV4: Tree = { tail: Buffer.from('.in-addr.arpa'), labels: 4, bits: 8, value: octet }
const IPV6: Tree = { tail: Buffer.from('.ip6.arpa'), labels: 32, bits: 4, value: nibble }

function endsWith(b: Uint8Array, at: number, end: number, tail: Uint8Array): boolean {
  const from = end - tail.length
  if (from < at) return false
  // from the right: nearly every name differs there
  for (let i = tail.length - 1; i >= 0; i--) if (b[from + i] !== tail[i]) return false
  return true
}

/** The values of a name's labels, the most significant first, and where each label begins. */
const values = new Uint8Array(32)
const begins = new Int32Array(32)

/** Reads labels before `end` from the right for as long as they are of an address. */
function read(b: Uint8Array, start: number, end: number, tree: Tree): number {
  let count = 0
  for (let stop = end; count < tree.labels && stop > start; count++) {
    let at = stop
    while (at > start && b[at - 1] !== DOT) at--
    const v = tree.value(b, at, stop - at)
    if (v < 0) break
    values[count] = v
    begins[count] = at
    stop = at - 1
  }
  return count
}

const address = new Uint8Array(16)
const words = new Int32Array(4)

/** Puts values together from the first bit on; those that are not known are zero. */
function pack(count: number, bits: number): void {
  address.fill(0)
  for (let i = 0; i < count; i++) {
    if (bits === 8) address[i] = values[i]
    else address[i >> 1] |= values[i] << (i & 1 ? 0 : 4)
  }
}

function unpack(count: number, bits: number): void {
  for (let i = 0; i < count; i++) {
    values[i] = bits === 8 ? address[i] : (address[i >> 1] >> (i & 1 ? 0 : 4)) & 15
  }
}

/** How names of reverse lookups are mapped. */
export interface ReverseNames {
  /**
   * Maps the label `[at, at + n)` of the name `b[start..end)`, in canonical form, into `out`.
   * @returns false where it is no label of an address
   */
  label(
    b: Uint8Array,
    start: number,
    at: number,
    n: number,
    end: number,
    out: Uint8Array,
    to: number,
  ): boolean
  /** Writes what the name `b[0..end)` becomes in text; gives its length, 0 where it spells none. */
  spell(b: Uint8Array, end: number, out: Uint8Array): number
}

/**
 * Makes the map.
 * @param maps those of addresses; absent where the policy gives addresses no pseudonyms
 */
export function createReverseNames(
  prf: Prf,
  maps: AddressMaps | undefined,
  { ipv4Bits, ipv6Bits }: Pick<AddressOptions, 'ipv4Bits' | 'ipv6Bits'>,
): ReverseNames {
  /** Maps `count` values in place; false where so short a prefix has no pseudonym. */
  function map(tree: Tree, count: number): boolean {
    const most = tree === IPV4 ? ipv4Bits : ipv6Bits
    if (maps === undefined || (count < tree.labels && count * tree.bits > most)) return false
    pack(count, tree.bits)
    if (tree === IPV4) maps.ipv4At(address, 0)
    else {
      for (let w = 0; w < 4; w++) words[w] = u32(address, 4 * w)
      maps.ipv6(words)
      for (let w = 0; w < 4; w++) put32(address, 4 * w, words[w])
    }
    unpack(count, tree.bits)
    return true
  }

  /** Labels of which no pseudonym of an address says anything, each by those behind it. */
  const moved = cacheNames(CACHE_LOG2, (b, at, n, end, out, to) => {
    if (endsWith(b, at, end, IPV6.tail)) {
      const m = moveNumber(prf, Range.nibble, 16, nibble(b, at, n), b, at + n, end)
      out[to] = hexDigit(m)
      return
    }
    const own = octet(b, at, n) - OCTET_LEAST[n]
    let m = moveNumber(prf, Range.letters + n, LETTERS ** n, own, b, at + n, end)
    for (let k = to + n - 1; k >= to; k--) {
      out[k] = 97 + (m % LETTERS)
      m = Math.floor(m / LETTERS)
    }
  })

  return {
    label(b, start, at, n, end, out, to) {
      const tree = endsWith(b, at, end, IPV4.tail) ? IPV4 : IPV6
      if (tree === IPV6 && !endsWith(b, at, end, IPV6.tail)) return false
      const count = read(b, start, end - tree.tail.length, tree)
      let i = 0
      while (i < count && begins[i] !== at) i++
      if (i === count) return false
      const fits = map(tree, count) && values[i] < (tree === IPV4 ? 10 ** n : 16)
      if (!fits) moved(b, at, n, end, out, to)
      else if (tree === IPV4) writeDigits(out, to, n, values[i])
      else out[to] = hexDigit(values[i])
      return true
    },
    spell(b, end, out) {
      const tree = endsWith(b, 0, end, IPV4.tail) ? IPV4 : IPV6
      if (tree === IPV6 && !endsWith(b, 0, end, IPV6.tail)) return 0
      const count = read(b, 0, end - tree.tail.length, tree)
      if (count === 0 || begins[count - 1] !== 0 || !map(tree, count)) return 0
      let size = 0
      for (let i = count - 1; i >= 0; i--) {
        const v = values[i]
        if (tree === IPV6) out[size++] = hexDigit(v)
        else {
          const n = v < 10 ? 1 : v < 100 ? 2 : 3
          writeDigits(out, size, n, v)
          size += n
        }
        if (i > 0) out[size++] = DOT
      }
      out.set(tree.tail, size)
      return size + tree.tail.length
    },
  }
}
