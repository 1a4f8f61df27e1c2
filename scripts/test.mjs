/**
 * Everything that is checked before a change lands, in one command, without a question asked:
 * format, lint, types, unused code, tests. Goes on after a failure, so that one run shows all.
 *   npm test [-- PATTERN...]     the fast suite (or only the test files that match)
 *   npm run test:slow            the slow suite: statistics, large files
 * The last line is `N passed, N failed`: tests and steps.
 */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { build, install, root, run, runBin } from './setup.mjs'

const args = process.argv.slice(2)
const slow = args.includes('--slow')
const patterns = args.filter((a) => a !== '--slow')
const say = (line) => process.stdout.write(`${line}\n`)

/** Real captures for tests lie beside the project. Unpacks them once; '' where absent. */
function findData() {
  if (process.env.SCRIM_DATA) return process.env.SCRIM_DATA
  const archive = join(dirname(root), 'shared', 'data', 'test-data.tar.gz')
  if (!existsSync(archive)) {
    say('test data: none beside the project; tests over real captures are skipped')
    return ''
  }
  const { size, mtimeMs } = statSync(archive)
  const folder = join(
    root,
    'node_modules',
    '.cache',
    'scrim',
    `data-${size}-${Math.floor(mtimeMs)}`,
  )
  if (existsSync(join(folder, '.complete'))) return folder
  say('test data: unpacking')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  if (run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1', '--no-same-owner']) !== 0)
    return ''
  writeFileSync(join(folder, '.complete'), '')
  return folder
}

/** Runs vitest; its own words go to the terminal, its counts come back through a file. */
function vitest(data) {
  const scratch = mkdtempSync(join(tmpdir(), 'scrim-test-'))
  const report = join(scratch, 'report.json')
  const env = { ...process.env, NO_COLOR: '1', SCRIM_SLOW: slow ? '1' : '0' }
  if (data) env.SCRIM_DATA = data
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = runBin('vitest', ['run', ...reporters, ...patterns], { env })
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined
  rmSync(scratch, { recursive: true, force: true })
  const passed = counts?.numPassedTests ?? 0
  // a file that cannot be loaded fails without a failed test
  const files = counts?.testResults ?? []
  const unloaded = files.filter((f) => f.status === 'failed' && f.assertionResults.length === 0)
  const failed = (counts?.numFailedTests ?? 0) + unloaded.length
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function main() {
  process.env.CI ??= 'true'
  if (install() !== 0) {
    say('\ninstall: failed\n0 passed, 1 failed')
    return 1
  }
  if (!slow) spawnSync('bash', [join(root, 'scripts', 'debian-packages.sh')], { stdio: 'inherit' })
  const steps = {
    format: () => runBin('biome', ['check', '--error-on-warnings', '.']),
    lint: () => runBin('oxlint', ['--deny-warnings']),
    types: () => runBin('tsc', ['--noEmit', '-p', 'tsconfig.json']),
    unused: () => runBin('knip', ['--no-progress']),
  }
  const results = [['build', build() === 0]]
  for (const [name, step] of Object.entries(slow || patterns.length > 0 ? {} : steps)) {
    say(`\n== ${name}`)
    results.push([name, step() === 0])
  }
  say('\n== tests')
  const tests = vitest(findData())
  say('')
  for (const [name, ok] of results) say(`${ok ? 'passed' : 'FAILED'}  ${name}`)
  const bad = results.filter(([, ok]) => !ok).length
  const failed = tests.failed + bad
  say(`${tests.passed + results.length - bad} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

process.exit(main())
