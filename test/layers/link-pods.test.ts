/** Spans of which only the pod is known: its address stands in for that of the connection. */
import { describe, expect, it } from 'vitest'
import { createTelemetryReader } from '../../src/layers/link-refs.js'
import { spansTable } from '../../src/layers/otlp-tables.js'

const POD = '192.0.2.7'

/** A span with these attributes, of this kind, in a pod. */
function span(kind: string, attributes: object, resource: object = { 'k8s.pod.ip': POD }) {
  const values: Record<string, bigint | string> = {
    trace_id: 'a1',
    span_id: 'b1',
    start_time: 1n,
    end_time: 2n,
    kind,
    attributes: JSON.stringify(attributes),
    resource: JSON.stringify(resource),
  }
  return createTelemetryReader().span(
    spansTable,
    spansTable.columns.map((c) => values[c.name] ?? null),
  )
}

describe('spans of pods', () => {
  const peer = { 'network.peer.address': '198.51.100.9', 'network.peer.port': 443 }

  it('of clients have the address of the pod at the port that they know', () => {
    expect(span('CLIENT', { ...peer, 'network.local.port': 50211 })).toMatchObject({
      address: POD,
      local: { address: POD, port: 50211 },
      peer: { address: '198.51.100.9', port: 443 },
    })
    const own = { 'network.local.address': '192.0.2.8', 'network.local.port': 50211 }
    expect(span('CLIENT', own)?.local).toEqual({ address: '192.0.2.8', port: 50211 })
  })

  it('of servers have it at the port that they listen on', () => {
    expect(span('SERVER', { ...peer, 'server.port': 8080 })).toMatchObject({
      local: { address: POD, port: 8080 },
    })
    // Of a client it is the port of whom it calls.
    expect(span('CLIENT', { ...peer, 'server.port': 8080 })?.local).toBeUndefined()
  })

  it.each([{}, { 'k8s.pod.ip': 'none' }, { 'k8s.pod.ip': 7 }, { note: '"k8s.pod.ip"' }])(
    'know no address that their resource does not name: %j',
    (resource) => {
      const s = span('CLIENT', { ...peer, 'network.local.port': 50211 }, resource)
      expect([s?.address, s?.local]).toEqual([undefined, undefined])
    },
  )
})
