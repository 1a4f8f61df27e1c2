/**
 * Numbers of records in JSON that a double does not hold (RFC 8259 §6): whole ones of 64 bits, and
 * seconds with more than microseconds. They pass through the parser as strings behind a mark.
 */

/**
 * Half of a pair: text that was decoded from UTF-8 has none. An escape may spell one; its string is
 * then taken for the number that it spells, under the same rules.
 */
const MARK = '\ud800'
const ESCAPED = '"\\ud800'
const WRITTEN = /"\\ud800(-?\d[\d.]{15,19})"/g

/** What is longer counts nothing, and may carry anything: it stays a double, as it was. */
const NUMBER = /^(?:-?(?:9\d{15}|\d{17,20})|[1-4]\d{9}\.\d{7,9})$/
/** Where one may be. Ten digits come first: few texts have them, so that most take a short look. */
const PERHAPS = /[:,[\s-]\d{10}(?:\.\d{7}|\d{7}|(?<=9\d{9})\d{6})/
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/g

/** Parses JSON; numbers that a double would change are strings of `written`. */
export function parseWritten(text: string): unknown {
  const plain: unknown = JSON.parse(text)
  if (!PERHAPS.test(text)) return plain
  // The text is well-formed: strings end, so that looking for their ends takes linear time.
  const marked = text.replace(TOKENS, (token) => (NUMBER.test(token) ? `"\\ud800${token}"` : token))
  return JSON.parse(marked)
}

/** A number as it shall be written, digit by digit. */
export function written(digits: string): string {
  return MARK + digits
}

/** The digits of a number that passed as a string; undefined when it is any other string. */
export function digitsOf(v: unknown): string | undefined {
  if (typeof v !== 'string' || v[0] !== MARK) return undefined
  const digits = v.slice(1)
  return NUMBER.test(digits) ? digits : undefined
}

/** Writes JSON; strings of `written` are numbers there. */
export function stringifyWritten(v: unknown): string {
  const text = JSON.stringify(v)
  return text.includes(ESCAPED) ? text.replace(WRITTEN, '$1') : text
}
