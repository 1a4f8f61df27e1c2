/** Places of OTLP messages that hold values, attributes aside, with what each can give away. */
import { type Kind, valueFields } from '../wire/fields.js'
import { classes } from './classes.js'
import type { Way } from './treatments.js'

/** Name, kind, way, and what it is. */
type Row = readonly [string, Kind, Way, string]

const rows = [
  ['resource.schema_url', 'link', 'schema', 'schema of resource attributes'],
  ['resource.dropped', 'size', 'value', 'attributes that the program left out'],
  ['resource.entity_type', 'enum', 'word', 'type of an entity'],
  ['scope.name', 'enum', 'word', 'name of the library that made the record'],
  ['scope.version', 'software', 'value', 'version of the library that made the record'],
  ['scope.schema_url', 'link', 'schema', 'schema of what the library makes'],
  ['span.trace_id', 'link', 'value', 'identifier of a trace'],
  ['span.span_id', 'link', 'value', 'identifier of a span, also as parent or link'],
  ['span.trace_state', 'content', 'payload', 'what vendors note about a trace'],
  ['span.name', 'enum', 'name', 'name of a span'],
  ['span.event_name', 'enum', 'word', 'name of an event within a span'],
  ['span.status_message', 'content', 'text', 'what went wrong, in words'],
  ['span.dropped', 'size', 'value', 'attributes, events and links left out'],
  ['log.body', 'content', 'text', 'the text or structure of a log record'],
  ['log.severity_text', 'enum', 'word', 'severity, as the program calls it'],
  ['log.event_name', 'enum', 'word', 'name of the event that the record tells of'],
  ['log.dropped', 'size', 'value', 'attributes left out'],
  ['metric.name', 'enum', 'word', 'name of a metric'],
  ['metric.description', 'content', 'text', 'what a metric means, in words'],
  ['metric.unit', 'enum', 'listed', 'unit of a metric'],
  ['metric.value', 'size', 'value', 'value, sum, minimum, maximum or quantile'],
  ['metric.count', 'size', 'value', 'counts of points and of their buckets'],
  ['metric.bound', 'size', 'value', 'bounds, scales and offsets of buckets'],
  ['profile.string', 'content', 'text', 'names of functions and files, units, keys of attributes'],
  ['profile.id', 'link', 'value', 'identifier of a profile'],
  ['profile.address', 'content', 'payload', 'where code lies in memory and in its file'],
  ['profile.line', 'size', 'value', 'lines and columns of source files'],
  ['profile.value', 'size', 'value', 'values of samples, and the period between them'],
  ['attr.unknown', 'content', 'unknown', 'value of an attribute that no rule knows'],
  ['attr.unknown_key', 'link', 'value', 'key of an attribute that no rule knows'],
] as const satisfies readonly Row[]

/** A name of the table. */
export type Place = (typeof rows)[number][0]

/** Every place, by number. */
export const places: readonly Row[] = rows

/** The number of a place. */
export function placeOf(name: Place): number {
  return rows.findIndex((row) => row[0] === name)
}

valueFields('', Object.fromEntries(places.map(([name, kind, , doc]) => [name, [kind, doc]])))

/** What is known of an attribute. */
export interface AttributeClass {
  readonly key: string
  readonly kind: Kind
  readonly way: Way
}

/** Headers that may be known by their names, below the prefixes that carry headers. */
const HEADERS: readonly (readonly [string, Kind, Way])[] = [
  ['accept', 'enum', 'word'],
  ['accept-encoding', 'enum', 'word'],
  ['content-encoding', 'enum', 'word'],
  ['content-length', 'size', 'value'],
  ['content-type', 'enum', 'word'],
  ['host', 'address', 'value'],
  ['user-agent', 'software', 'agent'],
  ['x-forwarded-for', 'address', 'value'],
  ['x-real-ip', 'address', 'value'],
  ['x-request-id', 'link', 'value'],
]

/** Keys that instrumentation of before the conventions, Zipkin and Jaeger write. */
const OLD: readonly (readonly [string, Kind, Way])[] = [
  ['error', 'enum', 'value'],
  ['http.path', 'content', 'path'],
  ['internal.span.format', 'enum', 'word'],
  ['ip', 'address', 'value'],
  ['hostname', 'hostname', 'value'],
  ['otel.status_code', 'enum', 'word'],
  ['otel.status_description', 'content', 'text'],
  ['peer.address', 'address', 'value'],
  ['peer.hostname', 'address', 'value'],
  ['peer.ipv4', 'address', 'value'],
  ['peer.ipv6', 'address', 'value'],
  ['peer.port', 'port', 'value'],
  ['sampler.type', 'enum', 'word'],
  ['span.kind', 'enum', 'word'],
]

/** Names of services, which log lines have as well. */
const SERVICES = ['service.name', 'service.peer.name', 'peer.service']

function listed(): AttributeClass[] {
  const all = new Map<string, AttributeClass>()
  const add = (key: string, kind: Kind, way: Way) => all.set(key, { key, kind, way })
  for (const [key, kind, way] of OLD) add(key, kind, way)
  for (const prefix of ['http.request.header.', 'http.response.header.']) {
    for (const [name, kind, way] of HEADERS) add(prefix + name, kind, way)
  }
  for (const [kind, way, keys] of classes) {
    for (const key of keys.trim().split(/\s+/)) add(key, kind, way)
  }
  for (const key of SERVICES) add(key, 'link', 'service')
  return [...all.values()]
}

/** Every attribute that is known, by number. */
export const attributes: readonly AttributeClass[] = listed()

valueFields(
  'attr.',
  Object.fromEntries(attributes.map(({ key, kind }) => [key, [kind, `attribute \`${key}\``]])),
)
