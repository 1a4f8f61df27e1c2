/** Records that are elements of one array in JSON, as CloudTrail delivers them. */
import type { Framer } from './log-run.js'

const QUOTE = 0x22

/**
 * Finds the objects of an array, however it is broken into lines. What stands before the first, and
 * between them, is no record; what follows the last is not looked at.
 */
export function createArrayFramer(isWrapped: boolean): Framer {
  let wrapper = isWrapped
  return {
    from: 0,
    to: 0,
    after: 0,
    next(b, at, end, isLast) {
      let i = at
      if (wrapper) {
        // `{"Records":[`
        const open = b.indexOf(0x5b, at)
        if (open < 0) return false
        i = open + 1
      }
      while (i < end && b[i] !== 0x7b) i++
      const stop = i < end ? objectEnd(b, i, end) : -1
      if (stop < 0) {
        if (!isLast) return false
        this.from = i
        this.to = wrapper || i === end || isTail(b, i, end) ? i : end
        this.after = end
        return true
      }
      wrapper = false
      this.from = i
      this.to = stop
      this.after = stop
      return true
    },
  }
}

/** Whether nothing but brackets and blanks is left. */
function isTail(b: Uint8Array, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (b[i] > 32 && b[i] !== 0x5d && b[i] !== 0x7d) return false
  return true
}

/** Where the object that begins at `at` ends, or -1. */
function objectEnd(b: Uint8Array, at: number, end: number): number {
  let depth = 0
  let quoted = false
  for (let i = at; i < end; i++) {
    const c = b[i]
    if (quoted) {
      if (c === 0x5c) i++
      else if (c === QUOTE) quoted = false
    } else if (c === QUOTE) quoted = true
    else if (c === 0x7b || c === 0x5b) depth++
    else if ((c === 0x7d || c === 0x5d) && --depth === 0) return i + 1
  }
  return -1
}
