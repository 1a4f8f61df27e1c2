/**
 * Words that may leave in free text. A word leaves because it is in a list that everybody has,
 * never because nothing was found to be wrong with it.
 */
import { createWordTable, endsIn } from './word-table.js'
import {
  addressing,
  announcing,
  constants,
  following,
  keys,
  passing,
  programs,
} from './words-announcing.js'
import { english } from './words-english.js'
import { more, moreNames } from './words-more.js'
import { names, rareNames } from './words-names.js'
import { technical } from './words-technical.js'

/** What a word says of the one behind it; see `words-announcing.ts`. */
export const Role = {
  plain: 0,
  announcing: 1,
  key: 2,
  program: 3,
  passing: 4,
  following: 5,
  constant: 6,
  /** may be a name, so that it does not leave, and announces what follows a colon or a sign */
  doubtful: 7,
  /** ends an announcement, and announces where a colon or an equals sign follows */
  addressing: 8,
  /** may be a name: where it stands for a person it does not leave */
  name: 9,
} as const

/** Tells words that may leave. */
export interface Vocabulary {
  /** `Role` of a word that may leave; -1 for any other. */
  role(b: Uint8Array, at: number, end: number): number
  /**
   * Whether the ASCII letters `[at, end)` are a word that may leave: in lower case, in capitals,
   * or with a first capital. Hot: reads bytes, makes no string.
   */
  has(b: Uint8Array, at: number, end: number): boolean
  readonly size: number
}

const LONGEST = 24
/** Words of so many bytes are remembered, with their role, and how many of them. */
const MET_MAX = 7
const MET_LOG2 = 12
/** Endings that a word of the list may have, in lower case only: names like Manning end so too. */
const ENDINGS = ['s', 'es', 'd', 'ed', 'ing', 'ly'].map((s) => Buffer.from(s))
const STEM_MIN = 3

/** 0 for lower case, 1 for a first capital, 2 for all capitals, -1 for anything else. */
function caseOf(b: Uint8Array, at: number, end: number): number {
  let capitals = 0
  for (let i = at; i < end; i++) {
    const c = b[i]
    if (c >= 65 && c <= 90) capitals++
    else if ((c < 97 || c > 122) && c !== 39) return -1
  }
  const first = b[at] >= 65 && b[at] <= 90
  if (capitals === 0) return 0
  if (capitals === 1 && first) return 1
  return capitals === end - at ? 2 : -1
}

function split(words: string): string[] {
  return words.split(/\s+/).filter((w) => w !== '')
}

/** Words that have a role; where one has two, the first of them. */
const roles = new Map<string, number>()
for (const [words, role] of [
  [constants, Role.constant],
  [announcing, Role.announcing],
  [programs, Role.program],
  [passing, Role.passing],
  [addressing, Role.addressing],
  [following, Role.following],
  [keys, Role.key],
] as const) {
  for (const word of split(words)) if (!roles.has(word)) roles.set(word, role)
}

/**
 * Makes a vocabulary; words that announce are in each.
 * @param words between white space, in lower case
 * @param ambiguous words of them that are names, and leave in lower case alone
 * @param named words of them that are names, and leave in any case
 */
export function createVocabulary(words: string, ambiguous: string, named = ''): Vocabulary {
  const list = [...roles.keys(), ...split(words).filter((w) => !roles.has(w))]
  const doubtful = new Set(split(ambiguous))
  const people = new Set([...doubtful, ...split(named)])
  const find = createWordTable(list)
  const isLowerOnly = Uint8Array.from(list, (word) => (doubtful.has(word) ? 1 : 0))
  const said = Uint8Array.from(
    list,
    (word) => roles.get(word) ?? (people.has(word) ? Role.name : Role.plain),
  )

  function search(b: Uint8Array, at: number, end: number): number {
    const letters = caseOf(b, at, end)
    if (letters < 0) return -1
    const word = find(b, at, end)
    if (word >= 0) {
      if (letters === 0 || isLowerOnly[word] === 0) return said[word]
      return said[word] === Role.announcing ? Role.doubtful : -1
    }
    if (letters !== 0) return -1
    for (const tail of ENDINGS) {
      const stem = end - tail.length
      if (stem - at < STEM_MIN || !endsIn(b, at, end, tail)) continue
      if (find(b, at, stem) >= 0) return Role.plain
    }
    return -1
  }

  // Short words, two words of four bytes each, and what was found of them.
  const lows = new Int32Array(1 << MET_LOG2)
  const highs = new Int32Array(1 << MET_LOG2)
  const found = new Int8Array(1 << MET_LOG2)

  function role(b: Uint8Array, at: number, end: number): number {
    const n = end - at
    if (n === 0 || n > LONGEST) return -1
    if (n > MET_MAX) return search(b, at, end)
    // A mark before the first byte, so that `\0a` is not `a`.
    let low = 1
    let high = 0
    for (let i = at; i < end; i++) {
      high = (high << 8) | (low >>> 24)
      low = (low << 8) | b[i]
    }
    const h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca77)
    const slot = (h ^ (h >>> 16)) & ((1 << MET_LOG2) - 1)
    if (lows[slot] === low && highs[slot] === high) return found[slot]
    lows[slot] = low
    highs[slot] = high
    found[slot] = search(b, at, end)
    return found[slot]
  }

  return {
    size: list.length,
    role,
    has(b, at, end) {
      const own = role(b, at, end)
      return own >= 0 && own !== Role.doubtful
    },
  }
}

/** A vocabulary with more words, which leave in lower case alone and without endings. */
export function withWords(base: Vocabulary, words: readonly string[]): Vocabulary {
  const added = new Set(words)
  if (added.size === 0) return base
  const role = (b: Uint8Array, at: number, end: number): number => {
    const own = base.role(b, at, end)
    if (own !== -1 || end - at > LONGEST || caseOf(b, at, end) !== 0) return own
    return added.has(Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1'))
      ? Role.plain
      : -1
  }
  return {
    size: base.size + added.size,
    role,
    has(b, at, end) {
      const own = role(b, at, end)
      return own >= 0 && own !== Role.doubtful
    },
  }
}

/** The vocabulary that ships with scrim. */
export const vocabulary: Vocabulary = createVocabulary(
  `${english} ${technical} ${more}`,
  `${names} ${moreNames}`,
  rareNames,
)
