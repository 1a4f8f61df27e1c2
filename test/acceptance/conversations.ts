/** Conversations of a capture: as tshark counts them, and as flow records add up to. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { BATCH_BYTES, BATCH_RECORDS_MAX, createBatch } from '../../src/capture/batch.js'
import { FLOW_DEFAULTS, type FlowCounts } from '../../src/correlate/flow-table.js'
import { flowsTable } from '../../src/layers/flow-tables.js'
import { createFlowWatch } from '../../src/layers/flow-watch.js'
import type { Cell } from '../../src/layers/table.js'
import { openTrace } from '../../src/sources/index.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame } from '../../src/wire/frame.js'

const call = promisify(execFile)

/** Frames and bytes from the first end to the second and back. */
export type Conversations = Map<string, readonly number[]>

function put(all: Conversations, a: string, b: string, counts: readonly number[]): void {
  const [there, octets, back, octetsBack] = counts
  const inOrder = a <= b
  const key = inOrder ? `${a} ${b}` : `${b} ${a}`
  const now = inOrder ? counts : [back, octetsBack, there, octets]
  const was = all.get(key) ?? [0, 0, 0, 0]
  // Between one endpoint and itself there is no direction to compare.
  const sum = was.map((n, i) => n + now[i])
  all.set(key, a === b ? [sum[0] + sum[2], sum[1] + sum[3], 0, 0] : sum)
}

/** `921 bytes`; above some size tshark leaves digits out, and NaN stands for what it says. */
function size(number: string, unit: string): number {
  return unit === 'bytes' ? Number(number.replaceAll(',', '')) : Number.NaN
}

/** What `tshark -z conv` counts of a transport, fragments as they are. */
export async function tsharkConversations(path: string, transport: string) {
  const options = ['-o', 'ip.defragment:FALSE', '-o', 'ipv6.defragment:FALSE']
  const args = ['-q', '-n', ...options, '-z', `conv,${transport}`, '-r', path]
  const { stdout } = await call('tshark', args, { maxBuffer: 1 << 28 })
  const all: Conversations = new Map()
  for (const line of stdout.split('\n')) {
    const m = /^(\S+)\s+<-> (\S+)\s+(\d+) (\S+) (\w+)\s+(\d+) (\S+) (\w+)/.exec(line)
    if (m === null) continue
    const [, a, b, back, backSize, backUnit, there, thereSize, thereUnit] = m
    const counts = [Number(there), size(thereSize, thereUnit)]
    put(all, a, b, [...counts, Number(back), size(backSize, backUnit)])
  }
  return all
}

const column = (name: string): number => flowsTable.columns.findIndex((c) => c.name === name)
const AT = {
  source: [column('sourceIPv4Address'), column('sourceIPv6Address')],
  destination: [column('destinationIPv4Address'), column('destinationIPv6Address')],
  ports: [column('sourceTransportPort'), column('destinationTransportPort')],
  protocol: column('protocolIdentifier'),
  counts: [
    column('packetDeltaCount'),
    column('layer2OctetDeltaCount'),
    column('reversePacketDeltaCount'),
    column('reverseLayer2OctetDeltaCount'),
  ],
}

/** Every record of a capture's flows, and what the table counted. */
export async function assembled(
  path: string,
  innermost: boolean,
): Promise<{ rows: Cell[][]; counts: FlowCounts; dropped: number }> {
  const rows: Cell[][] = []
  const watch = createFlowWatch((t, cells) => t === flowsTable && rows.push([...cells]), {
    ...FLOW_DEFAULTS,
    innermost,
  })
  const trace = await openTrace([path], { order: 'given' })
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  const f = createFrame()
  let dropped = 0
  while (await trace.fill(batch)) {
    for (let i = 0; i < batch.count; i++) {
      reset(f, batch.bytes, batch.at[i], batch.at[i] + batch.length[i], batch.wire[i])
      if (dissect(f, batch.interfaces[batch.iface[i]].linkType) < 0) dropped++
      else watch.after(f, f.end, batch.seconds[i], batch.nanos[i])
    }
  }
  await trace.close()
  watch.finish()
  return { rows, counts: watch.counts, dropped }
}

/** What flow records add up to, for one protocol. */
export function conversationsOf(rows: readonly Cell[][], protocol: number): Conversations {
  const all: Conversations = new Map()
  for (const row of rows) {
    if (row[AT.protocol] !== protocol) continue
    const end = (at: readonly number[], port: number): string =>
      `${row[at[0]] ?? row[at[1]]}:${row[AT.ports[port]]}`
    if (end(AT.source, 0).endsWith(':0') && end(AT.destination, 1).endsWith(':0')) continue
    put(
      all,
      end(AT.source, 0),
      end(AT.destination, 1),
      AT.counts.map((i) => Number(row[i])),
    )
  }
  return all
}
