/**
 * Makes a fresh clone ready: installs what package-lock.json names, builds dist/ from src/. Does
 * nothing where nothing is stale. Imports only Node, since it runs before anything is installed.
 *   node scripts/setup.mjs
 */
import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Runs a program of the project and shows what it says; returns its exit code. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (result.error) process.stderr.write(`${command}: ${result.error.message}\n`)
  return result.status ?? 1
}

/** Runs a program that npm installed, without npx, which would look for it on the network. */
export function runBin(name, args, options = {}) {
  return run(join(root, 'node_modules', '.bin', name), args, options)
}

function modified(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

/** The newest modification below a folder. */
function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) latest = Math.max(latest, modified(join(entry.parentPath, entry.name)))
  }
  return latest
}

/** Installs packages where they are missing or the lock is newer; returns an exit code. */
export function install() {
  // npm writes this file last, so an install that was cut short is done again
  const done = modified(join(root, 'node_modules', '.package-lock.json'))
  if (done >= modified(join(root, 'package-lock.json'))) return 0
  const packages = join(root, 'node_modules')
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm ci empties the folder before it fills it, also one that belongs to another clone
    process.stderr.write('setup: node_modules is a link; run npm ci in the folder it leads to\n')
    return 1
  }
  process.stderr.write('setup: installing packages\n')
  return run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** Builds dist/ where it is missing or older than what it is built from; returns an exit code. */
export function build() {
  const built = modified(join(root, 'dist', 'cli', 'main.js'))
  const files = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']
  const sources = Math.max(newest(join(root, 'src')), ...files.map((f) => modified(join(root, f))))
  if (built >= sources) return 0
  process.stderr.write('setup: building dist\n')
  return runBin('tsc', ['-p', 'tsconfig.build.json'])
}

/** Installs and builds what is missing or stale; returns an exit code. */
export function setup() {
  return install() || build()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(setup())
