/** What is thrown at the border: one class, one table of codes, each with its exit code. */

/**
 * Error codes and the exit code each leads to (1 wrong use, 2 input refused, 3 the gate said no).
 */
export const errorCodes = {
  usage: 1,
  internal: 1,
  policy: 1,
  key: 1,
  output: 1,
  input: 2,
  gate: 3,
  verify: 2,
} as const

/** A name from the table of error codes. */
export type ErrorCode = keyof typeof errorCodes

/** An error meant for a person: what was wrong, what was seen, and what to do (`hint`). */
export class ScrimError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined
  constructor(code: ErrorCode, message: string, hint?: string) {
    super(message)
    this.name = 'ScrimError'
    this.code = code
    this.hint = hint
  }
}
