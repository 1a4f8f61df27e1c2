/**
 * Exemplars, for the recording only: the SDK of this version keeps none in what it exports, so the
 * points of histograms get one here, between the SDK's own serializer and the wire.
 */
import { request } from 'node:http'
import { context } from '@opentelemetry/api'
import { suppressTracing } from '@opentelemetry/core'
import { JsonMetricsSerializer } from '@opentelemetry/otlp-transformer'

const kept = new Map()

const keyOf = (name, attributes) => `${name} ${JSON.stringify(Object.entries(attributes).sort())}`

/** Keeps the last measurement of each point. */
export function remember(name, value, attributes, span) {
  if (!span) return
  kept.set(keyOf(name, attributes), { value, span, at: Date.now() })
}

function addTo(name, point) {
  const attributes = Object.fromEntries(
    point.attributes.map(({ key, value }) => [key, Object.values(value)[0]]),
  )
  const found = kept.get(keyOf(name, attributes))
  if (!found) return
  const { value, span, at } = found
  point.exemplars = [
    {
      timeUnixNano: `${at}000000`,
      asDouble: value,
      traceId: span.traceId,
      spanId: span.spanId,
      filteredAttributes: [{ key: 'thread.id', value: { intValue: '1' } }],
    },
  ]
}

function post(url, message, done) {
  const headers = { 'Content-Type': 'application/json' }
  context.with(suppressTracing(context.active()), () => {
    const sent = request(url, { method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.on('end', () => done({ code: 0 }))
    })
    sent.on('error', (error) => done({ code: 1, error }))
    sent.end(JSON.stringify(message))
  })
}

/** An exporter of metrics as OTLP/JSON, with exemplars. */
export function metricsWithExemplars(url) {
  return {
    export(data, done) {
      const bytes = JsonMetricsSerializer.serializeRequest(data)
      const message = JSON.parse(Buffer.from(bytes).toString())
      for (const { scopeMetrics } of message.resourceMetrics)
        for (const { metrics } of scopeMetrics)
          for (const { name, histogram } of metrics)
            for (const point of histogram?.dataPoints ?? []) addTo(name, point)
      post(url, message, done)
    },
    async forceFlush() {},
    async shutdown() {},
  }
}
