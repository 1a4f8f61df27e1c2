/** Runs the program as people do: built, as a process of its own, in a folder of its own. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writePrivate } from '../../src/cli/private-file.js'
import { addDataset } from '../../src/keys/datasets.js'
import { createVault, sealVault } from '../../src/keys/vault.js'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

function modified(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

function newest(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true })
  return Math.max(...entries.map((e) => modified(join(e.parentPath, e.name))))
}

/** Builds into a folder named by the newest source; whoever is first gives it that name. */
function build(): string {
  const cache = join(root, 'node_modules', '.cache', 'scrim')
  const folder = join(cache, `built-${Math.floor(newest(join(root, 'src')))}`)
  const main = join(folder, 'dist', 'cli', 'main.js')
  if (existsSync(main)) return main
  mkdirSync(cache, { recursive: true })
  const scratch = mkdtempSync(join(cache, 'building-'))
  const tsc = join(root, 'node_modules', '.bin', 'tsc')
  const out = ['--outDir', join(scratch, 'dist'), '--declaration', 'false']
  execFileSync(tsc, ['-p', join(root, 'tsconfig.build.json'), ...out], { stdio: 'inherit' })
  copyFileSync(join(root, 'package.json'), join(scratch, 'package.json'))
  try {
    renameSync(scratch, folder)
  } catch {
    rmSync(scratch, { recursive: true })
  }
  return main
}

/** Where the built program is; `dist/` where that is not older than its sources. */
export const main: string = (() => {
  const dist = join(root, 'dist', 'cli', 'main.js')
  return modified(dist) >= newest(join(root, 'src')) ? dist : build()
})()

/** What a run gave. */
export interface Ran {
  /** exit code, or the name of the signal that ended it */
  readonly code: number | string
  readonly out: Buffer
  readonly err: string
}

/** How a run is started. */
export interface RunOptions {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: Uint8Array
}

/** Starts the program; standard input stays open. */
export function start(args: readonly string[], options: RunOptions = {}): ChildProcess {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, HOME: tmpdir(), ...options.env },
  })
  // It may end without having read its input.
  child.stdin.on('error', () => undefined)
  return child
}

/** Waits for the end of a process that was started. */
export function ended(child: ChildProcess): Promise<Ran> {
  const out: Buffer[] = []
  let err = ''
  child.stdout?.on('data', (d) => out.push(d))
  child.stderr?.on('data', (d) => (err += d))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({ code: code ?? String(signal), out: Buffer.concat(out), err }),
    )
  })
}

/** Runs the program to its end. */
export async function scrim(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options)
  child.stdin?.end(options.input)
  return ended(child)
}

/** Makes a vault that opens quickly, and a raw key file; gives the environment that names them. */
export async function makeKeys(folder: string): Promise<Record<string, string>> {
  const vault = createVault('2026-01-31T00:00:00Z')
  addDataset(vault, 'default', '2026-01-31T00:00:00Z')
  const passphrase = 'correct horse battery'
  writePrivate(join(folder, 'vault.age'), await sealVault(vault, passphrase, 4), true)
  writePrivate(join(folder, 'pass'), Buffer.from(`${passphrase}\n`), true)
  writePrivate(join(folder, 'key'), Buffer.alloc(32, 7), true)
  return {
    SCRIM_VAULT: join(folder, 'vault.age'),
    SCRIM_PASSPHRASE_FILE: join(folder, 'pass'),
  }
}

/** A folder that is removed at the end by the caller. */
export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'scrim-e2e-'))
}
