/**
 * Megabytes of logs per second of CPU that free text and the layer of logs rewrite under partner:
 * `node bench/text.mjs DIST FILE...`, after `npm run build`. Each file is repeated up to 4 MB, so
 * that its values are met before; two runs warm up, and the least of eight counts, for others on
 * the machine only ever add. `text` takes lines alone; the others take the file as the format it is
 * recognised as.
 */
import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'

const SIZE = 4e6
const CHUNK = 1 << 18
const RUNS = 10
const COLD = 2
const [dist, ...files] = process.argv.slice(2)
if (files.length === 0) {
  process.stderr.write('bench: node bench/text.mjs DIST FILE...\n')
  process.exit(1)
}
const load = (path) => import(pathToFileURL(join(resolve(dist), path)).href)
const { createOutput } = await load('bytes/output.js')
const { createKeyring } = await load('keys/keyring.js')
const { logs } = await load('layers/logs.js')
const { profilePolicy } = await load('policy/profiles.js')
const { createValues } = await load('policy/values.js')
const { createTextRewriter } = await load('text/rewrite-text.js')
const { vocabulary } = await load('text/vocabulary.js')

const values = createValues(profilePolicy('partner'), createKeyring(new Uint8Array(32).fill(9)))

function byText() {
  const rewrite = createTextRewriter(values, vocabulary)
  const out = createOutput()
  return (b) => {
    for (let at = 0; at < b.length; ) {
      const found = b.indexOf(10, at)
      const stop = found < 0 ? b.length : found
      out.n = 0
      rewrite(b, at, stop, out)
      at = stop + 1
    }
  }
}

function byLayer(format) {
  return (b) => {
    const run = logs.open(format, { valuesAt: () => values, write: () => {} })
    for (let at = 0; at < b.length; at += CHUNK) run.push(b.subarray(at, at + CHUNK))
    run.end()
  }
}

function rate(b, rewrite) {
  const took = []
  for (let k = 0; k < RUNS; k++) {
    const start = process.cpuUsage()
    rewrite(b)
    const { user, system } = process.cpuUsage(start)
    if (k >= COLD) took.push(user + system)
  }
  return b.length / Math.min(...took)
}

for (const file of files) {
  const one = readFileSync(file)
  const b = Buffer.concat(Array.from({ length: Math.ceil(SIZE / one.length) }, () => one))
  const format = logs.recognise(b.subarray(0, 1 << 16))
  const text = rate(b, byText()).toFixed(1)
  const layer = format === undefined ? '' : `, ${format} ${rate(b, byLayer(format)).toFixed(1)}`
  process.stdout.write(`${basename(file)}: text ${text}${layer} MB per second of CPU\n`)
}
