/** Counts what is inside a trace without changing or keeping any of it. */
import { BATCH_BYTES, BATCH_RECORDS_MAX, createBatch } from '../capture/batch.js'
import type { Trace } from '../sources/source.js'
import { dissect, reset } from '../wire/dissect.js'
import { fieldTable, spanTable } from '../wire/fields.js'
import { createFrame, type Frame, SPAN } from '../wire/frame.js'
import { weirds } from '../wire/weird.js'

/** How often a field occurs, and how many bytes it takes. */
export interface FieldCount {
  readonly field: number
  readonly occurrences: number
  readonly bytes: number
}

/** What is inside a trace. */
export interface Survey {
  /** packets that were read */
  packets: number
  /** what could not be read: packets, or rests of captures; by reason they are in `dropped` */
  unread: number
  bytes: number
  wireBytes: number
  /** by link type number */
  readonly linkTypes: Map<number, number>
  /** what would be dropped, by reason */
  readonly dropped: Map<string, number>
  /** packets in which a protocol's fields occur, by the first part of their names */
  readonly protocols: Map<string, number>
  /** only fields that occur */
  fields: FieldCount[]
  firstSeconds: number
  lastSeconds: number
}

function add<K>(map: Map<K, number>, key: K, n = 1): void {
  map.set(key, (map.get(key) ?? 0) + n)
}

/** Adds up counts by span id into counts by field id. */
function byField(times: Float64Array, bytes: Float64Array): FieldCount[] {
  const occurrences = new Float64Array(fieldTable.length)
  const sum = new Float64Array(fieldTable.length)
  for (const s of spanTable) {
    for (const part of s.parts) {
      occurrences[part.field] += times[s.id]
      sum[part.field] += part.length < 0 ? bytes[s.id] : part.length * times[s.id]
    }
  }
  return fieldTable
    .map((f) => ({ field: f.id, occurrences: occurrences[f.id], bytes: sum[f.id] }))
    .filter((f) => f.occurrences > 0)
}

/**
 * Reads a trace to its end and counts.
 * @param onBatch is told the packets so far
 * @param onFrame sees each frame that has been taken apart
 */
export async function survey(
  trace: Trace,
  onBatch: (packets: number) => void,
  onFrame?: (f: Frame, seconds: number, nanos: number) => void,
): Promise<Survey> {
  const s: Survey = {
    packets: 0,
    unread: 0,
    bytes: 0,
    wireBytes: 0,
    linkTypes: new Map(),
    dropped: new Map(),
    protocols: new Map(),
    fields: [],
    firstSeconds: Number.POSITIVE_INFINITY,
    lastSeconds: Number.NEGATIVE_INFINITY,
  }
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  const f = createFrame()
  const times = new Float64Array(spanTable.length)
  const bytes = new Float64Array(spanTable.length)
  const protocolOf = spanTable.map((span) => fieldTable[span.parts[0].field].name.split('.')[0])
  const perProtocol = new Map<string, number>()
  const lastPacket = new Map<string, number>()
  for (let more = true; more; ) {
    more = await trace.fill(batch)
    for (const [reason, n] of Object.entries(batch.dropped)) {
      add(s.dropped, reason, n)
      s.unread += n
    }
    for (let i = 0; i < batch.count; i++) {
      const at = batch.at[i]
      const linkType = batch.interfaces[batch.iface[i]].linkType
      s.packets++
      s.bytes += batch.length[i]
      s.wireBytes += batch.wire[i]
      s.firstSeconds = Math.min(s.firstSeconds, batch.seconds[i])
      s.lastSeconds = Math.max(s.lastSeconds, batch.seconds[i])
      add(s.linkTypes, linkType)
      reset(f, batch.bytes, at, at + batch.length[i], batch.wire[i])
      const weird = dissect(f, linkType)
      if (weird < 0) {
        add(s.dropped, weirds[-1 - weird])
        continue
      }
      onFrame?.(f, batch.seconds[i], batch.nanos[i])
      for (let k = 0; k < f.n * SPAN; k += SPAN) {
        const id = f.spans[k]
        times[id]++
        bytes[id] += f.spans[k + 2] - f.spans[k + 1]
        const protocol = protocolOf[id]
        if (lastPacket.get(protocol) !== s.packets) {
          lastPacket.set(protocol, s.packets)
          add(perProtocol, protocol)
        }
      }
    }
    onBatch(s.packets)
  }
  for (const [name, n] of [...perProtocol].sort((a, b) => b[1] - a[1])) s.protocols.set(name, n)
  s.fields = byField(times, bytes)
  return s
}
