/**
 * Holds any number of records in little memory. As many as make a part are sorted by their time and
 * put away in blocks; in the end the parts are merged, and of each one block is in memory. Records
 * come nearly in the order of their times, so that few parts are open at once.
 */
import { deserialize, serialize } from 'node:v8'

/** Where blocks are put away; read again by where they are, whole or in part. */
export interface Spill {
  /** @returns where the block is */
  put(block: Uint8Array): number
  get(at: number, length: number): Buffer
}

/** Records that are held, as they were given. */
export interface RecordStore<T> {
  readonly size: number
  add(record: T): void
  /** all records in the order of their times; of those with the same time, that which came first */
  inOrder(): Generator<T>
}

/** Records of a part, and of a block. */
const PART = 1 << 14
const BLOCK = 1 << 9

type Row = readonly unknown[]

interface Part {
  readonly first: bigint
  readonly blocks: readonly { readonly at: number; readonly length: number }[]
}

/** Where one part is being read. */
interface Cursor {
  readonly part: number
  readonly row: Row
  readonly rest: Iterator<Row>
}

/** Makes an empty store of records with these properties, in the order of the first of them. */
export function createRecordStore<T extends object>(
  keys: readonly (keyof T & string)[],
  spill: Spill,
): RecordStore<T> {
  const parts: Part[] = []
  let rows: Row[] = []
  let size = 0

  const timeOf = (row: Row): bigint => row[0] as bigint
  const sort = (): Row[] =>
    rows.sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0))

  function putAway(): void {
    const sorted = sort()
    const blocks = []
    for (let i = 0; i < sorted.length; i += BLOCK) {
      const block = serialize(sorted.slice(i, i + BLOCK))
      blocks.push({ at: spill.put(block), length: block.length })
    }
    parts.push({ first: timeOf(sorted[0]), blocks })
    rows = []
  }

  function* rowsOf(part: Part): Generator<Row> {
    for (const { at, length } of part.blocks) yield* deserialize(spill.get(at, length)) as Row[]
  }

  const record = (row: Row): T =>
    Object.fromEntries(keys.map((key, k) => [key, row[k]])) as unknown as T

  return {
    get size() {
      return size
    },
    add(given) {
      rows.push(keys.map((key) => given[key]))
      size++
      if (rows.length === PART) putAway()
    },
    *inOrder() {
      const last = sort()
      const from = parts.map(({ first }, part) => ({ first, part }))
      if (last.length > 0) from.push({ first: timeOf(last[0]), part: parts.length })
      from.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.part - b.part))
      // Those being read are in the order of their next records.
      const open: Cursor[] = []
      const advance = (part: number, rest: Iterator<Row>): void => {
        const { done, value } = rest.next()
        if (done === true) return
        const cursor = { part, rest, row: value }
        let i = 0
        while (i < open.length && isBefore(open[i], cursor)) i++
        open.splice(i, 0, cursor)
      }
      for (let next = 0; next < from.length || open.length > 0; ) {
        const nearest = open.length === 0 ? undefined : timeOf(open[0].row)
        if (next < from.length && (nearest === undefined || from[next].first <= nearest)) {
          const { part } = from[next++]
          advance(part, part < parts.length ? rowsOf(parts[part]) : last.values())
          continue
        }
        const { part, rest, row } = open.shift() as Cursor
        yield record(row)
        advance(part, rest)
      }
    },
  }
}

function isBefore(a: Cursor, b: Cursor): boolean {
  const [x, y] = [a.row[0] as bigint, b.row[0] as bigint]
  return x < y || (x === y && a.part < b.part)
}
