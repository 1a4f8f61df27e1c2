/**
 * The first look: makes a fresh clone ready and releases the example recording to a partner, with a
 * throw-away key in .scrim/. Exits as `scrim release` does.
 *   npm start
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { root, run, setup } from './setup.mjs'

const main = join('dist', 'cli', 'main.js')
const vault = join('.scrim', 'vault')
const passphrase = join('.scrim', 'passphrase')
const keys = ['--vault', vault]

function scrim(...args) {
  const env = { ...process.env, SCRIM_PASSPHRASE_FILE: join(root, passphrase) }
  return run(process.execPath, [main, ...args], { env })
}

/** A vault for trying things out: its passphrase lies beside it, so it protects nothing. */
function makeVault() {
  if (existsSync(join(root, vault))) return 0
  mkdirSync(join(root, '.scrim'), { recursive: true, mode: 0o700 })
  const words = randomBytes(18).toString('base64url')
  writeFileSync(join(root, passphrase), `${words}\n`, { mode: 0o600 })
  return scrim('keys', 'create', ...keys)
}

/** acme-1, or the next number that is free: a release is never written over. */
function freeName() {
  let n = 1
  while (existsSync(join(root, `acme-${n}`))) n++
  return `acme-${n}`
}

function readJson(...path) {
  const file = join(root, ...path)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** What the release says of itself in three lines: attacks withstood, values left, shape kept. */
function numbers(name) {
  const folder = join(root, name, 'audit')
  const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.json')) : []
  const findings = files.map((f) => readJson(name, 'audit', f)).filter((f) => f?.verdict)
  const lines = []
  const passed = findings.filter((f) => f.verdict === 'pass' || f.verdict === 'warn').length
  if (findings.length > 0)
    lines.push(`${passed} of ${findings.length} attacks came away with nothing`)
  const residue = findings.find((f) => f.check === 'residue')
  if (residue) lines.push(`${residue.value} ${residue.measure} (limit ${residue.limit})`)
  const results = readJson(name, 'utility.json') ?? readJson(name, 'audit', 'utility.json')
  const measures = Array.isArray(results) ? results : (results?.results ?? [])
  const far = measures.flatMap((m) =>
    Object.entries(m.distances ?? {}).flatMap(([key, d]) => (key.endsWith(' jsd') ? [d] : [])),
  )
  if (far.length > 0) {
    const worst = Math.max(...far).toFixed(3)
    lines.push(
      `${worst} is the farthest any of ${far.length} distributions moved (0 same, 1 apart)`,
    )
  }
  return lines
}

function start() {
  const ready = setup() || makeVault()
  if (ready !== 0) return ready
  const name = freeName()
  const recording = join('examples', 'shop', 'recording')
  const wanted = ['--for', 'partner', '--recipient', 'acme', '--purpose', 'detection-tuning']
  const code = scrim('release', recording, ...wanted, '-o', name, ...keys)
  for (const line of numbers(name)) process.stdout.write(`  ${line}\n`)
  const report = join(name, 'report.html')
  if (existsSync(join(root, report))) process.stdout.write(`open ${report} in a browser\n`)
  return code
}

process.exit(start())
