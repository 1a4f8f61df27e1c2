/**
 * Packets per second of CPU at which flows are assembled, beside tshark and softflowd where they
 * are installed: `node bench/flows.mjs DIST CAPTURE...`, after `npm run build`. A capture is read
 * again and again, an hour later each time. What is called "beyond" is what a run takes more than
 * one that only reads and takes frames apart; the least of three runs counts. Peers read the file
 * once, as one process: their start counts too.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { find, measure } from './measure.mjs'

const PACKETS = 300_000
const [dist, ...captures] = process.argv.slice(2)
if (captures.length === 0) {
  process.stderr.write('bench: node bench/flows.mjs DIST CAPTURE...\n')
  process.exit(1)
}
const load = (path) => import(pathToFileURL(join(resolve(dist), path)).href)
const { BATCH_BYTES, BATCH_RECORDS_MAX, createBatch } = await load('capture/batch.js')
const { openTrace } = await load('sources/index.js')
const { dissect, reset } = await load('wire/dissect.js')
const { createFrame } = await load('wire/frame.js')
const { createFlowTable } = await load('correlate/flow-table.js')
const { createFlowWatch } = await load('layers/flow-watch.js')

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Runs the capture `times` times through `take`; seconds of CPU, and packets. */
async function run(path, times, take) {
  const f = createFrame()
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  let packets = 0
  const start = cpu()
  for (let k = 0; k < times; k++) {
    const trace = await openTrace([path], { order: 'given' })
    while (await trace.fill(batch)) {
      for (let i = 0; i < batch.count; i++) {
        const at = batch.at[i]
        reset(f, batch.bytes, at, at + batch.length[i], batch.wire[i])
        if (dissect(f, batch.interfaces[batch.iface[i]].linkType) < 0) continue
        packets++
        take(f, f.end, batch.seconds[i] + 3600 * k, batch.nanos[i])
      }
    }
    await trace.close()
  }
  return { seconds: cpu() - start, packets }
}

async function least(path, times, open) {
  let best
  for (let n = 0; n < 3; n++) {
    const found = await run(path, times, open())
    if (best === undefined || found.seconds < best.seconds) best = found
  }
  return best
}

const say = (what, packets, seconds) => {
  const rate = `${(packets / seconds / 1e6).toFixed(2)} M packets/CPU-s`
  process.stdout.write(`  ${what.padEnd(32)} ${rate}\n`)
}

/** The same of a program that reads the file, where it is installed. What it prints is not read. */
function sayPeer(what, packets, program, args) {
  if (find(program) === undefined) {
    process.stdout.write(`  ${what.padEnd(32)} not installed\n`)
    return
  }
  const scratch = mkdtempSync(join(tmpdir(), 'scrim-bench-'))
  try {
    say(what, packets, measure(program, args, { scratch }).cpu)
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

for (const path of captures) {
  const { packets: once } = await run(path, 1, () => undefined)
  const times = Math.max(1, Math.ceil(PACKETS / once))
  const nothing = await least(path, times, () => () => undefined)
  const table = await least(path, times, () => createFlowTable({ flow: () => undefined }).packet)
  let rows = 0
  const watch = await least(path, times, () => createFlowWatch(() => rows++).after)
  const { packets } = nothing
  process.stdout.write(`${path}: ${once} packets, ${Math.round(rows / 3 / times)} rows\n`)
  say('reading, dissection', packets, nothing.seconds)
  say('flow table beyond these', packets, table.seconds - nothing.seconds)
  say('flow table and rows beyond these', packets, watch.seconds - nothing.seconds)
  say('all together', packets, watch.seconds)
  const conversations = ['-q', '-n', '-z', 'conv,tcp', '-z', 'conv,udp', '-r', path]
  sayPeer('tshark conversations', once, 'tshark', conversations)
  sayPeer('softflowd', once, 'softflowd', ['-r', path, '-n', '127.0.0.1:9'])
  sayPeer('argus', once, 'argus', ['-r', path, '-w', '/dev/null'])
}
