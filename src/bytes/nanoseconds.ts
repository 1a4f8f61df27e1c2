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
