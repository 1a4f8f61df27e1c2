/** Words that say how something is used and not by whom: those of the conventions, and units. */
import { createByteSet } from '../bytes/byte-set.js'
import { conventionWords } from './vocabulary.js'

/** Severities (OTLP logs, syslog RFC 5424 §6.2.1), kinds, media types and encodings (RFC 9110). */
const OTHERS = `
TRACE DEBUG INFO WARN ERROR FATAL TRACE2 TRACE3 TRACE4 DEBUG2 DEBUG3 DEBUG4 INFO2 INFO3 INFO4 WARN2
WARN3 WARN4 ERROR2 ERROR3 ERROR4 FATAL2 FATAL3 FATAL4 trace debug info warn warning error fatal
notice critical alert emergency Trace Debug Information Info Warning Warn Error Fatal Critical
WARNING CRITICAL NOTICE ALERT EMERGENCY SEVERE CONFIG FINE FINER FINEST
exception message log server client producer consumer internal true false HTTP TLS TCP UDP DNS
GET POST PUT DELETE HEAD OPTIONS PATCH TRACE CONNECT SELECT INSERT UPDATE UPSERT
get post put delete head options patch select insert update
application/json application/xml application/grpc application/octet-stream application/x-protobuf
text/plain text/html text/css */* gzip deflate br zstd identity http https http/json
production staging test development
service host process container k8s.pod k8s.node k8s.cluster k8s.namespace k8s.deployment
opentelemetry nodejs
`

/** Units of metrics (UCUM, as the conventions write them). */
const UNITS = `
1 % s ms us ns min h d m g By KiBy MiBy GiBy bit By/s bit/s {request} {connection} {thread} {count}
{error} {message} {operation} {packet} {process} {span} {class} {cpu} {fault} {file} {gc}
{exception} {request}/s {query} {row} {token} {item} {record} {limit} Cel Hz V A W J
`

const setOf = (...lists: readonly string[]) =>
  createByteSet([...new Set(lists.join(' ').split(/\s+/))].filter((w) => w !== ''))
const set = setOf(conventionWords, OTHERS, UNITS)
const units = setOf(UNITS)

/** Whether a word of the list fills `[at, end)`. */
export function isWord(b: Uint8Array, at: number, end: number): boolean {
  return set.find(b, at, end) >= 0
}

/** Whether a unit that everybody has fills `[at, end)`. */
export function isUnit(b: Uint8Array, at: number, end: number): boolean {
  return units.find(b, at, end) >= 0
}

/** Whether words of the list, with single blanks between them, fill `[at, end)`. */
export function areWords(b: Uint8Array, at: number, end: number): boolean {
  let from = at
  for (let i = at; i <= end; i++) {
    if (i < end && b[i] !== 0x20) continue
    if (!isWord(b, from, i)) return false
    from = i + 1
  }
  return true
}

const SCHEMAS = Buffer.from('https://opentelemetry.io/schemas/')

/** Whether a schema of the conventions fills `[at, end)`: `https://.../schemas/1.44.0`. */
export function isPublicSchema(b: Uint8Array, at: number, end: number): boolean {
  const rest = at + SCHEMAS.length
  if (end - rest < 1 || end - rest > 8) return false
  for (let i = at; i < rest; i++) if (b[i] !== SCHEMAS[i - at]) return false
  for (let i = rest; i < end; i++) {
    const digit = b[i] >= 48 && b[i] <= 57
    if (!digit && b[i] !== 46) return false
  }
  return true
}
