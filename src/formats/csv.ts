/** Comma-separated values as RFC 4180 has them, with a header; an absent cell is empty. */
import type { Cell } from '../layers/table.js'
import { cellText } from './cells.js'
import type { Format } from './format.js'

const SPECIAL = /[",\r\n]/

/** A text that is empty, unlike a cell that is absent, stands in quotes. */
function quoted(text: string): string {
  return text === '' || SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Comma-separated values. */
export const csv: Format = {
  name: 'csv',
  extension: '.csv',
  mediaType: 'text/csv',
  open({ columns }, write) {
    const line = (fields: readonly string[]): void => write(Buffer.from(`${fields.join(',')}\r\n`))
    line(columns.map(({ name }) => quoted(name)))
    const field = (cell: Cell, i: number): string =>
      cell === null ? '' : quoted(cellText(columns[i].type, cell))
    return {
      row: (cells) => line(columns.map((_, i) => field(cells[i] ?? null, i))),
      flush: () => undefined,
      end: () => undefined,
    }
  },
}
