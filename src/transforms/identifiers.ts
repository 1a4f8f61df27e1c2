/**
 * Pseudonyms of numbers, bytes and texts that are no addresses and no names. Zero stays zero: it
 * stands for "none" nearly everywhere. The key belongs to the kind of value, not to the field.
 */
import { put16, u16 } from '../bytes/endian.js'
import { cacheWords, type WordMap } from '../keys/cache.js'
import type { Keyring } from '../keys/keyring.js'
import { cacheNames } from '../keys/name-cache.js'
import { createPermutation, shuffle } from '../keys/permutation.js'
import { createPrf, PRF_KEY_BYTES } from '../keys/prf.js'
import { createTokens } from '../keys/tokens.js'
import type { Kind } from '../wire/fields.js'
import type { Apply } from './transform.js'

/** Values of up to this many bytes are permuted exactly; longer ones get random bytes. */
const EXACT = 16
const CACHE_LOG2 = 12
const TEXT_CACHE_LOG2 = 12

function table(keys: Keyring, kind: Kind, bits: number): Uint16Array {
  const t = Uint16Array.from({ length: 1 << bits }, (_, i) => i)
  shuffle(t, 1, t.length, keys.derive(`value/${kind}/${bits}`, 16))
  return t
}

const words = new Int32Array(4)

/** Reads `[at, end)` as a number into four words, most significant first. */
function read(b: Uint8Array, at: number, end: number): void {
  words.fill(0)
  for (let i = end - 1, p = 0; i >= at; i--, p++) words[3 - (p >>> 2)] |= b[i] << ((p & 3) << 3)
}

function write(b: Uint8Array, at: number, end: number): void {
  for (let i = end - 1, p = 0; i >= at; i--, p++) b[i] = words[3 - (p >>> 2)] >>> ((p & 3) << 3)
}

/** A permutation of the values of `n` bytes that lets zero stay. */
function permutationOf(keys: Keyring, kind: Kind, n: number): WordMap {
  const permutation = createPermutation(keys.derive(`value/${kind}`, 16))
  return cacheWords(CACHE_LOG2, (v) => {
    if ((v[0] | v[1] | v[2] | v[3]) === 0) return
    do permutation.permute(v, 8 * n, 0, 0, 0)
    while ((v[0] | v[1] | v[2] | v[3]) === 0)
  })
}

/** Numbers and bytes of any length; what depends on the length is made when it first occurs. */
export function applyBytes(keys: Keyring, kind: Kind): Apply {
  const prf = createPrf(keys.derive(`value/${kind}/long`, PRF_KEY_BYTES))
  const maps: WordMap[] = []
  let bytes: Uint16Array | undefined
  let pairs: Uint16Array | undefined
  const apply: Apply = (f, at, end) => {
    const b = f.b
    const n = end - at
    if (n === 1) {
      bytes ??= table(keys, kind, 8)
      b[at] = bytes[b[at]]
    } else if (n === 2) {
      pairs ??= table(keys, kind, 16)
      put16(b, at, pairs[u16(b, at)])
    } else if (n <= EXACT) {
      maps[n] ??= permutationOf(keys, kind, n)
      read(b, at, end)
      maps[n](words)
      write(b, at, end)
    } else {
      prf(0, b, at, end, b, at, n)
    }
  }
  const eight = createPermutation(keys.derive(`value/${kind}`, 16))
  apply.many = (b, n) => {
    eight.permuteMany(b, n)
    for (let i = 0; i < n; i++) {
      read(b, 8 * i, 8 * i + 8)
      // Zero stays zero, so that no other value may become it.
      while ((words[2] | words[3]) === 0) eight.permute(words, 64, 0, 0, 0)
      write(b, 8 * i, 8 * i + 8)
    }
  }
  return apply
}

/**
 * Texts become words of as many bytes; see `keys/tokens.ts`. Capitals make a difference. A word of
 * a text may be the name of a thing: it has the pseudonym that it has in a field of such names.
 */
export function applyText(keys: Keyring, kind: Kind): Apply {
  const domain = kind === 'content' ? 'link' : kind
  const tokens = createTokens(createPrf(keys.derive(`text/${domain}`, PRF_KEY_BYTES)))
  const map = cacheNames(TEXT_CACHE_LOG2, tokens)
  return (f, at, end) => map(f.b, at, end - at, end, f.b, at)
}
