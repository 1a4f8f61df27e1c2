/** Classes of bytes in free text. */

/** `between` ends a chunk, `inner` may stand inside of one, `high` is a part of UTF-8. */
export const Class = { between: 0, letter: 1, digit: 2, inner: 4, high: 8, control: 16 } as const

const INNER = './:-_@#%+~$*\\&?!'

/** The class of each byte. */
export const classes: Uint8Array = Uint8Array.from({ length: 256 }, (_, c) => {
  if (c >= 0x80) return Class.high
  if ((c >= 65 && c <= 90) || (c >= 97 && c <= 122)) return Class.letter
  if (c >= 48 && c <= 57) return Class.digit
  if (INNER.includes(String.fromCharCode(c))) return Class.inner
  if (c < 32 || c === 127) return c === 9 || c === 10 || c === 13 ? Class.between : Class.control
  return Class.between
})

/** Whether a word goes on with this byte. */
export function isWordByte(c: number): boolean {
  return (classes[c] & (Class.letter | Class.digit | Class.high)) !== 0
}
