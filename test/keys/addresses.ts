/** Reading and writing addresses as text, for tests only: written apart from the product's own. */

/** `10.0.0.1` as a number. */
export function parseIpv4(text: string): number {
  return text.split('.').reduce((a, part) => a * 256 + Number(part), 0)
}

/** A number as `10.0.0.1`. */
export function formatIpv4(a: number): string {
  return [24, 16, 8, 0].map((s) => Math.floor(a / 2 ** s) % 256).join('.')
}

/** `2001:db8::1` or `::ffff:1.2.3.4` as four words. */
export function parseIpv6(text: string): Int32Array {
  const plain = text.replace(/\d+\.\d+\.\d+\.\d+$/, (v4) => {
    const a = parseIpv4(v4)
    return `${Math.floor(a / 65536).toString(16)}:${(a % 65536).toString(16)}`
  })
  const [head, tail] = plain.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  const parts = [...left, ...Array<string>(zeros).fill('0'), ...right]
  const n = parts.map((p) => Number.parseInt(p, 16))
  return Int32Array.from([0, 2, 4, 6], (i) => n[i] * 65536 + n[i + 1])
}

/** Four words as 32 hexadecimal digits. */
export function hexOf(words: Int32Array): string {
  return [...words].map((w) => (w >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The number of leading bits in which two addresses of four words agree. */
export function sharedBits(a: Int32Array, b: Int32Array): number {
  for (let i = 0; i < 4; i++) if (a[i] !== b[i]) return 32 * i + Math.clz32(a[i] ^ b[i])
  return 128
}
