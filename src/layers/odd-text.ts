/** What no layer reads for how it is written down, and what its owner can do about that. */

/** What is odd about an input, and what can be done. */
export interface Oddity {
  readonly what: string
  readonly hint: string
}

const WIDE: Oddity = {
  what: 'it is text in UTF-16',
  hint: 'convert it first: iconv -f UTF-16 -t UTF-8 IN > OUT',
}
const RETURNS: Oddity = {
  what: 'its lines end with carriage returns alone',
  hint: "convert it first: tr '\\r' '\\n' < IN > OUT",
}

const TAR: Oddity = {
  what: 'it is a tar archive',
  hint: 'unpack it into a folder, and name that: mkdir OUT && tar -xf IN -C OUT',
}
/** Where the header of the first member has its mark (POSIX.1-2001, pax), and the mark. */
const TAR_MARK_AT = 257
const TAR_MARK = [0x75, 0x73, 0x74, 0x61, 0x72]

/** Bytes of the beginning that say whether text is wide. */
const PROBE = 64
/** Of text with zero bytes in it at least this share is text. */
const TEXT_SHARE = 0.9

function isPrintable(v: number): boolean {
  return v === 9 || v === 10 || v === 13 || (v >= 0x20 && v !== 0x7f)
}

/** Whether every second byte is zero, and those between are text. */
function isWide(b: Uint8Array): boolean {
  const n = Math.min(b.length, PROBE) & ~1
  if (n < 16) return false
  return [0, 1].some((zero) =>
    b.subarray(0, n).every((v, i) => (i % 2 === zero ? v === 0 : v < 0x80 && isPrintable(v))),
  )
}

/** What is odd about an input that begins like this; undefined when it is plain, or unknown. */
export function oddText(head: Uint8Array): Oddity | undefined {
  const mark = head.length < 2 ? 0 : (head[0] << 8) | head[1]
  if (TAR_MARK.every((v, i) => head[TAR_MARK_AT + i] === v)) return TAR
  if (mark === 0xfffe || mark === 0xfeff || isWide(head)) return WIDE
  let text = 0
  for (const v of head) if (isPrintable(v)) text++
  if (head.length === 0 || text < head.length * TEXT_SHARE) return undefined
  const zero = head.indexOf(0)
  if (zero >= 0) {
    return {
      what: `it is text with zero bytes in it, the first at byte ${zero}`,
      hint: "look at how it was written, or take them out: tr -d '\\000' < IN > OUT",
    }
  }
  return head.indexOf(10) < 0 && head.indexOf(13) >= 0 ? RETURNS : undefined
}
