/** Entries of labels as rows of their table. */
import { type Entry, isRetraction } from '../labels/assertion.js'
import { judge } from '../labels/taxonomies.js'
import { columnsOf } from './flow-tables.js'
import { labelsTable } from './label-table.js'
import type { Cell } from './table.js'

const L = columnsOf(labelsTable)

function put(cells: Cell[], members: Readonly<Record<string, Cell | undefined>>): void {
  for (const name of Object.keys(members)) cells[L[name]] = members[name] ?? null
}

function end(cells: Cell[], side: string, at: string | undefined): void {
  if (at !== undefined) cells[L[`${side}IPv${at.includes(':') ? 6 : 4}Address`]] = at
}

/** Fills the cells of a row with a rewritten entry. */
export function fillLabel(cells: Cell[], number: bigint, e: Entry): void {
  cells.fill(null)
  const { said } = e
  put(cells, {
    labelId: number,
    id: e.id,
    tool: said.tool,
    toolVersion: said.version,
    rule: said.rule,
    configDigest: said.config,
    basis: said.basis,
    startNanoseconds: e.start,
  })
  if (isRetraction(e)) return put(cells, { retracts: e.retracts })
  const s = e.subject
  end(cells, 'source', s.source)
  end(cells, 'destination', s.destination)
  put(cells, {
    subject: s.kind,
    sourceTransportPort: s.sourcePort,
    destinationTransportPort: s.destinationPort,
    protocolIdentifier: s.protocol,
    host: s.host,
    traceId: s.traceId,
    spanId: s.spanId,
    logRecord: s.record === undefined ? undefined : BigInt(s.record),
    flowId: s.flowId === undefined ? undefined : BigInt(s.flowId),
    taxonomy: e.taxonomy,
    value: e.value,
    known: judge(e.taxonomy, e.value) === 'known',
    tier: e.tier,
    confidence: e.confidence,
    measuredError: e.error,
    endNanoseconds: e.end,
    scopeStartNanoseconds: e.scope?.start,
    scopeEndNanoseconds: e.scope?.end,
    unlabelledMeans: e.scope?.unlabelled,
    candidates: e.candidates === undefined ? undefined : BigInt(e.candidates),
  })
}
