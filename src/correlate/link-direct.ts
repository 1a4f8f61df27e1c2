/** Spans that a request names, and connections of spans that know theirs. */

import type { LinkMethod } from './link.js'
import { nameOf, pairName } from './link-names.js'
import { type NatTable } from './link-nat.js'
import type { Endpoint, NatRef, SpanRef } from './link-records.js'
import { type Answer, type ExchangeIndex, type SpanWindow } from './link-window.js'

/** Nothing is surer than this. */
const SURE = 0.9995
const nothing: readonly number[] = []

/** The exchanges of a connection, as far as both ends are known; lists of the index itself. */
function onConnection(
  index: ExchangeIndex,
  client: Endpoint,
  server: Endpoint | undefined,
): readonly number[] {
  const list =
    server === undefined
      ? index.byClient.get(nameOf(client))
      : index.byPair.get(pairName(client, server))
  return list ?? nothing
}

/** The last translation that was made before a time. */
function translation(list: readonly NatRef[] | undefined, before: bigint): NatRef | undefined {
  return list?.findLast((n) => n.time <= before)
}

/** The ends of a span's connection as the capture has them, by the way they are known. */
function endsOf(
  s: SpanRef,
  nat: NatTable,
  slack: bigint,
): readonly (readonly [LinkMethod, Endpoint, Endpoint | undefined])[] {
  const ends: [LinkMethod, Endpoint, Endpoint | undefined][] = []
  if (s.kind === 'client' && s.local && s.peer) {
    ends.push(['local-port', s.local, s.peer])
    const n = translation(nat.inside.get(pairName(s.local, s.peer)), s.end + slack)
    if (n) ends.push(['local-port-nat', n.outside.client, n.outside.server])
  }
  if (s.kind === 'server' && s.peer) {
    ends.push(['peer-port', s.peer, s.local])
    const n = s.local && translation(nat.outside.get(pairName(s.peer, s.local)), s.start + slack)
    if (n) ends.push(['peer-port-nat', n.inside.client, n.inside.server])
  }
  return ends
}

/** The exchanges on a span's connection, by each way that knows it. */
export function connectionsOf(
  span: SpanRef,
  index: ExchangeIndex,
  nat: NatTable,
  slack: bigint,
): readonly (readonly [LinkMethod, readonly number[]])[] {
  return endsOf(span, nat, slack).map(
    ([method, client, server]) => [method, onConnection(index, client, server)] as const,
  )
}

/** The exchange whose request names the span (of a client) or its parent (of a server). */
export function named(w: SpanWindow, index: ExchangeIndex, i: number): Answer | undefined {
  const s = w.spans[i]
  const sender = s.kind === 'client' ? s.spanId : s.kind === 'server' ? s.parentId : undefined
  if (sender === undefined) return undefined
  const all = index.bySpan.get(`${s.traceId} ${sender}`)
  if (all === undefined) return undefined
  // A proxy sends the name on: the first hop is the client's, the last one the server's.
  const end = s.peer === undefined ? undefined : nameOf(s.peer)
  const fits = all.filter((x) => {
    const { client, server } = w.exchanges[x]
    return nameOf(s.kind === 'client' ? server : client) === end
  })
  const list = fits.length > 0 ? fits : all
  const exchange = s.kind === 'client' ? list[0] : list[list.length - 1]
  const confidence = list.length === 1 ? SURE : SURE / list.length
  return { method: 'trace-context', exchange, confidence, candidates: all.length }
}
