/** Logs, flows and records of connections that go with a recording. */
import type { FlowRef, LogRef, TupleRef } from '../../../src/correlate/link-records.js'
import { numbers, type Recording } from './recording.js'

/** What is known beside a recording, and which span or flow each record belongs to. */
export interface Others {
  readonly logs: LogRef[]
  readonly flows: FlowRef[]
  readonly alerts: TupleRef[]
  readonly truth: Map<string, string>
}

const byTime = <T>(list: T[], time: (v: T) => bigint): T[] =>
  list.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0))

/** One line for each span of a server, some of which name it; an alert for some exchanges. */
export function others(r: Recording, seed: number): Others {
  const random = numbers(seed)
  const truth = new Map<string, string>()
  const logs: LogRef[] = []
  for (const s of r.spans) {
    if (s.kind !== 'server') continue
    const id = `l${s.id}`
    const time = s.start + BigInt(Math.floor(random() * Number(s.end - s.start)))
    const knows = random()
    const named = knows < 0.4 ? { traceId: s.traceId, spanId: s.spanId } : {}
    logs.push({ id, time, host: s.host, ...(knows < 0.6 ? { traceId: s.traceId } : {}), ...named })
    truth.set(id, s.id)
  }
  const flows = new Map<string, FlowRef>()
  for (const x of r.exchanges) {
    const known = flows.get(x.flow)
    const start = known?.start ?? x.start
    const end = known !== undefined && known.end > x.end ? known.end : x.end
    const { client, server } = x
    const ids = { communityId: `1:${x.flow}`, firstPacket: flows.size, packets: 10 }
    flows.set(x.flow, { id: x.flow, protocol: 6, client, server, start, end, ...ids })
  }
  const alerts: TupleRef[] = []
  for (const x of r.exchanges) {
    const kind = random()
    if (kind > 0.5) continue
    const id = `a${x.id}`
    const one = kind < 0.3 ? x.client : x.server
    const other = kind < 0.3 ? x.server : x.client
    const known = { layer: 'labels', id, time: x.start + 1000n, one, protocol: 6 }
    if (kind < 0.1) alerts.push({ ...known, communityId: `1:${x.flow}`, other })
    else if (kind < 0.4) alerts.push({ ...known, other })
    else alerts.push({ ...known, one: x.client })
    truth.set(id, x.flow)
  }
  return {
    logs: byTime(logs, (l) => l.time),
    flows: byTime([...flows.values()], (f) => f.start),
    alerts: byTime(alerts, (a) => a.time),
    truth,
  }
}
