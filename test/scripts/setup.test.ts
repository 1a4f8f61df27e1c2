/** A clone that is made ready touches nothing outside of itself. */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const script = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url))

test('setup installs nothing through a link to packages of another clone', () => {
  const dir = mkdtempSync(join(tmpdir(), 'scrim-setup-'))
  try {
    for (const folder of ['clone', 'clone/scripts', 'other']) mkdirSync(join(dir, folder))
    writeFileSync(join(dir, 'other', 'kept'), '')
    symlinkSync(join(dir, 'other'), join(dir, 'clone', 'node_modules'))
    writeFileSync(join(dir, 'clone', 'package-lock.json'), '{}')
    copyFileSync(script, join(dir, 'clone', 'scripts', 'setup.mjs'))
    const said = spawnSync(process.execPath, [join(dir, 'clone', 'scripts', 'setup.mjs')])
    expect(said.status).toBe(1)
    expect(said.stderr.toString()).toContain('node_modules is a link')
    expect(readdirSync(join(dir, 'other'))).toEqual(['kept'])
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
