/**
 * AES-128 on one block at a time: the one primitive all keyed maps of values are built from. It is
 * ours because it lies on the hot path: a call into node:crypto costs as much as thirty blocks, and
 * the tables of libraries (512 KiB) drive all else out of the caches. Here they take 5 KiB.
 */

/** Bytes of one AES block. */
export const BLOCK = 16
const WORDS = 4
const ROUNDS = 10

/** Encrypts single blocks: a permutation of blocks, not a mode for data. */
export interface Aes {
  /** Encrypts in place the block that words `at` to `at + 4` hold, most significant byte first. */
  encrypt(words: Int32Array, at: number): void
}

/** The S-box, and four tables of S-box and MixColumns, one behind the other (FIPS 197 §5.1). */
const SBOX = new Uint8Array(256)
const T = new Int32Array(4 * 256)

function double(a: number): number {
  return (a << 1) ^ (a & 0x80 ? 0x11b : 0)
}

function makeTables(): void {
  // Powers of 3 run through all of GF(2^8) but zero; the inverse of 3^i is 3^(255 - i).
  const power = new Uint8Array(256)
  const log = new Uint8Array(256)
  for (let i = 0, a = 1; i < 255; i++) {
    power[i] = a
    log[a] = i
    a ^= double(a)
  }
  for (let i = 0; i < 256; i++) {
    let x = i === 0 ? 0 : power[(255 - log[i]) % 255]
    x |= x << 8
    const s = (x ^ (x >>> 7) ^ (x >>> 6) ^ (x >>> 5) ^ (x >>> 4) ^ 0x63) & 0xff
    SBOX[i] = s
    const t = (double(s) << 24) | (s << 16) | (s << 8) | (double(s) ^ s)
    for (let n = 0; n < 4; n++) T[n * 256 + i] = n === 0 ? t : (t >>> (8 * n)) | (t << (32 - 8 * n))
  }
}
makeTables()

function substitute(w: number): number {
  const high = (SBOX[w >>> 24] << 24) | (SBOX[(w >>> 16) & 255] << 16)
  return high | (SBOX[(w >>> 8) & 255] << 8) | SBOX[w & 255]
}

/** FIPS 197 §5.2. */
function expandKey(key: Uint8Array): Int32Array {
  const k = new Int32Array(WORDS * (ROUNDS + 1))
  for (let i = 0; i < WORDS; i++) {
    k[i] = (key[4 * i] << 24) | (key[4 * i + 1] << 16) | (key[4 * i + 2] << 8) | key[4 * i + 3]
  }
  for (let i = WORDS, constant = 1; i < k.length; i++) {
    let t = k[i - 1]
    if (i % WORDS === 0) {
      t = substitute((t << 8) | (t >>> 24)) ^ (constant << 24)
      constant = double(constant)
    }
    k[i] = k[i - WORDS] ^ t
  }
  return k
}

/** Makes AES-128 for a key of 16 bytes (FIPS 197). */
export function createAes(key: Uint8Array): Aes {
  const k = expandKey(key)
  return {
    encrypt(w, at) {
      let a = w[at] ^ k[0]
      let b = w[at + 1] ^ k[1]
      let c = w[at + 2] ^ k[2]
      let d = w[at + 3] ^ k[3]
      for (let i = WORDS; i < WORDS * ROUNDS; i += WORDS) {
        const p = T[a >>> 24] ^ T[256 + ((b >>> 16) & 255)]
        const q = T[b >>> 24] ^ T[256 + ((c >>> 16) & 255)]
        const r = T[c >>> 24] ^ T[256 + ((d >>> 16) & 255)]
        const s = T[d >>> 24] ^ T[256 + ((a >>> 16) & 255)]
        const e = p ^ T[512 + ((c >>> 8) & 255)] ^ T[768 + (d & 255)] ^ k[i]
        const f = q ^ T[512 + ((d >>> 8) & 255)] ^ T[768 + (a & 255)] ^ k[i + 1]
        const g = r ^ T[512 + ((a >>> 8) & 255)] ^ T[768 + (b & 255)] ^ k[i + 2]
        d = s ^ T[512 + ((b >>> 8) & 255)] ^ T[768 + (c & 255)] ^ k[i + 3]
        a = e
        b = f
        c = g
      }
      const h = SBOX
      const e = (h[a >>> 24] << 24) | (h[(b >>> 16) & 255] << 16)
      const f = (h[b >>> 24] << 24) | (h[(c >>> 16) & 255] << 16)
      const g = (h[c >>> 24] << 24) | (h[(d >>> 16) & 255] << 16)
      const i = (h[d >>> 24] << 24) | (h[(a >>> 16) & 255] << 16)
      w[at] = (e | (h[(c >>> 8) & 255] << 8) | h[d & 255]) ^ k[40]
      w[at + 1] = (f | (h[(d >>> 8) & 255] << 8) | h[a & 255]) ^ k[41]
      w[at + 2] = (g | (h[(a >>> 8) & 255] << 8) | h[b & 255]) ^ k[42]
      w[at + 3] = (i | (h[(b >>> 8) & 255] << 8) | h[c & 255]) ^ k[43]
    },
  }
}
