/**
 * Which words of free text many independent sources use. Claim `words-are-many-peoples`: a word
 * is learned only when records of at least k hosts hold it, and, where such records name addresses
 * or persons, those of at least k of each. So nobody who speaks from one address, under one name or
 * on one host makes a word leave.
 *
 * Sets only grow, up to k; of too many words those with the least hashes are counted, and they from
 * the first record on. What is learned does not depend on the order of records, and memory is
 * bounded.
 */
import { hashBytes } from '../bytes/hash.js'

/** Who says something: hashes, 0 for nobody. The first and the last address of a record count. */
export interface Source {
  host: number
  first: number
  last: number
  person: number
}

/** Words that were learned, in order, with the records that hold them. */
export interface LearnedWords {
  readonly words: readonly { readonly word: string; readonly records: number }[]
  /** words that were met and not learned */
  readonly others: number
  /** words were met that could not be counted */
  readonly isFull: boolean
}

/** Counts who uses a word, and notes what names somebody. */
export interface WordSurvey {
  /** a word that stands free in a record of this source */
  met(word: string, source: Source): void
  /** words in a name, an address, a secret: none of them is learned, wherever it stands */
  names(b: Uint8Array, at: number, end: number): void
  learned(): LearnedWords
}

/** A word that is counted: distinct hosts, first and last addresses, persons; up to k of each. */
interface Entry {
  readonly hash: number
  records: number
  readonly sets: readonly number[][]
}

const WORDS_MAX = 1 << 16
const SHORTEST = 4
const LONGEST = 24
/** Bits of what names somebody, two of which stand for a word: too many names deny more words. */
const NAMES_LOG2 = 25

const VOWEL = /[aeiouy]/
const CROWDED = /[^aeiouy]{5}|(.)\1\1/
const HEX = /^[a-f]+$/

/**
 * Whether a word may be learned by its form: lower-case letters, that can be spoken, and are no
 * number in hexadecimal digits. With a capital it is more likely a name.
 */
export function isLearnable(word: string): boolean {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return false
  return VOWEL.test(word) && !CROWDED.test(word) && !HEX.test(word)
}

function put(set: number[], value: number, k: number): void {
  if (value !== 0 && set.length < k && !set.includes(value)) set.push(value)
}

/** The order in which words are counted when there are too many. */
function isBefore(a: readonly [string, Entry], b: readonly [string, Entry]): number {
  return a[1].hash - b[1].hash || (a[0] < b[0] ? -1 : 1)
}

/** What was in names: bits, so that no number of them needs more memory. */
function createNames() {
  const bits = new Uint8Array(1 << (NAMES_LOG2 - 3))
  const scratch = Buffer.alloc(LONGEST)
  const bitOf = (seed: number, n: number): number =>
    hashBytes(seed, scratch, 0, n) >>> (32 - NAMES_LOG2)
  return {
    has(word: string): boolean {
      const n = scratch.write(word, 'latin1')
      const [x, y] = [bitOf(1, n), bitOf(2, n)]
      return ((bits[x >> 3] >> (x & 7)) & (bits[y >> 3] >> (y & 7)) & 1) === 1
    },
    /** Takes the runs of letters of a name. */
    add(b: Uint8Array, at: number, end: number): void {
      for (let i = at; i < end; i++) {
        let n = 0
        for (; i < end; i++) {
          const c = b[i] | 32
          if (c < 97 || c > 122 || b[i] >= 128) break
          if (n < LONGEST) scratch[n] = c
          n++
        }
        if (n < SHORTEST || n > LONGEST) continue
        for (let seed = 1; seed < 3; seed++) {
          const bit = bitOf(seed, n)
          bits[bit >> 3] |= 1 << (bit & 7)
        }
      }
    },
  }
}

/** Makes a survey. @param k sources from which on a word is learned */
export function createWordSurvey(k: number, most = WORDS_MAX): WordSurvey {
  const words = new Map<string, Entry>()
  const names = createNames()
  const scratch = Buffer.alloc(LONGEST)
  /** words with this hash or more are not counted */
  let limit = 0x1_0000_0000
  let isFull = false

  /** Gives up half of the words: all that share a hash with the first that goes. */
  function halve(): void {
    isFull = true
    const list = [...words].sort(isBefore)
    limit = list[list.length >> 1][1].hash
    for (const [word, { hash }] of list) if (hash >= limit) words.delete(word)
  }

  return {
    met(word, { host, first, last, person }) {
      if (host === 0) return
      let entry = words.get(word)
      if (entry === undefined) {
        if (!isLearnable(word)) return
        const hash = hashBytes(0, scratch, 0, scratch.write(word, 'latin1')) >>> 0
        if (hash >= limit) return
        entry = { hash, records: 0, sets: [[], [], [], []] }
        words.set(word, entry)
        if (words.size > 2 * most) halve()
      }
      entry.records++
      const [hosts, firsts, lasts, persons] = entry.sets
      put(hosts, host, k)
      put(firsts, first, k)
      put(lasts, last, k)
      put(persons, person, k)
    },
    names: names.add,
    learned() {
      // What is counted at the end must not depend on when words were given up.
      const all = [...words].sort(isBefore)
      const end = all.length > most ? all[most][1].hash : limit
      const kept = all.filter(([, { hash }]) => hash < end)
      const many = kept.filter(
        ([word, { sets }]) =>
          sets[0].length >= k &&
          sets.every((set) => set.length === 0 || set.length >= k) &&
          !names.has(word),
      )
      return {
        words: many
          .map(([word, { records }]) => ({ word, records }))
          .sort((a, b) => (a.word < b.word ? -1 : 1)),
        others: kept.length - many.length,
        isFull: isFull || kept.length < all.length,
      }
    },
  }
}
