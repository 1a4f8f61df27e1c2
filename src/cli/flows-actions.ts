/** What `scrim flows` does: packets through a flow table, behind the rewriter when it is asked. */
import { setImmediate as turn } from 'node:timers/promises'
import { ScrimError } from '../bytes/errors.js'
import { BATCH_BYTES, BATCH_RECORDS_MAX, createBatch } from '../capture/batch.js'
import { createFlowNamer } from '../correlate/flow-key.js'
import { FLOW_DEFAULTS, type FlowOptions } from '../correlate/flow-table.js'
import type { RowWriter } from '../formats/format.js'
import { formats } from '../formats/index.js'
import { exchangesTable, flowsTable } from '../layers/flow-tables.js'
import { createFlowWatch, type FlowWatch } from '../layers/flow-watch.js'
import { run } from '../pipeline/run.js'
import { epochSeconds } from '../policy/limits.js'
import { openTrace } from '../sources/index.js'
import type { Trace } from '../sources/source.js'
import { dissect, reset } from '../wire/dissect.js'
import { createFrame } from '../wire/frame.js'
import { capturesOf } from './captures-of.js'
import { openKeyring } from './key-access.js'
import { showNotices } from './notices.js'
import { type Output, openOutput, refuseInput } from './output-file.js'
import { type ProgressLine, startProgress } from './progress.js'
import type { RewriteOptions } from './rewrite-options.js'
import { policyOf } from './rewrite-policy.js'

/** Options of `flows`. */
export interface FlowsOptions extends Omit<RewriteOptions, 'format'> {
  readonly output: string
  readonly format: 'jsonl' | 'csv' | 'parquet'
  readonly exchanges?: boolean
  readonly idle: number
  readonly active: number
  readonly outermost?: boolean
  readonly communityId?: boolean
}

const CHUNK = 1 << 16

/** Rows in pieces, so that not each is a call to the system. */
function openRows(options: FlowsOptions, output: Output): RowWriter {
  const format = formats.find((f) => f.name === options.format) ?? formats[0]
  let pieces: Uint8Array[] = []
  let size = 0
  const flush = (): void => {
    if (size > 0) output.write(Buffer.concat(pieces))
    pieces = []
    size = 0
  }
  const table = options.exchanges ? exchangesTable : flowsTable
  const writer = format.open(table, (bytes) => {
    pieces.push(Buffer.from(bytes))
    size += bytes.length
    if (size >= CHUNK) flush()
  })
  return {
    ...writer,
    end() {
      writer.end()
      flush()
    },
  }
}

/** Flows of the packets as they are. */
async function raw(trace: Trace, watch: FlowWatch, progress: ProgressLine): Promise<number> {
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  const f = createFrame()
  let dropped = 0
  for (let more = true; more; ) {
    more = await trace.fill(batch)
    // Also after the last packet: what the end of the input cut off is counted there.
    for (const n of Object.values(batch.dropped)) dropped += n
    for (let i = 0; i < batch.count; i++) {
      const at = batch.at[i]
      reset(f, batch.bytes, at, at + batch.length[i], batch.wire[i])
      if (dissect(f, batch.interfaces[batch.iface[i]].linkType) < 0) dropped++
      else watch.after(f, f.end, batch.seconds[i], batch.nanos[i])
    }
    progress.update(trace.progress, watch.counts.packets)
    await turn()
  }
  return dropped
}

/** Makes the watch, and what feeds it: packets as they are, or rewritten ones. */
async function prepare(options: FlowsOptions, rows: RowWriter) {
  const assembly: FlowOptions = {
    ...FLOW_DEFAULTS,
    idleSeconds: options.idle,
    activeSeconds: options.active,
    innermost: options.outermost !== true,
  }
  const wanted = options.exchanges ? exchangesTable : flowsTable
  const row: Parameters<typeof createFlowWatch>[0] = (table, cells) => {
    if (table === wanted) rows.row(cells)
  }
  if (options.for === undefined && options.policy === undefined) {
    const communityId = options.communityId === true
    const watch = createFlowWatch(row, { ...assembly, communityId })
    return {
      watch,
      feed: (trace: Trace, progress: ProgressLine) => raw(trace, watch, progress),
      save: async () => undefined,
    }
  }
  const policy = await policyOf({ ...options, format: 'pcapng' })
  const keys = await openKeyring({ ...options, policy, release: 'flows' })
  const epoch = epochSeconds(policy.epoch)
  const namer = epoch === 0 ? createFlowNamer(keys.keyringFor(0)) : undefined
  const watch = createFlowWatch(row, { ...assembly, ...(namer ? { namer } : {}) })
  const plan = { policy, epochSeconds: epoch, secretFor: keys.secretFor, workers: 1 }
  const feed = async (trace: Trace, progress: ProgressLine): Promise<number> => {
    const counts = await run(trace, { ...plan, observers: [watch] }, async () => {
      progress.update(trace.progress, watch.counts.packets)
      await turn()
    })
    return counts.packets.in - counts.packets.out
  }
  return { watch, feed, save: keys.save }
}

function say(options: FlowsOptions, watch: FlowWatch, dropped: number): void {
  if (options.quiet) return
  const { packets, notIp, flows: n, exchanges, evicted } = watch.counts
  const parts = [`${n} flows and ${exchanges} exchanges of ${packets} packets`]
  if (notIp > 0) parts.push(`${notIp} without IP`)
  if (dropped > 0) parts.push(`${dropped} more dropped as malformed or cut off`)
  if (evicted > 0) parts.push(`${evicted} flows ended early because the table was full`)
  process.stderr.write(`scrim: ${parts.join('; ')}\n`)
}

/** Whoever names a recipient or a key does not mean flows as they are. */
function refuseForOthers(options: FlowsOptions): void {
  const { recipient, purpose, epoch, vault, keyFile, passphraseFd } = options
  const given = {
    recipient,
    purpose,
    epoch,
    vault,
    'key-file': keyFile,
    'passphrase-fd': passphraseFd,
  }
  const name = Object.entries(given).find(([, v]) => v !== undefined)?.[0]
  if (name === undefined) return
  throw new ScrimError(
    'usage',
    `--${name} is given, and nothing says that flows are rewritten`,
    'give --for partner, or another tier, or --policy FILE',
  )
}

/**
 * Writes the flows of captures as a table.
 * @throws ScrimError `usage` when a Community ID is asked for in what somebody else receives, or
 * when something is said of rewriting and nothing is rewritten
 */
export async function flows(inputs: string[], options: FlowsOptions): Promise<void> {
  const isRaw = options.for === undefined && options.policy === undefined
  if (options.communityId && !isRaw) {
    throw new ScrimError(
      'usage',
      'a Community ID has no key: whoever has it finds the addresses by trying',
      'leave --community-id out; flowKey names flows with a key',
    )
  }
  if (isRaw) refuseForOthers(options)
  refuseInput(options.output, inputs)
  const captures = await capturesOf(inputs)
  const trace = await openTrace(captures, { order: options.order ?? 'time', stdin: process.stdin })
  const output = await openOutput(options.output, options.force === true)
  const progress = startProgress('flows', options.quiet === true)
  try {
    const rows = openRows(options, output)
    const { watch, feed, save } = await prepare(options, rows)
    const dropped = await feed(trace, progress)
    watch.finish()
    rows.end()
    progress.done()
    showNotices(trace.notices)
    await save()
    output.commit()
    say(options, watch, dropped)
    if (isRaw) {
      const warning = 'these flows are raw: real addresses and times, for your own use'
      process.stderr.write(`scrim: ${warning}; --for TIER rewrites them\n`)
    }
  } catch (e) {
    progress.done()
    output.abort()
    throw e
  } finally {
    await trace.close()
  }
}
