/** Lines of tables in text whose cells are separated by one character (RFC 4180). */

const QUOTE = '"'

/** A cell between quotes: what it holds, and where what is behind it begins. */
interface Quoted {
  readonly cell: string
  readonly end: number
}

/** Reads a cell whose first quote is at `at`; undefined when none closes it. */
function quotedAt(line: string, at: number): Quoted | undefined {
  let cell = ''
  for (let from = at + 1; ; ) {
    const end = line.indexOf(QUOTE, from)
    if (end < 0) return undefined
    cell += line.slice(from, end)
    if (line[end + 1] !== QUOTE) return { cell, end: end + 1 }
    cell += QUOTE
    from = end + 2
  }
}

/**
 * The cells of a line, which is one record. Quotes are signs where a cell begins with one; behind
 * other text they are text. Blanks around a quoted cell, which RFC 4180 §2 does not have and people
 * write, are not of it.
 * @returns undefined where a quote does not close, or text stands behind one that does: where
 * cells of such a line end is not known
 */
export function csvCells(line: string, separator: string): string[] | undefined {
  if (!line.includes(QUOTE)) return line.split(separator)
  const blank = separator === ' ' ? '' : ' '
  const pastBlanks = (at: number): number => {
    let i = at
    while (line[i] === blank) i++
    return i
  }
  const cells: string[] = []
  for (let at = 0; ; at++) {
    const begin = pastBlanks(at)
    if (line[begin] === QUOTE) {
      const quoted = quotedAt(line, begin)
      if (quoted === undefined) return undefined
      cells.push(quoted.cell)
      at = pastBlanks(quoted.end)
      if (at < line.length && line[at] !== separator) return undefined
    } else {
      const end = line.indexOf(separator, begin)
      cells.push(line.slice(at, end < 0 ? line.length : end))
      at = end < 0 ? line.length : end
    }
    if (at === line.length) return cells
  }
}

/** A line of these cells, without its end; in quotes where one would be read as another. */
export function csvLine(cells: readonly string[], separator: string): string {
  return cells
    .map((cell) => {
      if (!cell.includes(separator) && !cell.includes(QUOTE)) return cell
      return QUOTE + cell.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE
    })
    .join(separator)
}

/** Letters and digits of a heading: columns are known by them, however programs spell them. */
export function headingKey(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '')
}
