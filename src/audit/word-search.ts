/**
 * Searches the files of other layers for needles that stand alone. Such files come in chunks, and a
 * value may lie across two of them. Part of a longer word or number is no hit: `10.0.0.1` is not in
 * `110.0.0.12`.
 */
import { firstOf } from '../bytes/find.js'
import type { Needles } from './needles.js'

/** No form of an identifier that is searched is longer. */
const TAIL = 1024

/** A search over one file after the other. */
export interface WordSearch {
  /** takes the next bytes, and where they stand; `offset` 0 begins a new file */
  push(chunk: Uint8Array, offset: number, place?: string): void
  /** the last file has ended */
  end(): void
}

/** Told of each hit: whose needle it is, where it lies, and in bytes of which place. */
export type OnWord = (
  owner: number,
  b: Uint8Array,
  from: number,
  length: number,
  place: string,
) => void

function isWord(c: number): boolean {
  const l = c | 32
  return (c >= 48 && c <= 57) || (l >= 97 && l <= 122)
}

/** Whether an address goes on behind a separator: `.1`, or `:f` where it is one with colons. */
function goesOn(b: Uint8Array, separator: number, next: number, colons: boolean): boolean {
  if (separator < 0 || next < 0 || next >= b.length || separator >= b.length) return false
  const digit = b[next] >= 48 && b[next] <= 57
  return b[separator] === 0x2e ? digit : colons && b[separator] === 0x3a && isWord(b[next])
}

const HEAD = 4096

/** Whether a file is no text, by its first bytes: tags of protobuf are control characters there. */
function isBinary(b: Uint8Array): boolean {
  return b.subarray(0, HEAD).some((c) => c < 9)
}

/**
 * Whether `[from, to)` of `b` is a part of a longer word, number or address.
 * @param binary a string may begin with its length, as in protobuf: then that is all of it. In text
 *   a line of ten characters would look so, since `\n` is 10.
 */
export function isPart(b: Uint8Array, from: number, to: number, binary: boolean): boolean {
  if (binary && from > 0 && b[from - 1] === to - from) return false
  if (from > 0 && isWord(b[from - 1]) && isWord(b[from])) return true
  if (to < b.length && isWord(b[to]) && isWord(b[to - 1])) return true
  const colon = firstOf(b, 0x3a, from, to)
  const colons = colon >= 0 && colon < to
  const number = colons || (b[from] >= 48 && b[from] <= 57)
  return number && (goesOn(b, from - 1, from - 2, colons) || goesOn(b, to, to + 1, colons))
}

/** Makes a search; `needles` may be filled until the first push. */
export function createWordSearch(needles: Needles, hit: OnWord): WordSearch {
  let tail: Uint8Array = new Uint8Array(0)
  /** of the tail, and of what came behind it */
  let before = ''
  let now = ''
  let binary = false
  /** hits that end before the last two bytes can be judged; what is left waits for more */
  const scan = (b: Uint8Array, from: number, to: number): void => {
    needles.scan(b, 0, b.length, (owner, at, length) => {
      const end = at + length
      if (end < from || end >= to || isPart(b, at, end, binary)) return
      hit(owner, b, at, length, end <= tail.length ? before : now)
    })
  }
  const end = (): void => {
    if (tail.length > 0) scan(tail, tail.length - 1, tail.length + 1)
    tail = new Uint8Array(0)
  }
  return {
    push(chunk, offset, place = '') {
      if (offset === 0) {
        end()
        binary = isBinary(chunk)
      }
      now = place
      const b = new Uint8Array(tail.length + chunk.length)
      b.set(tail)
      b.set(chunk, tail.length)
      scan(b, Math.max(0, tail.length - 1), b.length - 1)
      tail = b.slice(Math.max(0, b.length - TAIL))
      before = place
    },
    end,
  }
}
