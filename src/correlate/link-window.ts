/** Spans and exchanges of a stretch of time, in numbers and indexes. */
import type { LinkMethod } from './link.js'
import { addTo, type Lists, nameOf } from './link-names.js'
import type { ExchangeRef, SpanRef } from './link-records.js'

/** What is looked at together. Times are nanoseconds after an origin that all windows share. */
export interface SpanWindow {
  readonly spans: readonly SpanRef[]
  readonly spanStart: Float64Array
  readonly spanEnd: Float64Array
  /** in the order of their starts */
  readonly exchanges: readonly ExchangeRef[]
  readonly start: Float64Array
  readonly end: Float64Array
}

/** One answer for a span: the index of an exchange in the window. */
export interface Answer {
  readonly method: LinkMethod
  readonly exchange: number
  readonly confidence: number
  readonly candidates: number
}

/** Exchanges by what spans may know of them. */
export interface ExchangeIndex {
  readonly byClient: Lists
  readonly byPair: Lists
  readonly byServer: Lists
  readonly bySpan: Lists
}

/** Indexes exchanges. */
export function indexExchanges(exchanges: readonly ExchangeRef[]): ExchangeIndex {
  const index: ExchangeIndex = {
    byClient: new Map(),
    byPair: new Map(),
    byServer: new Map(),
    bySpan: new Map(),
  }
  exchanges.forEach((x, i) => {
    const client = nameOf(x.client)
    const server = nameOf(x.server)
    addTo(index.byClient, client, i)
    addTo(index.byServer, server, i)
    addTo(index.byPair, `${client} ${server}`, i)
    if (x.traceId !== undefined && x.spanId !== undefined) {
      addTo(index.bySpan, `${x.traceId} ${x.spanId}`, i)
    }
  })
  return index
}
