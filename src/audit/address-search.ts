/**
 * Looks for IPv4 addresses of the input as four bytes, which occur by chance too. What chance does
 * is not computed but tried: for each address there are a hundred decoys and more, put together of
 * bytes that addresses of this input have in the same places, and searched in the same bytes.
 * People and protocols both like small numbers (1.2.3.4 backwards is a list of signature
 * algorithms, 10.10 one of GREASE, RFC 8701): addresses of small numbers alone have decoys of small
 * numbers alone, and are judged among themselves.
 */
import { createHash } from 'node:crypto'
import { u32 } from '../bytes/endian.js'

/** Decoys for each address: so many that one address that is left can stand out among them. */
const LEAST = 100
const MOST = 1000
const ENOUGH = 1 << 17
/** Chance alone finds so many with this probability, and one of them so often with that. */
const ALPHA = { different: 0.0025, often: 0.01 }
/** What people choose, and what protocols number their things with. */
const SMALL = 16

/** What was found in one sort of bytes. */
export interface AddressHits {
  /** places in which an address of the input was found, how many different ones, and the most */
  readonly places: number
  readonly different: number
  /** different decoys that were found, and how many addresses that lets expect */
  readonly decoys: number
  readonly expected: number
  /** whether there is more than chance does: in different addresses, or in places of one */
  readonly beyond: boolean
}

/** Decides which hits of four bytes, of an address or of a decoy, are no sign of anything. */
export type Settle = (b: Uint8Array, at: number, isAddress: boolean) => boolean

/** A search under way. */
export interface AddressSearch {
  readonly decoys: number
  /** a field of addresses at `at`; says whether an address of the input is in it */
  field(b: Uint8Array, at: number, settle: Settle): boolean
  /** all windows of `[at, end)`, forwards and backwards; `settle` is asked about each hit */
  kept(b: Uint8Array, at: number, end: number, settle: Settle): void
  /** whether the four bytes at `at` were found in a field */
  isInFields(b: Uint8Array, at: number): boolean
  inFields(): AddressHits
  inKept(): AddressHits
}

const swapped = (w: number): number =>
  ((w << 24) | ((w & 0xff00) << 8) | ((w >>> 8) & 0xff00) | (w >>> 24)) >>> 0

/** Numbers that a seed decides (xorshift of 32 bits, Marsaglia 2003). */
function createDice(seed: string): (n: number) => number {
  let x = createHash('sha256').update(`${seed}/decoys`).digest().readUInt32BE(0) | 1
  return (n) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % n
  }
}

/** Addresses by value: which are of the input, and how often each was met in two sorts of bytes. */
function createSet(most: number) {
  let bits = 8
  while (1 << bits < most * 2) bits++
  const mask = (1 << bits) - 1
  const keys = new Uint32Array(1 << bits)
  const real = new Uint8Array(1 << bits)
  const filter = new Uint32Array(1 << (bits - 2))
  const shift = 32 - (bits + 3)
  const place = (word: number): number => {
    let i = (Math.imul(word, 0x9e3779b1) >>> 7) & mask
    while (keys[i] !== 0 && keys[i] !== word) i = (i + 1) & mask
    return i
  }
  return {
    keys,
    real,
    /** whether a word may be here, or its bytes in reverse; hot: one look at memory for both */
    mayHold(word: number, backwards: number): boolean {
      const h = Math.imul(word < backwards ? word : backwards, 0x85ebca6b) >>> shift
      return (filter[h >>> 5] & (1 << (h & 31))) !== 0
    },
    /** the slot of a word, or -1 */
    find(word: number): number {
      const i = place(word)
      // An empty place holds the word zero, which is no address.
      return word !== 0 && keys[i] === word ? i : -1
    },
    /** whether the word was not there */
    add(word: number, isReal: boolean): boolean {
      const i = place(word)
      if (word === 0 || keys[i] === word) return false
      keys[i] = word
      if (isReal) real[i] = 1
      const backwards = swapped(word)
      const h = Math.imul(word < backwards ? word : backwards, 0x85ebca6b) >>> shift
      filter[h >>> 5] |= 1 << (h & 31)
      return true
    },
  }
}

/** How likely it is that at least `k` of `n` fall on a share of `p`. */
export function tail(k: number, n: number, p: number): number {
  let log = n * Math.log1p(-p)
  let below = 0
  for (let i = 0; i < k; i++) {
    below += Math.exp(log)
    log += Math.log((n - i) / (i + 1)) + Math.log(p / (1 - p))
  }
  return Math.max(0, 1 - below)
}

type AddressSet = ReturnType<typeof createSet>

const isSmall = (w: number): boolean => (w & ~(0x01010101 * (SMALL - 1))) === 0

/** A decoy of an address: its first bytes stay; later ones are small, another's, or any. */
function decoyOf(
  word: number,
  words: readonly number[],
  dice: (n: number) => number,
  any: boolean,
): number {
  const first = 1 + dice(3)
  let decoy = 0
  for (let i = 0; i < 4; i++) {
    const shift = 24 - i * 8
    let byte = word >>> shift
    if (i >= first && isSmall(word)) byte = dice(SMALL)
    else if (i >= first) byte = any ? dice(256) : words[dice(words.length)] >>> shift
    decoy = (decoy << 8) | (byte & 255)
  }
  return decoy >>> 0
}

/** Adds decoys for all addresses; gives how many there are, of small ones and of others. */
function addDecoys(set: AddressSet, words: readonly number[], dice: (n: number) => number) {
  const each = Math.max(LEAST, Math.min(MOST, Math.floor(ENOUGH / words.length)))
  const made = { small: 0, other: 0 }
  for (const word of words) {
    const small = isSmall(word)
    for (let k = 0; k < each; k++) {
      for (let tries = 0; tries < 8; tries++) {
        const decoy = decoyOf(word, words, dice, tries >= 4)
        if (isSmall(decoy) !== small || !set.add(decoy, false)) continue
        made[small ? 'small' : 'other']++
        break
      }
    }
  }
  return made
}

/** How often addresses of a set were found, by their slot: few are. */
type Counts = Map<number, number>

/** Judges what was counted: all that was found at all, and what was found as often as the most. */
function judge(set: AddressSet, counts: Counts, small: boolean, share: number): AddressHits {
  const found: number[] = []
  const decoys: number[] = []
  for (const [slot, n] of counts) {
    if (isSmall(set.keys[slot]) === small) (set.real[slot] === 1 ? found : decoys).push(n)
  }
  const most = found.reduce((a, b) => Math.max(a, b), 1)
  const isMore = (least: number, alpha: number): boolean => {
    const k = found.filter((n) => n >= least).length
    return k > 0 && tail(k, k + decoys.filter((n) => n >= least).length, share) < alpha
  }
  return {
    places: found.reduce((a, b) => a + b, 0),
    different: found.length,
    decoys: decoys.length,
    expected: share === 1 ? 0 : (decoys.length * share) / (1 - share),
    beyond: isMore(1, ALPHA.different) || isMore(most, ALPHA.often),
  }
}

/** Both together: more than chance does in one is more than chance does. */
function sum(a: AddressHits, b: AddressHits): AddressHits {
  return {
    places: a.places + b.places,
    different: a.different + b.different,
    decoys: a.decoys + b.decoys,
    expected: a.expected + b.expected,
    beyond: a.beyond || b.beyond,
  }
}

/**
 * Makes a search.
 * @param addresses different ones of the input, four bytes each
 * @param seed decides the decoys
 */
export function createAddressSearch(addresses: readonly Uint8Array[], seed: string): AddressSearch {
  const words = addresses.map((a) => u32(a, 0))
  const n = words.length
  const set = createSet(Math.max(n * (LEAST + 1), Math.min(n * (MOST + 1), ENOUGH + n)))
  for (const word of words) set.add(word, true)
  const decoys = n === 0 ? { small: 0, other: 0 } : addDecoys(set, words, createDice(seed))
  const small = words.filter(isSmall).length
  const share = (real: number, made: number): number => (real === 0 ? 1 : real / (real + made))
  const judged = (counts: Counts): AddressHits =>
    sum(
      judge(set, counts, true, share(small, decoys.small)),
      judge(set, counts, false, share(n - small, decoys.other)),
    )
  const fields: Counts = new Map()
  const kept: Counts = new Map()
  const count = (counts: Counts, slot: number): void => {
    counts.set(slot, (counts.get(slot) ?? 0) + 1)
  }
  const take = (word: number, b: Uint8Array, at: number, settle: Settle): void => {
    const slot = set.find(word)
    if (slot >= 0 && !settle(b, at, set.real[slot] === 1)) count(kept, slot)
  }
  return {
    decoys: decoys.small + decoys.other,
    isInFields: (b, at) => {
      const slot = set.find(u32(b, at))
      return fields.has(slot)
    },
    field(b, at, settle) {
      const word = u32(b, at)
      const slot = set.mayHold(word, swapped(word)) ? set.find(word) : -1
      if (slot < 0 || settle(b, at, set.real[slot] === 1)) return false
      count(fields, slot)
      return set.real[slot] === 1
    },
    kept(b, at, end, settle) {
      if (end - at < 4 || n === 0) return
      let word = (b[at] << 16) | (b[at + 1] << 8) | b[at + 2]
      for (let i = at + 3; i < end; i++) {
        word = ((word << 8) | b[i]) >>> 0
        const backwards = swapped(word)
        if (!set.mayHold(word, backwards)) continue
        take(word, b, i - 3, settle)
        take(backwards, b, i - 3, settle)
      }
    },
    inFields: () => judged(fields),
    inKept: () => judged(kept),
  }
}
