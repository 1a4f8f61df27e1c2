/**
 * Rows of profiles, made from requests after they were rewritten. What samples have stands in
 * tables of the request, and is named by number; entry 0 of each is the one that says nothing.
 */
import { decode, type Json } from '../otlp/decode.js'
import { requests } from '../otlp/messages.js'
import { bigint, byKey, list, object, plain, text, time } from './otlp-cells.js'
import { profilesTable } from './otlp-tables.js'
import type { Cell, Table } from './table.js'

type Row = (table: Table, cells: readonly Cell[]) => void

/** The tables of a request. */
interface Dictionary {
  readonly strings: readonly unknown[]
  readonly attributes: readonly Json[]
  readonly links: readonly Json[]
  readonly stacks: readonly Json[]
  readonly locations: readonly Json[]
  readonly functions: readonly Json[]
}

const index = (v: unknown): number => Number(v ?? 0)

/** A text by its number; null where it did not leave. */
function string(d: Dictionary, v: unknown): string | null {
  return text(d.strings[index(v)])
}

/** Attributes by the numbers of their entries; one without a key did not leave. */
function attributesOf(d: Dictionary, ...indices: unknown[]): Json {
  const entries = indices.flatMap((all) => (Array.isArray(all) ? all : []))
  return Object.fromEntries(
    entries.flatMap((i): [string, unknown][] => {
      const entry = object(d.attributes[index(i)])
      const key = string(d, entry.keyStrindex)
      return key === null ? [] : [[key, plain(entry.value)]]
    }),
  )
}

/** `name:line` of each call, the innermost first; inlined calls stand before their callers. */
function stackOf(d: Dictionary, v: unknown): readonly string[] {
  const locations = object(d.stacks[index(v)]).locationIndices
  const indices = Array.isArray(locations) ? locations : []
  return indices.flatMap((i) =>
    list(object(d.locations[index(i)]).lines).map(({ functionIndex, line }) => {
      const name = string(d, object(d.functions[index(functionIndex)]).nameStrindex) ?? ''
      return line === undefined ? name : `${name}:${String(line)}`
    }),
  )
}

const values = (v: unknown): readonly unknown[] => (Array.isArray(v) ? v : [])

function sum(sample: Json): bigint {
  const all = values(sample.values)
  // Without values each of its times counts as one.
  if (all.length === 0) return BigInt(values(sample.timestampsUnixNano).length)
  return BigInt.asIntN(
    64,
    all.reduce((n: bigint, v) => n + BigInt(v as string | number), 0n),
  )
}

/** What samples of a profile share. */
interface Shared {
  readonly service: string | null
  readonly scope: string | null
  readonly resource: string
}

function sampleCells(d: Dictionary, profile: Json, sample: Json, shared: Shared): Cell[] {
  const [type, period] = [object(profile.sampleType), object(profile.periodType)]
  const link = object(d.links[index(sample.linkIndex)])
  const own = attributesOf(d, profile.attributeIndices, sample.attributeIndices)
  return [
    text(profile.profileId),
    time(profile.timeUnixNano),
    bigint(profile.durationNano),
    string(d, type.typeStrindex),
    string(d, type.unitStrindex),
    string(d, period.typeStrindex),
    string(d, period.unitStrindex),
    bigint(profile.period),
    sum(sample),
    JSON.stringify(values(sample.values)),
    JSON.stringify(values(sample.timestampsUnixNano)),
    JSON.stringify(stackOf(d, sample.stackIndex)),
    text(link.traceId),
    text(link.spanId),
    shared.service,
    shared.scope,
    JSON.stringify(own),
    shared.resource,
  ]
}

/** Gives the samples of a rewritten request as rows. */
export function profileRows(row: Row, b: Uint8Array, at: number, end: number): void {
  const request = decode(requests.profiles, b, at, end)
  const tables = object(request.dictionary)
  const d: Dictionary = {
    strings: values(tables.stringTable),
    attributes: list(tables.attributeTable),
    links: list(tables.linkTable),
    stacks: list(tables.stackTable),
    locations: list(tables.locationTable),
    functions: list(tables.functionTable),
  }
  for (const one of list(request.resourceProfiles)) {
    const known = byKey(object(one.resource).attributes)
    const service = known['service.name']
    for (const scope of list(one.scopeProfiles)) {
      const shared: Shared = {
        service: typeof service === 'string' ? service : null,
        scope: text(object(scope.scope).name),
        resource: JSON.stringify(known),
      }
      for (const profile of list(scope.profiles)) {
        for (const sample of list(profile.samples)) {
          row(profilesTable, sampleCells(d, profile, sample, shared))
        }
      }
    }
  }
}
