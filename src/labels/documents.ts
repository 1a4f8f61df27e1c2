/** Labels in documents: ATT&CK metadata of data sets, lists of faults, windows of anomalies. */
import type { Assertion } from './assertion.js'
import { defined, record, text } from './fields-of.js'
import { readMoment } from './moments.js'
import type { LabelSource, Read } from './source.js'

function list(v: unknown): readonly unknown[] {
  return Array.isArray(v) ? v : v === undefined || v === null ? [] : [v]
}

/** `T1021` and `002`, or `T1021.002` in either place. */
function techniqueOf(mapping: Readonly<Record<string, unknown>>): string | undefined {
  const technique = text(mapping.technique)
  const sub = text(mapping['sub-technique'])
  if (technique === undefined) return undefined
  if (sub === undefined || technique.includes('.')) return technique
  return sub.startsWith('T') ? sub : `${technique}.${sub.padStart(3, '0')}`
}

function mappingOf(r: unknown): Read {
  const mapping = record(r)
  const technique = techniqueOf(mapping)
  const values = [technique, ...list(mapping.tactics).map(text)].filter((v) => v !== undefined)
  if (values.length === 0) return 'no-label'
  return values.map((value) =>
    defined<Assertion>({
      subject: { kind: 'dataset' },
      taxonomy: 'attack',
      value,
      tier: 'annotation',
      said: { tool: 'otrf' },
      comment: text(mapping.comment),
    }),
  )
}

/** What a data set says of itself: `attack_mappings` with techniques and tactics. */
export const attackMetadata: LabelSource = {
  doc: 'metadata of a data set with its ATT&CK techniques, YAML or JSON',
  recordsOf(document) {
    const d = record(document)
    return list(d.attack_mappings).map((m) => ({ ...record(m), comment: d.title }))
  },
  labelsOf: mappingOf,
}

function faultOf(r: unknown): Read {
  const fault = record(r)
  const value = text(fault.inject_type)
  const host = text(fault.inject_pod)
  // `inject_timestamp` of this set is hours off, by the zone of who wrote it; the clock is UTC.
  const start = readMoment(fault.inject_time)
  if (value === undefined) return 'no-label'
  if (host === undefined || start === undefined) return 'no-subject'
  return [
    {
      subject: { kind: 'host', host },
      taxonomy: 'fault',
      value,
      tier: 'construction',
      said: { tool: 'nezha' },
      start,
    },
  ]
}

/** Faults that were injected, by hour. */
export const faultList: LabelSource = {
  doc: 'faults injected into pods, JSON as in Nezha',
  recordsOf: (document) => Object.values(record(document)).flatMap((hour) => list(hour)),
  labelsOf: faultOf,
}

function anomalyOf(r: unknown): Read {
  const [from, to] = list(r)
  const start = readMoment(from)
  const end = readMoment(to)
  if (start === undefined || end === undefined || end < start) return 'no-subject'
  return [
    {
      subject: { kind: 'window' },
      taxonomy: 'class',
      value: 'anomaly',
      tier: 'annotation',
      said: { tool: 'nab' },
      start,
      end,
    },
  ]
}

/** Windows of anomalies by series; names of series are names of files, and do not leave. */
export const anomalyWindows: LabelSource = {
  doc: 'windows of anomalies by series, JSON as in NAB',
  recordsOf: (document) => Object.values(record(document)).flatMap((windows) => list(windows)),
  labelsOf: anomalyOf,
}
