/** Text in lines, however its bytes are cut. */

/** Takes bytes; the last line need not have an end. */
export interface Lines {
  push(chunk: Uint8Array): void
  end(): void
}

/**
 * Cuts bytes into lines of UTF-8, without their ends; lines of blanks are passed over. Of a line of
 * more than `most` bytes nothing is held: `line` gets undefined for it.
 */
export function createLines(most: number, line: (text: string | undefined) => void): Lines {
  let rest: Buffer[] = []
  let size = 0
  let tooLong = false
  const flush = (): void => {
    const whole = Buffer.concat(rest).toString('utf8')
    rest = []
    size = 0
    if (tooLong) line(undefined)
    else if (whole.trim() !== '') line(whole.replace(/\r$/, ''))
    tooLong = false
  }
  const keep = (part: Uint8Array): void => {
    size += part.length
    if (size > most) {
      tooLong = true
      rest = []
    } else rest.push(Buffer.from(part))
  }
  return {
    push(chunk) {
      let at = 0
      for (;;) {
        const end = chunk.indexOf(10, at)
        keep(chunk.subarray(at, end < 0 ? chunk.length : end))
        if (end < 0) return
        flush()
        at = end + 1
      }
    },
    end: () => flush(),
  }
}
