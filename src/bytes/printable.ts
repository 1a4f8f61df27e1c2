/**
 * Text from a file, made fit for a line that a person reads. Control characters, and those that
 * turn the direction of writing, become spaces or U+FFFD: a name must not move a cursor, start a
 * line of its own, or make the line it stands in say something else.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) =>
    /\s/.test(c) ? ' ' : '\ufffd',
  )
}
