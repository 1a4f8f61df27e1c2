/**
 * Holds millions of records of one kind: a column of numbers for each of their properties, and
 * texts one behind the other, where an object for each record would take five times as much.
 */
import type { Endpoint } from './link-records.js'

/**
 * How a property is held: a time in nanoseconds; a text, of which most are different; a name, of
 * which few are; one end of a connection. All may be absent.
 */
export type HeldAs = 'time' | 'text' | 'name' | 'end'

/** Records that are held, as they were given. */
export interface RecordStore<T> {
  readonly size: number
  /** takes a record; false when there is no room for it */
  add(record: T): boolean
  /** all records in the order of a time; of those with the same time, that which came first */
  inOrder(time: keyof T): Generator<T>
}

/** Rows of a part of a column, as a power of two; and bytes of a part of the texts. */
const ROWS = 14
const BYTES = 20
/** Bytes of all texts of a store. */
const TEXTS_MAX = 1 << 28
/** Different names that are held once. */
const NAMES_MAX = 1 << 16
/** Stands for a time that is absent. */
const NEVER = -(2n ** 63n)
const HEX = /^(?:[0-9a-f]{2})+$/

/** A column that grows by parts, so that nothing is copied. */
function createCells<V>(make: (rows: number) => { [row: number]: V }) {
  const parts: { [row: number]: V }[] = []
  return {
    put(i: number, value: V): void {
      if (i >> ROWS === parts.length) parts.push(make(1 << ROWS))
      parts[i >> ROWS][i & ((1 << ROWS) - 1)] = value
    },
    get: (i: number): V => parts[i >> ROWS][i & ((1 << ROWS) - 1)],
  }
}

/** Texts behind their length; identifiers in hexadecimal digits take half the room. */
function createTexts() {
  const parts: Buffer[] = []
  let at = 1 << BYTES
  let held = 0
  return {
    get isFull() {
      return held >= TEXTS_MAX
    },
    /** @returns where the text is */
    put(text: string): number {
      const isHex = HEX.test(text)
      const length = isHex ? text.length / 2 : Buffer.byteLength(text)
      if (at + 4 + length > 1 << BYTES) {
        parts.push(Buffer.alloc(Math.max(1 << BYTES, 4 + length)))
        held += parts[parts.length - 1].length
        at = 0
      }
      const part = parts[parts.length - 1]
      const place = (parts.length - 1) * 2 ** BYTES + at
      part.writeUInt32LE(length * 2 + Number(isHex), at)
      at = 4 + at + part.write(text, at + 4, isHex ? 'hex' : 'utf8')
      return place
    },
    get(place: number): string {
      const part = parts[Math.floor(place / 2 ** BYTES)]
      const from = (place % 2 ** BYTES) + 4
      const length = part.readUInt32LE(from - 4)
      return part.toString(length % 2 === 1 ? 'hex' : 'utf8', from, from + (length >> 1))
    },
  }
}

type Texts = ReturnType<typeof createTexts>

/** Names by number; where there are too many of them, further ones are texts. */
function createNames(texts: Texts) {
  const names: string[] = []
  const numbers = new Map<string, number>()
  return {
    put(name: string): number {
      const known = numbers.get(name)
      if (known !== undefined) return known
      if (names.length === NAMES_MAX) return NAMES_MAX + texts.put(name)
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
    get: (n: number): string => (n < NAMES_MAX ? names[n] : texts.get(n - NAMES_MAX)),
  }
}

type Names = ReturnType<typeof createNames>

/** A property of all records. */
interface Column {
  put(i: number, value: unknown): void
  get(i: number): unknown
}

function timeColumn(): Column {
  const cells = createCells((rows) => new BigInt64Array(rows))
  return {
    put: (i, v) => cells.put(i, (v as bigint | undefined) ?? NEVER),
    get(i) {
      const time = cells.get(i)
      return time === NEVER ? undefined : time
    },
  }
}

/** Places are held plus one: 0 is for what is absent. */
function textColumn(texts: Pick<Texts, 'put' | 'get'>): Column {
  const cells = createCells<number>((rows) => new Uint32Array(rows))
  return {
    put: (i, v) => cells.put(i, v === undefined ? 0 : texts.put(v as string) + 1),
    get(i) {
      const place = cells.get(i)
      return place === 0 ? undefined : texts.get(place - 1)
    },
  }
}

function endColumn(names: Names): Column {
  const addresses = textColumn(names)
  const ports = createCells<number>((rows) => new Float64Array(rows))
  return {
    put(i, v) {
      const end = v as Endpoint | undefined
      addresses.put(i, end?.address)
      ports.put(i, end?.port ?? 0)
    },
    get(i) {
      const address = addresses.get(i)
      return address === undefined ? undefined : { address, port: ports.get(i) }
    },
  }
}

/** The rows of a column of times in the order of these; nothing is sorted that is in order. */
function orderOf(times: Column, size: number): Uint32Array {
  const time = (i: number): bigint => times.get(i) as bigint
  const order = new Uint32Array(size)
  let isInOrder = true
  for (let i = 0; i < size; i++) {
    order[i] = i
    if (i > 0 && time(i) < time(i - 1)) isInOrder = false
  }
  if (isInOrder) return order
  return order.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0))
}

/** Makes an empty store for so many records whose properties are held like that. */
export function createRecordStore<T extends object>(
  shape: { readonly [K in keyof T]-?: HeldAs },
  most: number,
): RecordStore<T> {
  const texts = createTexts()
  const names = createNames(texts)
  const made = (as: HeldAs): Column => {
    if (as === 'time') return timeColumn()
    return as === 'end' ? endColumn(names) : textColumn(as === 'name' ? names : texts)
  }
  const keys = Object.keys(shape) as (keyof T)[]
  const columns = keys.map((key) => made(shape[key]))
  let size = 0
  const get = (i: number): T => {
    const record: Partial<T> = {}
    for (const [k, key] of keys.entries()) record[key] = columns[k].get(i) as T[typeof key]
    return record as T
  }
  return {
    get size() {
      return size
    },
    add(record) {
      if (size === most || texts.isFull) return false
      for (const [k, key] of keys.entries()) columns[k].put(size, record[key])
      size++
      return true
    },
    *inOrder(time) {
      for (const i of orderOf(columns[keys.indexOf(time)], size)) yield get(i)
    },
  }
}
