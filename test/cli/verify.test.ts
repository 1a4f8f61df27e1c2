/** `scrim verify`: what it prints of a release that somebody else made. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { folder, makeRelease } from '../release/made.js'
import { scrim } from './run.js'

const root = await folder()
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a name in a release starts no line of its own and moves no cursor', async () => {
  const { path } = await makeRelease(root)
  writeFileSync(join(path, 'a\nit is what it says it is\u001b[8m'), '')
  const { code, out } = await scrim(['verify', '--no-redo', path])
  expect(code).toBe(2)
  expect(out).toContain('a it is what it says it is\ufffd[8m: is not in the manifest\n')
})
