/**
 * Packets per second of CPU that flows are assembled at, beside tshark and softflowd where they are
 * installed: `node bench/flows.mjs DIST CAPTURE...`, after `npm run build`. The first capture's
 * packets are kept in memory; what is measured is reading headers and the flow table with its rows,
 * and, on a line of its own, taking frames apart before.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

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
const { createFlowWatch } = await load('layers/flow-watch.js')

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Runs the whole capture `times` times, one hour apart; with `assemble`, through a flow watch. */
async function run(path, times, assemble) {
  const f = createFrame()
  const batch = createBatch(BATCH_BYTES, BATCH_RECORDS_MAX)
  let rows = 0
  let packets = 0
  let octets = 0
  const watch = createFlowWatch(() => rows++)
  const start = cpu()
  for (let k = 0; k < times; k++) {
    const trace = await openTrace([path], { order: 'given' })
    while (await trace.fill(batch)) {
      for (let i = 0; i < batch.count; i++) {
        const at = batch.at[i]
        reset(f, batch.bytes, at, at + batch.length[i], batch.wire[i])
        if (dissect(f, batch.interfaces[batch.iface[i]].linkType) < 0) continue
        packets++
        octets += f.wire
        if (assemble) watch.after(f, f.end, batch.seconds[i] + 3600 * k, batch.nanos[i])
      }
    }
    await trace.close()
  }
  watch.finish()
  return { seconds: cpu() - start, packets, rows, octets }
}

/** Seconds of CPU that a program takes, or undefined when it is not there or fails. */
function peer(program, args) {
  const timed = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@"', 'bash', program, ...args])
  if (timed.status !== 0) return undefined
  const [user, system] = timed.stderr.toString().trim().split('\n').at(-1).split(' ').map(Number)
  return user + system
}

const rate = (packets, seconds) => `${(packets / seconds / 1e6).toFixed(2)} M packets/CPU-s`

for (const path of captures) {
  const { packets: once } = await run(path, 1, true)
  const times = Math.max(1, Math.ceil(600_000 / once))
  await run(path, times, false)
  const dissected = await run(path, times, false)
  const both = await run(path, times, true)
  const alone = both.seconds - dissected.seconds
  process.stdout.write(`${path}: ${once} packets, ${both.rows / times} rows a pass\n`)
  process.stdout.write(`  reading and dissection     ${rate(both.packets, dissected.seconds)}\n`)
  process.stdout.write(`  flows beyond dissection    ${rate(both.packets, alone)}\n`)
  process.stdout.write(`  all together               ${rate(both.packets, both.seconds)}\n`)
  const peers = {
    tshark: ['-q', '-n', '-z', 'conv,tcp', '-z', 'conv,udp', '-r', path],
    softflowd: ['-r', path, '-n', '127.0.0.1:9'],
    argus: ['-r', path, '-w', '/dev/null'],
  }
  for (const [program, args] of Object.entries(peers)) {
    const seconds = peer(program, args)
    const said = seconds === undefined ? 'not installed, left out' : rate(once, seconds)
    process.stdout.write(`  ${program.padEnd(26)} ${said}\n`)
  }
}
