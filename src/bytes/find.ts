/** Searches within a range: those of typed arrays go on to the end of the buffer. */

/** The first place of `value` in `[at, end)`, or -1. */
export function firstOf(b: Uint8Array, value: number, at: number, end: number): number {
  for (let i = at; i < end; i++) if (b[i] === value) return i
  return -1
}

/** The last place of `value` in `[at, end)`, or -1. */
export function lastOf(b: Uint8Array, value: number, at: number, end: number): number {
  for (let i = end - 1; i >= at; i--) if (b[i] === value) return i
  return -1
}
