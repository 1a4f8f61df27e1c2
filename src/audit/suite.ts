/** Runs all checks together: on the owner's side while rewriting, then over the finished files. */
import { createReadStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { BATCH_BYTES, BATCH_RECORDS_MAX, createBatch } from '../capture/batch.js'
import { createFacts, type PacketFacts, readFacts } from '../correlate/facts.js'
import type { Observer } from '../pipeline/observer.js'
import { openTrace } from '../sources/index.js'
import { dissect, reset } from '../wire/dissect.js'
import type { Kind } from '../wire/fields.js'
import { createFrame } from '../wire/frame.js'
import type { AuditContext, Auditor, Check, Finding } from './check.js'
import { tableOf, tableRows } from './table-rows.js'
import { tableText } from './table-text.js'

/** Called for each packet with its facts, for measures that watch along. */
export type PacketWatcher = (facts: PacketFacts) => void

/** The data files of a release. */
export interface ReleasedFiles {
  readonly packets: readonly string[]
  readonly others: readonly string[]
  /** Parquet */
  readonly tables: readonly string[]
}

/** A running suite. */
export interface Suite {
  /** to be given to the pipeline */
  readonly observer: Observer
  /** the same for headers that exporters have sampled, which are no packets of the release */
  readonly sampled: Observer
  /** takes a value outside of packets and what it became */
  value(kind: Kind, value: Uint8Array, image: Uint8Array): void
  /** takes the finished files apart anew: those of packets, and those of other layers */
  released(files: ReleasedFiles, watch: PacketWatcher): Promise<void>
  /** takes what the owner says of the release; after `released` */
  said(words: string): void
  findings(): Finding[]
}

type TakeBytes = (chunk: Uint8Array, offset: number, place: string) => void

/** A file as the owner knows it: its name, and the folder it lies in. */
function placeOf(file: string): string {
  return join(basename(dirname(file)), basename(file))
}

/** Gives the bytes of files, one after the other, to all who want them. */
async function readRaw(files: readonly string[], takers: readonly TakeBytes[]): Promise<void> {
  if (takers.length === 0) return
  for (const file of files) {
    let offset = 0
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      for (const take of takers) take(chunk as Uint8Array, offset, placeOf(file))
      offset += (chunk as Uint8Array).length
    }
  }
}

async function readTables(files: readonly string[], takers: readonly TakeBytes[]): Promise<void> {
  if (takers.length === 0) return
  for (const file of files) {
    await turn()
    let offset = 0
    for await (const { column, text } of tableText(file)) {
      const place = `column ${column} of ${tableOf(file)}`
      for (const take of takers) take(text, offset, place)
      offset += text.length
    }
  }
}

/** Gives rows of tables to all who want some of that table. */
async function readRows(files: readonly string[], auditors: readonly Auditor[]): Promise<void> {
  for (const file of files) {
    const table = tableOf(file)
    const takers = auditors.filter((a) => a.tables !== undefined && table in a.tables)
    const wanted = new Set(takers.flatMap((a) => a.tables?.[table] ?? []))
    if (wanted.size === 0) continue
    await turn()
    for await (const rows of tableRows(file, [...wanted])) {
      for (const row of rows) for (const a of takers) a.row?.(table, row)
    }
  }
}

async function readFrames(
  files: readonly string[],
  auditors: readonly Auditor[],
  watch: PacketWatcher,
): Promise<void> {
  const seeing = auditors.filter((a) => a.released !== undefined)
  const trace = await openTrace(files, { order: 'given' })
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  const f = createFrame()
  const facts = createFacts()
  try {
    while (await trace.fill(batch)) {
      // Reading a file never waits: signals are heard only where the loop lets them in.
      await turn()
      for (let i = 0; i < batch.count; i++) {
        const at = batch.at[i]
        reset(f, batch.bytes, at, at + batch.length[i], batch.wire[i])
        const { linkType } = batch.interfaces[batch.iface[i]]
        const weird = dissect(f, linkType)
        if (weird < 0) {
          for (const a of auditors) a.unreadable?.(weird)
          continue
        }
        readFacts(f, batch.seconds[i], batch.nanos[i], facts)
        watch(facts)
        for (const a of seeing) a.released?.(f, facts, linkType)
      }
    }
  } finally {
    await trace.close()
  }
}

/** Opens all given checks for one release. */
export function openSuite(
  checks: readonly Check[],
  context: AuditContext,
  watchBefore: PacketWatcher,
): Suite {
  const auditors = checks.map((c) => c.open(context))
  const befores = auditors.filter((a) => a.before !== undefined)
  const afters = auditors.filter((a) => a.after !== undefined)
  const valued = auditors.filter((a) => a.value !== undefined)
  const facts = createFacts()
  return {
    observer: {
      before(f, seconds, nanos) {
        readFacts(f, seconds, nanos, facts)
        watchBefore(facts)
        for (let i = 0; i < befores.length; i++) befores[i].before?.(f, facts)
      },
      after(f, end) {
        for (let i = 0; i < afters.length; i++) afters[i].after?.(f, end)
      },
    },
    sampled: {
      before(f) {
        for (const a of auditors) a.sampledBefore?.(f)
      },
      after(f, end) {
        for (const a of auditors) a.sampledAfter?.(f, end)
      },
    },
    value(kind, value, image) {
      for (let i = 0; i < valued.length; i++) valued[i].value?.(kind, value, image)
    },
    async released({ packets, others, tables }, watch) {
      await readRaw(
        packets,
        auditors.flatMap((a) => (a.raw === undefined ? [] : [a.raw.bind(a)])),
      )
      if (packets.length > 0) await readFrames(packets, auditors, watch)
      const takers = auditors.flatMap((a) => (a.other === undefined ? [] : [a.other.bind(a)]))
      await readRaw(others, takers)
      await readTables(tables, takers)
      await readRows(tables, auditors)
    },
    said(words) {
      for (const a of auditors) a.said?.(Buffer.from(words))
    },
    findings: () => auditors.map((a) => a.finish()),
  }
}
