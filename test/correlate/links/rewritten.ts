/** Records under pseudonyms: a keyed map of addresses, ports, names and identifiers; times move. */
import { createHash } from 'node:crypto'
import type { Link } from '../../../src/correlate/link.js'
import type {
  Endpoint,
  ExchangeRef,
  FlowRef,
  LogRef,
  NatRef,
  SpanRef,
  TupleRef,
} from '../../../src/correlate/link-records.js'
import type { Recording } from './recording.js'

/** What a key and a shift of times make of records and links. */
export interface Rewriting {
  word(s: string): string
  recording(r: Recording): Recording
  log(l: LogRef): LogRef
  flow(f: FlowRef): FlowRef
  tuple(t: TupleRef): TupleRef
  link(l: Link): Link
}

const digest = (key: number, s: string): string =>
  createHash('sha256').update(`${key}/${s}`).digest('hex')

function moved(n: NatRef, end: (e: Endpoint) => Endpoint, shift: bigint): NatRef {
  return {
    time: n.time + shift,
    inside: { client: end(n.inside.client), server: end(n.inside.server) },
    outside: { client: end(n.outside.client), server: end(n.outside.server) },
  }
}

function exchangeOf(
  x: ExchangeRef,
  word: (s: string) => string,
  end: (e: Endpoint) => Endpoint,
  shift: bigint,
): ExchangeRef {
  return {
    ...x,
    id: word(x.id),
    flow: word(x.flow),
    client: end(x.client),
    server: end(x.server),
    start: x.start + shift,
    end: x.end + shift,
    traceId: x.traceId && word(x.traceId),
    spanId: x.spanId && word(x.spanId),
  }
}

/** Makes a rewriting. Ports are exchanged by a mask, one to one. */
export function rewriting(key: number, shift: bigint): Rewriting {
  const word = (s: string): string => digest(key, s).slice(0, 24)
  const maybe = (s: string | undefined): string | undefined => (s === undefined ? s : word(s))
  const end = (e: Endpoint): Endpoint => ({
    address: word(e.address),
    port: e.port ^ (key & 0xffff),
  })
  const maybeEnd = (e?: Endpoint): Endpoint | undefined => e && end(e)
  const span = (s: SpanRef): SpanRef => ({
    ...s,
    id: word(s.id),
    traceId: word(s.traceId),
    spanId: word(s.spanId),
    parentId: maybe(s.parentId),
    start: s.start + shift,
    end: s.end + shift,
    host: word(s.host),
    name: maybe(s.name),
    local: maybeEnd(s.local),
    peer: maybeEnd(s.peer),
  })
  return {
    word,
    recording: (r) => ({
      spans: r.spans.map(span),
      exchanges: r.exchanges.map((x) => exchangeOf(x, word, end, shift)),
      nat: r.nat.map((n) => moved(n, end, shift)),
      truth: new Map([...r.truth].map(([a, b]) => [word(a), word(b)])),
    }),
    log: (l) => ({
      ...l,
      id: word(l.id),
      time: l.time + shift,
      host: word(l.host),
      traceId: maybe(l.traceId),
      spanId: maybe(l.spanId),
    }),
    flow: (f) => ({
      ...f,
      id: word(f.id),
      client: end(f.client),
      server: end(f.server),
      start: f.start + shift,
      end: f.end + shift,
      communityId: maybe(f.communityId),
    }),
    tuple: (t) => ({
      ...t,
      id: word(t.id),
      time: t.time + shift,
      one: end(t.one),
      other: maybeEnd(t.other),
      communityId: maybe(t.communityId),
    }),
    link: (l) => ({
      ...l,
      time: l.time + shift,
      from: { ...l.from, id: word(l.from.id) },
      to: { ...l.to, id: l.to.layer === 'packets' ? l.to.id : word(l.to.id) },
    }),
  }
}
