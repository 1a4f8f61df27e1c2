/** Raw IP packets made for tests of flows, and the rows that they are assembled to. */
import { createFlowWatch, type FlowWatchOptions } from '../../src/layers/flow-watch.js'
import type { Cell } from '../../src/layers/table.js'
import { take } from '../wire/annotated.js'

/** A packet of IPv4 or IPv6 before it is bytes. */
export interface MadePacket {
  readonly at: number
  readonly from: string
  readonly to: string
  /** 6 when not said */
  readonly protocol?: number
  readonly ports?: readonly [number, number]
  readonly flags?: number
  readonly seq?: number
  readonly ack?: number
  /** bytes of payload */
  readonly data?: number
  /** instead of a transport header and payload */
  readonly raw?: string
}

/** TCP flags. */
export const SYN = 2
/** Acknowledgement. */
export const ACK = 16
/** Finish. */
export const FIN = 17
/** Reset. */
export const RST = 4

const hex = (v: number, bytes: number): string =>
  (v >>> 0)
    .toString(16)
    .padStart(bytes * 2, '0')
    .slice(-bytes * 2)

function address(text: string): string {
  if (!text.includes(':'))
    return text
      .split('.')
      .map((p) => hex(Number(p), 1))
      .join('')
  const [head, tail = ''] = text.split('::')
  const words = (s: string): string[] =>
    s
      .split(':')
      .filter(Boolean)
      .map((w) => w.padStart(4, '0'))
  const [a, b] = [words(head), words(tail)]
  return [...a, ...Array<string>(8 - a.length - b.length).fill('0000'), ...b].join('')
}

/** The bytes of a packet, for link type 101 (raw IP). */
export function bytesOf(p: MadePacket): Buffer {
  const { protocol = 6, ports = [40000, 80], flags = ACK, seq = 0, ack = 0, data = 0 } = p
  const between = hex(ports[0], 2) + hex(ports[1], 2)
  const body = '00'.repeat(data)
  const tcp = `${between}${hex(seq, 4)}${hex(ack, 4)}50${hex(flags, 1)}100000000000${body}`
  const udp = `${between}${hex(8 + data, 2)}0000${body}`
  const inside = p.raw ?? (protocol === 6 ? tcp : udp)
  const size = inside.length / 2
  const ends = address(p.from) + address(p.to)
  const v4 = `4500${hex(20 + size, 2)}0001000040${hex(protocol, 1)}0000`
  const v6 = `60000000${hex(size, 2)}${hex(protocol, 1)}40`
  return Buffer.from((p.from.includes(':') ? v6 : v4) + ends + inside, 'hex')
}

/** A row by the names of its columns, without those that are null. */
export type MadeRow = Readonly<Record<string, Cell>>

/** The rows of both tables, and what was counted. */
export function assemble(packets: readonly MadePacket[], options: FlowWatchOptions = {}) {
  const rows: Record<string, MadeRow[]> = { flows: [], exchanges: [] }
  const watch = createFlowWatch((table, cells) => {
    // Small counts come as numbers and are stored as what their column is.
    const stored = (v: Cell, type: string): Cell =>
      type === 'int64' && typeof v === 'number' ? BigInt(v) : v
    const pairs = table.columns.map((c, i) => [c.name, stored(cells[i], c.type)] as const)
    rows[table.name].push(Object.fromEntries(pairs.filter(([, v]) => v !== null)))
  }, options)
  for (const p of packets) {
    const f = take(bytesOf(p), 101)
    if (typeof f === 'number') throw new Error(`weird ${f}`)
    const nanos = Math.round((p.at - Math.floor(p.at)) * 1e9)
    watch.after(f, f.end, 1_700_000_000 + Math.floor(p.at), nanos)
  }
  watch.finish()
  return { flows: rows.flows, exchanges: rows.exchanges, counts: watch.counts }
}
