/** Gathers what names connections and the flows that may be meant, and finds links between. */
import type { Link } from '../correlate/link.js'
import type { ExchangeRef, FlowRef, NatRef, TupleRef } from '../correlate/link-records.js'
import { joinRequests, type RequestRef } from '../correlate/link-requests.js'
import { joinTranslations } from '../correlate/link-translations.js'
import { joinTuples } from '../correlate/link-tuples.js'
import { createRecordStore, type Spill } from '../correlate/record-store.js'
import { columnsOf, flowsTable } from './flow-tables.js'
import { flowOf } from './link-flows.js'
import { endsOfLog, translationOf } from './link-log-ends.js'
import type { Cell } from './table.js'

const { other: OTHER } = columnsOf(flowsTable)

/** Records of logs that name connections, and flows. */
export interface Named {
  /** a row of the table of flows; false when there is no room for it */
  flow(cells: readonly Cell[]): boolean
  /** a row of a log, by its number and the names of its columns; false when there is no room */
  log(row: number, cell: (name: string) => Cell | undefined): boolean
  /** translations so far, in the order of their times */
  translations(): readonly NatRef[]
  /** all links between logs and flows, logs and exchanges, flows and flows */
  links(exchanges: readonly ExchangeRef[]): Generator<Link>
}

const byTime = (a: { readonly time: bigint }, b: { readonly time: bigint }): number =>
  a.time < b.time ? -1 : a.time > b.time ? 1 : 0

const FLOW = [
  'start',
  'end',
  'id',
  'protocol',
  'client',
  'server',
  'communityId',
  'firstPacket',
  'packets',
] as const
const TUPLE = [
  'time',
  'end',
  'layer',
  'id',
  'one',
  'other',
  'protocol',
  'communityId',
  'role',
] as const

/**
 * Makes an empty collection.
 * @param most translations, and lines of requests, that are held
 * @param spill takes flows and all other records, of which there may be any number
 */
export function createNamed(most: number, spill: Spill): Named {
  const flows = createRecordStore<FlowRef>(FLOW, spill)
  const tuples = createRecordStore<TupleRef>(TUPLE, spill)
  const requests: RequestRef[] = []
  const nat: NatRef[] = []
  const hold = <T>(list: T[], v: T | undefined): boolean => {
    if (v === undefined) return true
    return list.length < most && list.push(v) > 0
  }
  return {
    flow(cells) {
      const flow = flowOf(cells)
      if (flow === undefined) return true
      flows.add(flow)
      return hold(nat, translationOf(flow.client, flow.server, flow.start, cells[OTHER]))
    },
    log(row, cell) {
      const ends = endsOfLog(row, cell)
      if (ends.tuple !== undefined) tuples.add(ends.tuple)
      const held = [hold(requests, ends.request), hold(nat, ends.nat)]
      return held.every(Boolean)
    },
    translations: () => nat.sort(byTime),
    *links(exchanges) {
      if (flows.size === 0) return
      // Flows may be many, and lie on disk: they are read where there is something to tie them to.
      if (tuples.size > 0) yield* joinTuples(tuples.inOrder(), flows.inOrder())
      yield* joinRequests(requests.sort(byTime), exchanges)
      if (nat.length > 0) yield* joinTranslations(nat, flows.inOrder())
    },
  }
}
