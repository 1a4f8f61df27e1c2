/** Links by the trace: who called is on the connection of who was called, and the other way. */

import { addTo, type Lists, nameOf } from './link-names.js'
import { type Answer, type SpanWindow } from './link-window.js'

/** What a step along the trace costs in confidence: without and with a check of the endpoint. */
const UNCHECKED = 0.9
const CHECKED = 0.995
/** Where times contradict. */
const DOUBTED = 0.3

/** Spans of a window by what they are and whose child they are. */
export interface Graph {
  readonly byId: Map<string, number>
  readonly byParent: Lists
}

/** Indexes spans of clients by their id, spans of servers by their parent's. */
export function createGraph(w: SpanWindow): Graph {
  const byId = new Map<string, number>()
  const byParent: Lists = new Map()
  w.spans.forEach((s, i) => {
    if (s.kind === 'client') byId.set(`${s.traceId} ${s.spanId}`, i)
    if (s.kind === 'server' && s.parentId) addTo(byParent, `${s.traceId} ${s.parentId}`, i)
  })
  return { byId, byParent }
}

/** Whether exchange `x` lies within the span of a client. */
function within(w: SpanWindow, i: number, x: number, offset: number, tolerance: number): boolean {
  return (
    w.start[x] >= w.spanStart[i] + offset - tolerance &&
    w.end[x] <= w.spanEnd[i] + offset + tolerance
  )
}

/** The exchange of the span that span `i` of a client called. Behind a proxy there is none. */
function fromServer(
  w: SpanWindow,
  g: Graph,
  i: number,
  answerOf: (span: number) => Answer | undefined,
  offset: number,
  tolerance: number,
): Answer | undefined {
  const s = w.spans[i]
  const called = g.byParent.get(`${s.traceId} ${s.spanId}`) ?? []
  let best: Answer | undefined
  let candidates = 0
  for (const k of called) {
    const answer = answerOf(k)
    if (answer === undefined) continue
    const x = answer.exchange
    if (s.peer !== undefined && nameOf(s.peer) !== nameOf(w.exchanges[x].server)) continue
    candidates++
    const fits = within(w, i, x, offset, tolerance) ? 1 : DOUBTED
    const step = s.peer === undefined ? UNCHECKED : CHECKED
    const confidence = answer.confidence * fits * step
    if (best !== undefined && best.confidence >= confidence) continue
    best = { method: 'trace-graph', exchange: x, confidence, candidates }
  }
  return best && { ...best, confidence: best.confidence / candidates, candidates }
}

/** The exchange of the span that called span `i` of a server. */
function fromClient(
  w: SpanWindow,
  g: Graph,
  i: number,
  answerOf: (span: number) => Answer | undefined,
): Answer | undefined {
  const s = w.spans[i]
  const caller = s.parentId === undefined ? undefined : g.byId.get(`${s.traceId} ${s.parentId}`)
  const answer = caller === undefined ? undefined : answerOf(caller)
  if (answer === undefined) return undefined
  const { client, server } = w.exchanges[answer.exchange]
  if (s.local !== undefined && nameOf(s.local) !== nameOf(server)) return undefined
  if (s.peer !== undefined && nameOf(s.peer) !== nameOf(client)) return undefined
  const step = s.local === undefined && s.peer === undefined ? UNCHECKED : CHECKED
  return { ...answer, method: 'trace-graph', confidence: answer.confidence * step, candidates: 1 }
}

/** A link of span `i` by that of its caller or of whom it called. */
export function alongTrace(
  w: SpanWindow,
  g: Graph,
  i: number,
  answerOf: (span: number) => Answer | undefined,
  offset: number,
  tolerance: number,
): Answer | undefined {
  const { kind } = w.spans[i]
  if (kind === 'client') return fromServer(w, g, i, answerOf, offset, tolerance)
  return kind === 'server' ? fromClient(w, g, i, answerOf) : undefined
}
