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
const { createKeyring } = await load('keys/keyring.js')
const { profilePolicy } = await load('policy/profiles.js')

const batch = createBatch(1 << 22, 1 << 14)
await (await openTrace([capture])).fill(batch)
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
  dropped: rewriter.dropped.reduce((a, b) => a + b),
  collections,
  heapPerRecord: grown('heapUsed'),
  buffersPerRecord: grown('arrayBuffers'),
}
process.stdout.write(JSON.stringify(result))
