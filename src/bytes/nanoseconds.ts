/** Times as tables hold them: nanoseconds since 1970 in 64 bits. */

const TWO_16 = 65536
const TWO_32 = 4294967296

const view = new DataView(new ArrayBuffer(8))

/**
 * A time in nanoseconds since 1970, in 64 bits with its sign; what is beyond them wraps. Hot: it
 * makes one bigint, where a product and a sum of bigints make four.
 * @param seconds whole, of 37 bits at most
 */
export function epochNanos(seconds: number, nanos: number): bigint {
  // Each product stays below 2^53, so that none is rounded.
  const upper = Math.floor(seconds / TWO_16)
  const high = upper * 1e9
  const carried = Math.floor(high / TWO_16)
  const low = (high - carried * TWO_16) * TWO_16 + (seconds - upper * TWO_16) * 1e9 + nanos
  view.setInt32(0, carried + Math.floor(low / TWO_32))
  view.setInt32(4, low)
  return view.getBigInt64(0)
}

/**
 * Nanoseconds that the last digit of a time in text stands for: of a count since 1970 by how many
 * digits it has, of a clock by those of its fraction.
 */
export function unitOf(text: string): number {
  const count = /^(\d{10,19})(?:\.(\d{1,9}))?$/.exec(text)
  if (count !== null) return 10 ** Math.max(0, 19 - count[1].length - (count[2] ?? '').length)
  const clock = /:\d\d:\d\d(?!:)(?:[.,](\d{1,9}))?/.exec(text)
  return clock === null ? 1 : 10 ** (9 - (clock[1] ?? '').length)
}
