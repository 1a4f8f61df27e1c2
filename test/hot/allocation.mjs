/**
 * Rewrites the same records again and again, and prints what that left on the heap: run by
 * allocation.test.ts with --expose-gc, as `allocation.mjs DIST CAPTURE TIER RECORDS`.
 */
import { join } from 'node:path'
import { PerformanceObserver } from 'node:perf_hooks'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const [dist, capture, tier, records] = process.argv.slice(2)
const load = (path) => import(pathToFileURL(join(dist, path)).href)
const { createBatch } = await load('capture/batch.js')
const { openTrace } = await load('sources/index.js')
const { createRewriter, rewriteBatch } = await load('pipeline/batch.js')
const { createEpochs } = await load('pipeline/epochs.js')
const { dissect, reset } = await load('wire/dissect.js')
const { fieldTable, spanTable } = await load('wire/fields.js')
const { createFrame, SPAN } = await load('wire/frame.js')
const { createKeyring } = await load('keys/keyring.js')
const { profilePolicy } = await load('policy/profiles.js')

const batch = createBatch(1 << 22, 1 << 14)
await (await openTrace([capture])).fill(batch)
/**
 * Whether a record holds a value of more than 16 bytes, such as a TLS random: only these are made
 * with digests of the runtime, which allocates for each call.
 */
const frame = createFrame()
function holdsLongValue(i) {
  const at = batch.at[i]
  reset(frame, batch.bytes, at, at + batch.length[i], batch.wire[i])
  dissect(frame, batch.interfaces[batch.iface[i]].linkType)
  for (let k = 0; k < frame.n * SPAN; k += SPAN) {
    const size = frame.spans[k + 2] - frame.spans[k + 1]
    for (const { field, length } of spanTable[frame.spans[k]].parts) {
      const { type, kind } = fieldTable[field]
      if (type !== 'bytes' || kind === 'content' || kind === 'structure') continue
      if ((length < 0 ? size : length) > 16) return true
    }
  }
  return false
}

/** Leaves those records out. */
function keepShort() {
  let kept = 0
  for (let i = 0; i < batch.count; i++) {
    if (holdsLongValue(i)) continue
    for (const name of ['at', 'length', 'wire', 'seconds', 'nanos', 'iface']) {
      batch[name][kept] = batch[name][i]
    }
    kept++
  }
  const share = kept / batch.count
  batch.count = kept
  return share
}

const share = keepShort()
const columns = ['bytes', 'length', 'seconds', 'nanos']
const originals = columns.map((name) => batch[name].slice())
const keyring = createKeyring(new Uint8Array(32).fill(7))
const rewriter = createRewriter(createEpochs(profilePolicy(tier), 0, () => keyring))

/** Rewriting shortens records and moves times: they are put back before each round. */
function rewriteAgain(rounds) {
  for (let n = 0; n < rounds; n++) {
    for (let i = 0; i < columns.length; i++) batch[columns[i]].set(originals[i])
    rewriteBatch(rewriter, batch)
  }
}

let collections = 0
new PerformanceObserver((list) => {
  collections += list.getEntries().length
}).observe({ entryTypes: ['gc'] })

rewriteAgain(12)
globalThis.gc()
await sleep(50)
collections = 0
const rounds = Math.ceil(Number(records) / batch.count)
const before = process.memoryUsage()
rewriteAgain(rounds)
const after = process.memoryUsage()
await sleep(50)
const grown = (key) => (after[key] - before[key]) / (rounds * batch.count)
const result = {
  records: rounds * batch.count,
  share,
  dropped: rewriter.dropped.reduce((a, b) => a + b),
  collections,
  heapPerRecord: grown('heapUsed'),
  buffersPerRecord: grown('arrayBuffers'),
}
process.stdout.write(JSON.stringify(result))
