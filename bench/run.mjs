/**
 * Measures what is claimed of speed, each claim a file here, with peers beside scrim on one trace:
 *   npm run bench -- [--size MB] [--runs N] [--data FOLDER] [--only CLAIM,...] [--json]
 * Rates of single parts are printed by files that can also be run by themselves: otlp.mjs,
 * parquet.mjs, flows.mjs. The trace is made of real captures (--data, or $SCRIM_DATA), kept in
 * node_modules/.cache, made again when they or bench/trace.ts change. Programs take turns, so that
 * what else the machine does meets all of them; figures are medians. Exits with 1 when a program
 * fails, not when a target is missed: the figures say that.
 */
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { build, root, run, runBin } from '../scripts/setup.mjs'
import { commands } from './commands.mjs'
import { claim as editcap } from './editcap.mjs'
import { claim as help } from './help.mjs'
import { countPackets, find, measure } from './measure.mjs'
import { claim as memory } from './memory.mjs'
import { claim as release } from './release.mjs'
import { claim as releaseMemory } from './release-memory.mjs'
import { claim as tcprewrite } from './tcprewrite.mjs'
import { claim as traceanon } from './traceanon.mjs'
import { claim as workers } from './workers.mjs'

const claims = [tcprewrite, traceanon, editcap, workers, memory, release, releaseMemory, help]

/** Files that print rates of their own, and whether they read the trace. */
const rates = { otlp: false, parquet: false, flows: true }

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '3' },
    data: { type: 'string', default: process.env.SCRIM_DATA ?? '' },
    only: { type: 'string', default: allNames().join(',') },
    json: { type: 'boolean', default: false },
  },
})
const say = (line) => process.stderr.write(`bench: ${line}\n`)

/** All that `--only` may name. */
function allNames() {
  return [...claims.map((c) => c.name), ...Object.keys(rates)]
}

/** Runs the files of rates, with what they read. */
function printRates(wanted, trace) {
  const stdio = ['ignore', options.json ? process.stderr : 'inherit', 'inherit']
  for (const name of Object.keys(rates).filter((n) => wanted.includes(n))) {
    const args = [join(root, 'bench', `${name}.mjs`), join(root, 'dist')]
    say(`rates: ${name}`)
    const code = run(process.execPath, rates[name] ? [...args, trace] : args, { stdio })
    if (code !== 0) throw new Error(`${name} failed`)
  }
}

/** What a trace depends on, in a few letters: the captures, the size, and how it is made. */
function fingerprint(folder) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'bench', 'trace.ts')))
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  for (const path of entries.filter((e) => e.isFile()).map((e) => join(e.parentPath, e.name))) {
    hash.update(`${relative(folder, path)} ${statSync(path).size}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}

/** The trace, from the cache or made now. */
function makeTrace(folder, megabytes) {
  const cache = join(root, 'node_modules', '.cache', 'scrim', 'bench')
  const path = join(cache, `${megabytes}mb-${fingerprint(folder)}.pcap`)
  if (existsSync(path)) return path
  say(`making a trace of ${megabytes} MB`)
  mkdirSync(cache, { recursive: true })
  for (const old of readdirSync(cache)) {
    if (old.startsWith(`${megabytes}mb-`)) rmSync(join(cache, old))
  }
  const script = [join(root, 'bench', 'trace.ts'), folder, `${path}.part`, megabytes]
  const code = runBin('tsx', script, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (code !== 0) throw new Error('the trace could not be made')
  renameSync(`${path}.part`, path)
  return path
}

/** Keys of its own, in a file and in a vault whose passphrase lies there too: for trying only. */
function makeKeys(scratch, main) {
  const key = join(scratch, 'key')
  writeFileSync(key, randomBytes(32), { mode: 0o600 })
  const passphrase = join(scratch, 'passphrase')
  const vault = join(scratch, 'vault')
  writeFileSync(passphrase, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 })
  const env = { ...process.env, SCRIM_PASSPHRASE_FILE: passphrase }
  const args = [main, 'keys', 'create', '--vault', vault]
  const code = run(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  if (code !== 0) throw new Error('no vault could be made')
  return { key, vault, env: { SCRIM_PASSPHRASE_FILE: passphrase } }
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)]

/** Runs one program once, clears up after it, and sees that it left no packet out. */
function once(name, at, env, packets) {
  const { run: make, exits, counts, many = 1 } = commands[name]
  const { program, args } = make(at)
  const costs = []
  for (let i = 0; i < many; i++) costs.push(measure(program, args, { ...at, env, exits }))
  if (counts) {
    const left = countPackets(at.output)
    if (left !== packets) throw new Error(`${name} wrote ${left} of ${packets} packets`)
  }
  for (const path of [at.output, `${at.output}.refused`]) {
    rmSync(path, { recursive: true, force: true })
  }
  return costs
}

/** Lets all programs take turns; by name, the cost of each of their runs. */
function measureAll(names, at, env, packets, runs) {
  const costs = Object.fromEntries(names.map((name) => [name, []]))
  for (let i = 0; i < runs; i++) {
    for (const name of names) {
      say(`run ${i + 1} of ${runs}: ${name}`)
      costs[name].push(...once(name, at, env, packets))
    }
  }
  return costs
}

/** A claim's figure, from medians, and whether its target is met; undefined where a peer lacks. */
function judge(claim, costs) {
  const { name, says, atLeast, atMost } = claim
  if (claim.needs.some((n) => !costs[n])) return undefined
  const medians = Object.fromEntries(
    Object.entries(costs).map(([n, list]) => [
      n,
      Object.fromEntries(['cpu', 'wall', 'peak'].map((k) => [k, median(list.map((c) => c[k]))])),
    ]),
  )
  const value = claim.figure(medians)
  const met = atLeast === undefined ? value <= atMost : value >= atLeast
  return { name, says, value, ...(atLeast === undefined ? { atMost } : { atLeast }), met }
}

function show({ trace, costs, claims: judged, missing }) {
  const lines = [`${trace.packets} packets, ${trace.bytes} bytes; medians`]
  for (const [name, list] of Object.entries(costs)) {
    const [cpu, wall, peak] = ['cpu', 'wall', 'peak'].map((k) => median(list.map((c) => c[k])))
    const rate = commands[name].counts
      ? `${(trace.packets / cpu / 1e6).toFixed(2)} M packets/CPU-s`
      : ''
    const figures = [`${cpu.toFixed(2)} CPU-s`, `${wall.toFixed(2)} s`, `${peak >> 20} MiB`]
    const columns = figures.map((f) => f.padStart(12)).join('')
    lines.push(`  ${name.padEnd(22)}${columns}  ${rate}`.trimEnd())
  }
  for (const { says, value, atLeast, atMost, met } of judged) {
    const target = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`
    lines.push(`  ${met ? 'met   ' : 'MISSED'} ${value.toFixed(2)} (${target}): ${says}`)
  }
  for (const name of missing) lines.push(`  ${name} is not installed: left out`)
  process.stdout.write(`${lines.join('\n')}\n`)
}

function bench() {
  const wanted = options.only.split(',')
  const chosen = claims.filter((c) => wanted.includes(c.name))
  const unknown = wanted.filter((n) => !allNames().includes(n))
  if (unknown.length > 0) {
    throw new Error(`--only names no claim: ${unknown}; there are: ${allNames()}`)
  }
  if (build() !== 0) throw new Error('scrim could not be built: npm ci, then again')
  const reads = chosen.length > 0 || wanted.some((n) => rates[n])
  if (reads && !options.data)
    throw new Error('no captures: name a folder with --data or $SCRIM_DATA')
  const trace = reads ? makeTrace(resolve(options.data), options.size) : ''
  if (chosen.length > 0) measureClaims(chosen, trace)
  printRates(wanted, trace)
}

function measureClaims(chosen, trace) {
  if (!find('/usr/bin/time'))
    throw new Error('no /usr/bin/time: scripts/debian-packages.sh --bench')
  const packets = countPackets(trace)
  const scratch = mkdtempSync(join(tmpdir(), 'scrim-bench-'))
  try {
    const main = join(root, 'dist', 'cli', 'main.js')
    const { env, ...keys } = makeKeys(scratch, main)
    const at = { trace, output: join(scratch, 'output'), scratch, main, ...keys }
    const names = [...new Set(chosen.flatMap((c) => c.needs))]
    const missing = names.filter((n) => !find(commands[n].run(at).program))
    const present = names.filter((n) => !missing.includes(n))
    const load = loadavg()[0]
    if (load > 0.5) say(`this machine is busy (load ${load.toFixed(1)}): times will be too long`)
    const costs = measureAll(present, at, env, packets, Number(options.runs))
    const machine = { processor: cpus()[0]?.model, processors: cpus().length, load }
    const about = { ...machine, node: process.version, arch: process.arch }
    const judged = chosen.map((c) => judge(c, costs)).filter((j) => j !== undefined)
    const size = { packets, bytes: statSync(trace).size }
    const result = { machine: about, trace: size, costs, claims: judged, missing }
    if (options.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    else show(result)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

try {
  bench()
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
