/** Rows of flows as what links are found by. */
import type { Endpoint, FlowRef } from '../correlate/link-records.js'
import { columnsOf, flowsTable } from './flow-tables.js'
import type { Cell } from './table.js'

const F = columnsOf(flowsTable)

/** A flow with a number, as links name it; undefined where it has no times. */
export function flowOf(cells: readonly Cell[]): FlowRef | undefined {
  const [id, client, server] = endsOfFlow(cells)
  const [start, end] = [cells[F.flowStartNanoseconds], cells[F.flowEndNanoseconds]]
  const first = cells[F.firstPacket]
  if (typeof id !== 'bigint' || typeof start !== 'bigint') return undefined
  return {
    id: String(id),
    protocol: Number(cells[F.protocolIdentifier] ?? -1),
    client,
    server,
    start,
    end: typeof end === 'bigint' && end > start ? end : start,
    firstPacket: first === null || first === undefined ? undefined : Number(first),
  }
}

/** The ends of a flow, who opened it first. */
export function endsOfFlow(cells: readonly Cell[]): readonly [bigint, Endpoint, Endpoint] {
  const end = (v4: number, v6: number, port: number): Endpoint => ({
    address: String(cells[v4] ?? cells[v6]),
    port: Number(cells[port]),
  })
  return [
    cells[F.flowId] as bigint,
    end(F.sourceIPv4Address, F.sourceIPv6Address, F.sourceTransportPort),
    end(F.destinationIPv4Address, F.destinationIPv6Address, F.destinationTransportPort),
  ]
}
