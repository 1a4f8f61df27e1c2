/** Runs the program within the test, and once as people do. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { runProgram } from '../../src/cli/program.js'

/** What a run gave. */
export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

type Env = Readonly<Record<string, string>>

/** Runs `scrim` with these arguments on this thread. */
export async function scrim(args: readonly string[], env: Env = {}): Promise<Ran> {
  let out = ''
  let err = ''
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((d) => (out += d) !== ''),
    vi.spyOn(process.stderr, 'write').mockImplementation((d) => (err += d) !== ''),
  ]
  vi.stubEnv('SCRIM_VAULT', env.SCRIM_VAULT)
  vi.stubEnv('SCRIM_PASSPHRASE_FILE', env.SCRIM_PASSPHRASE_FILE)
  process.exitCode = 0
  try {
    await runProgram(['node', 'scrim', ...args])
    return { code: Number(process.exitCode), out, err }
  } finally {
    process.exitCode = 0
    vi.unstubAllEnvs()
    for (const s of spies) s.mockRestore()
  }
}

/**
 * Runs `scrim` as a process, from its sources. What it prints is kept, thrown away as it comes, or
 * not read: nobody is there.
 */
export function scrimProcess(
  args: readonly string[],
  reader: 'keeps' | 'throws-away' | 'is-gone' = 'keeps',
): Promise<Ran> {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main, ...args])
  let out = ''
  let err = ''
  if (reader === 'is-gone') child.stdout.destroy()
  else if (reader === 'throws-away') child.stdout.resume()
  else child.stdout.on('data', (d) => (out += d))
  child.stderr.on('data', (d) => (err += d))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? -1, out, err }))
  })
}
