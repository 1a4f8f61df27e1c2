/** JSON lines: one object for each row, without the cells that are absent. */
import type { Cell, ColumnType } from '../layers/table.js'
import { cellText } from './cells.js'
import type { Format } from './format.js'

/** Numbers that JSON readers would round leave as text. */
function value(type: ColumnType, cell: Exclude<Cell, null>): string {
  if (type === 'json') return String(cell)
  if (typeof cell === 'boolean') return String(cell)
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : 'null'
  if (typeof cell === 'bigint' && type !== 'timestamp') {
    return Number.isSafeInteger(Number(cell)) ? String(cell) : `"${cell}"`
  }
  return JSON.stringify(cellText(type, cell))
}

/** JSON lines. */
export const jsonl: Format = {
  name: 'jsonl',
  extension: '.jsonl',
  mediaType: 'application/jsonl',
  open({ columns }, write) {
    const keys = columns.map(({ name }) => JSON.stringify(name))
    return {
      row(cells) {
        const fields = columns.flatMap(({ type }, i) => {
          const cell = cells[i] ?? null
          return cell === null ? [] : [`${keys[i]}:${value(type, cell)}`]
        })
        write(Buffer.from(`{${fields.join(',')}}\n`))
      },
      flush: () => undefined,
      end: () => undefined,
    }
  },
}
