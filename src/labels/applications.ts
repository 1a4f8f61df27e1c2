/** Labels that nDPI gives: which application a flow belongs to. */
import type { Assertion } from './assertion.js'
import { flowOf } from './endpoints.js'
import { defined, type Raw, record, text } from './fields-of.js'
import { readMoment } from './moments.js'
import type { LabelSource, Read } from './source.js'

/** How nDPI concluded; by port or address it is no more than a guess. */
const BASES: Readonly<Record<string, string>> = {
  dpi: 'dpi',
  'dpi (cache)': 'dpi-cache',
  'dpi (partial)': 'dpi-partial',
  'dpi (partial cache)': 'dpi-partial',
  'dpi (aggressive)': 'dpi-partial',
  'match by port': 'port',
  'match by ip': 'address',
  'match by custom rule': 'rule',
  nbpf: 'rule',
}

function basisOf(v: unknown): string | undefined {
  const word = text(typeof v === 'string' ? v : Object.values(record(v))[0])
  const key = word?.toLowerCase() ?? ''
  return Object.hasOwn(BASES, key) ? BASES[key] : undefined
}

/** `first_seen` is in seconds with a fraction; older versions count milliseconds. */
function application(e: Raw, name: unknown, confidence: unknown): Read {
  const subject = flowOf({
    source: e.src_ip ?? e.src,
    destination: e.dest_ip ?? e.dst_ip ?? e.dst,
    sourcePort: e.src_port ?? e.sport,
    destinationPort: e.dst_port ?? e.dest_port ?? e.dport,
    protocol: e.proto ?? e.protocol ?? e.l4,
  })
  const value = text(name)
  if (value === undefined) return 'not-a-label'
  if (value.toLowerCase() === 'unknown') return 'no-label'
  if (subject === undefined) return 'no-address'
  const assertion = defined<Assertion>({
    subject,
    taxonomy: 'ndpi',
    value,
    tier: 'sensor',
    said: defined<Assertion['said']>({ tool: 'ndpi', basis: basisOf(confidence) }),
    start: readMoment(e.first_seen),
    end: readMoment(e.last_seen),
    comment: text(record(e.ndpi).hostname ?? e.server_name_sni ?? e.server_name ?? e.host),
  })
  return [assertion]
}

/** Flows of ndpiReader as JSON lines, and lists of flows with `app` and its `confidence`. */
export const ndpiLines: LabelSource = {
  doc: 'results of nDPI, one JSON object a line',
  labelsOf(r) {
    const e = record(r)
    const ndpi = record(e.ndpi)
    return application(e, ndpi.proto ?? e.app, ndpi.confidence ?? e.confidence)
  },
}

/** Flows of ndpiReader as a table. */
export const ndpiTable: LabelSource = {
  doc: 'results of ndpiReader as a table',
  labelsOf(r) {
    const e = record(r)
    return application(e, e.ndpi_proto, e.confidence)
  },
}
