/**
 * Pseudonyms that are words: as many characters as the original, of a..z and 0..9, the first a
 * letter. What stands behind the word (the parent domain) is the tweak, so that one word under two
 * parents gets two pseudonyms.
 */
import type { NameMap } from './name-cache.js'
import { permutePair, shuffle } from './permutation.js'
import type { Prf } from './prf.js'

const ALPHABET = Uint8Array.from('abcdefghijklmnopqrstuvwxyz0123456789', (c) => c.charCodeAt(0))
const LETTERS = 26
/** From this length on random words do not meet: 26 * 36^7 of them. */
const RANDOM_FROM = 8

/** What bytes are made for; one byte, so that no two purposes see the same input. */
const Purpose = { word: 1, list: 2, permutation: 0x20 } as const

/** The place of a character in the alphabet, or -1. */
function place(c: number): number {
  if (c >= 97 && c <= 122) return c - 97
  return c >= 48 && c <= 57 ? c - 48 + LETTERS : -1
}

/** A word as a number, or -1 when it is not of the form that pseudonyms have. */
function valueOf(b: Uint8Array, at: number, n: number): number {
  let v = place(b[at])
  if (v >= LETTERS) return -1
  for (let i = 1; i < n && v >= 0; i++) {
    const p = place(b[at + i])
    v = p < 0 ? -1 : v * ALPHABET.length + p
  }
  return v
}

function write(out: Uint8Array, to: number, n: number, value: number): void {
  let v = value
  for (let i = n - 1; i > 0; i--) {
    out[to + i] = ALPHABET[v % ALPHABET.length]
    v = Math.floor(v / ALPHABET.length)
  }
  out[to] = ALPHABET[v]
}

/** Moves `value` within `[0, n)`, n at most 65536, by a shuffle that belongs to this key alone. */
function moved(key: Uint8Array, n: number, value: number): number {
  const table = Uint16Array.from({ length: n }, (_, i) => i)
  shuffle(table, 0, n, key)
  return table[value]
}

/** A key that belongs to what is in hand; one at a time. */
const tweak = new Uint8Array(16)

/**
 * Moves a number of a small range by a bijection that depends on the bytes `[at, end)`.
 * @param range tells ranges apart: below 16
 */
export function moveNumber(
  prf: Prf,
  range: number,
  n: number,
  value: number,
  b: Uint8Array,
  at: number,
  end: number,
): number {
  prf((Purpose.list << 4) | range, b, at, end, tweak, 0, tweak.length)
  return moved(tweak, n, value)
}

/**
 * Makes the map of words. Words of the form of pseudonyms are permuted exactly up to 7 characters;
 * other words (with `-`, capitals, digits first) and longer ones get random words, which meet with
 * the probability of random words.
 */
export function createTokens(prf: Prf): NameMap {
  return (b, at, n, end, out, to) => {
    if (n === 0) return
    const value = n < RANDOM_FROM ? valueOf(b, at, n) : -1
    if (value < 0) {
      prf(Purpose.word, b, at, end, out, to, n)
      out[to] = ALPHABET[out[to] % LETTERS]
      for (let i = 1; i < n; i++) out[to + i] = ALPHABET[out[to + i] % ALPHABET.length]
      return
    }
    prf(Purpose.permutation | n, b, at + n, end, tweak, 0, tweak.length)
    if (n === 1) {
      write(out, to, 1, moved(tweak, LETTERS, value))
      return
    }
    const high = LETTERS * ALPHABET.length ** ((n >>> 1) - 1)
    write(out, to, n, permutePair(tweak, high, ALPHABET.length ** (n - (n >>> 1)), value))
  }
}
