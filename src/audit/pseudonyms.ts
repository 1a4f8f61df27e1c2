/** The IPv4 pseudonyms of a run: all of them, so that none is taken for an address of the input. */
import { u32 } from '../bytes/endian.js'

/** Words that fill half of a table of 16 MiB. */
const MOST = 1 << 21
const FIRST = 1 << 10

/** A set of addresses of four bytes. */
export interface Pseudonyms {
  /** whether some were not taken for want of room */
  readonly overflowed: boolean
  add(address: Uint8Array): void
  /** whether the four bytes at `at` are one */
  has(b: Uint8Array, at: number): boolean
}

const hash = (word: number): number => Math.imul(word, 0x9e3779b1) >>> 7

/** Makes an empty set of at most `most` addresses (a power of two). */
export function createPseudonyms(most = MOST): Pseudonyms {
  let words = new Uint32Array(FIRST * 2)
  let size = 0
  let overflowed = false
  /** where a word is, or belongs; 0.0.0.0 marks a free place, and is nobody's address */
  const place = (word: number): number => {
    const mask = words.length - 1
    let i = hash(word) & mask
    while (words[i] !== 0 && words[i] !== word) i = (i + 1) & mask
    return i
  }
  const grow = (): void => {
    const old = words
    words = new Uint32Array(old.length * 2)
    for (const word of old) if (word !== 0) words[place(word)] = word
  }
  return {
    get overflowed() {
      return overflowed
    },
    add(address) {
      const word = u32(address, 0)
      if (word === 0 || words[place(word)] === word) return
      if (size === most) {
        overflowed = true
        return
      }
      if (++size * 2 > words.length) grow()
      words[place(word)] = word
    },
    has(b, at) {
      const word = u32(b, at)
      return word !== 0 && words[place(word)] === word
    },
  }
}
