/**
 * Short runs of bytes, compared and copied in words of four: keys and values are of twenty bytes
 * and less, where a call into the engine costs more than it saves.
 */

/** Views of the bytes it was asked for last, and of those before: a text, and a word made of it. */
interface Seen {
  bytes: Uint8Array
  view: DataView
  bytesBefore: Uint8Array
  viewBefore: DataView
}

function createSeen(): Seen {
  const bytes = new Uint8Array(0)
  const view = new DataView(bytes.buffer)
  return { bytes, view, bytesBefore: bytes, viewBefore: view }
}

const source = createSeen()
const target = createSeen()

function viewIn(seen: Seen, b: Uint8Array): DataView {
  if (seen.bytes === b) return seen.view
  const isBefore = seen.bytesBefore === b
  const view = isBefore ? seen.viewBefore : new DataView(b.buffer, b.byteOffset, b.length)
  seen.bytesBefore = seen.bytes
  seen.viewBefore = seen.view
  seen.bytes = b
  seen.view = view
  return view
}

/** The view of bytes that are read; it is made anew only where others were asked for meanwhile. */
export function viewOf(b: Uint8Array): DataView {
  return viewIn(source, b)
}

/** Whether `n` bytes at `at` of `b` are those at `from` of `known`. */
export function same(b: Uint8Array, at: number, known: DataView, from: number, n: number): boolean {
  const view = viewOf(b)
  if (n < 4) {
    for (let i = 0; i < n; i++) if (b[at + i] !== known.getUint8(from + i)) return false
    return true
  }
  // The last word may take bytes of the one before it again.
  const last = n - 4
  for (let i = 0; i < last; i += 4) {
    if (view.getInt32(at + i) !== known.getInt32(from + i)) return false
  }
  return view.getInt32(at + last) === known.getInt32(from + last)
}

/** Copies `n` bytes at `at` of `b` to `to` of `out`, where there must be room. */
export function copyShort(b: Uint8Array, at: number, out: Uint8Array, to: number, n: number): void {
  copyKnown(viewOf(b), at, out, to, n)
}

/** The same from a view. */
export function copyKnown(from: DataView, at: number, out: Uint8Array, to: number, n: number) {
  if (n < 4) {
    for (let i = 0; i < n; i++) out[to + i] = from.getUint8(at + i)
    return
  }
  const into = viewIn(target, out)
  const last = n - 4
  for (let i = 0; i < last; i += 4) into.setInt32(to + i, from.getInt32(at + i))
  into.setInt32(to + last, from.getInt32(at + last))
}
