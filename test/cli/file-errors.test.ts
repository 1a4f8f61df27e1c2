/** What the system refuses is told in words that say where and what to do, at every command. */

import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileError, unwritable } from '../../src/bytes/file-errors.js'
import { scrim } from './run.js'

const SHOP = fileURLToPath(new URL('../../examples/shop/shop.pcapng', import.meta.url))
const LONG = 'a'.repeat(300)

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'scrim-file-errors-'))
  writeFileSync(join(dir, 'file'), 'x')
  writeFileSync(join(dir, 'raw'), Buffer.alloc(32, 7), { mode: 0o600 })
  symlinkSync('loop', join(dir, 'loop'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const forInternal = (key: string): string[] => ['--for', 'internal', '--key-file', key]

describe('an error of the file system', () => {
  test.each([
    [
      (d: string) => ['inspect', join(d, 'file', 'x')],
      2,
      /what stands before the last \/ is no fo/,
    ],
    [(d: string) => ['inspect', join(d, 'loop')], 2, /links lead to each other/],
    [(d: string) => ['inspect', join(d, LONG)], 2, /name is too long/],
    [
      (d: string) => ['label', 'add', join(d, 'file', 'l'), '--value', 'x', '--host', 'h'],
      2,
      /no fo/,
    ],
    [(d: string) => ['keys', 'create', '--raw', join(d, 'file', 'k')], 1, /file is no folder/],
    [
      (d: string) => ['anonymize', SHOP, join(d, LONG), ...forInternal(join(d, 'raw'))],
      1,
      /name is too long/,
    ],
  ])('is told in words by %s', async (args, code, why) => {
    const ran = await scrim(args(dir))
    expect(ran.err).toMatch(why)
    // The folder's own name is random: one was EGXKPL.
    expect(ran.err.replaceAll(dir, '')).not.toMatch(/internal error|\bE[A-Z]{4,}\b/)
    expect(ran.err.trimEnd().split('\n').length).toBeGreaterThan(1)
    expect(ran.code).toBe(code)
  })

  test('of looking is one of the input, of changing one of the output', () => {
    const of = (syscall: string) =>
      fileError(Object.assign(new Error('?'), { code: 'EACCES', syscall, path: '/a/b' }))
    expect(of('scandir')?.code).toBe('input')
    expect(of('scandir')?.message).toMatch(/read \/a\/b: it may not be/)
    expect(of('mkdir')?.code).toBe('output')
    expect(of('mkdir')?.message).toMatch(/may not write in \/a$/)
    expect(of('write')).toBeUndefined()
    expect(fileError(new Error('?'))).toBeUndefined()
  })

  test('that is told already is not told anew', () => {
    const told = unwritable('/a/b', Object.assign(new Error('?'), { code: 'EROFS' }), 'key')
    expect(unwritable('/c', told)).toBe(told)
    expect(told).toMatchObject({ code: 'key', hint: 'name another folder' })
  })
})

test('a file of another kind is no file of labels, and is not added to', async () => {
  const path = join(dir, 'notes')
  writeFileSync(path, 'a line\nand another\n')
  for (const args of [
    ['list', path],
    ['add', path, '--value', 'x', '--host', 'h'],
  ]) {
    const ran = await scrim(['label', ...args])
    expect(ran.err).toMatch(/notes is no file of labels/)
    expect(ran.code).toBe(2)
  }
  expect(readFileSync(path, 'utf8')).toBe('a line\nand another\n')
})

test.skipIf(!existsSync('/dev/full'))('a full disk behind standard output is told in words', () => {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), main, 'policy', 'fields'],
    { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' },
  )
  closeSync(full)
  expect(stderr).toBe(
    'scrim: no space is left on the disk\n       make room, or name an output on another disk\n',
  )
  expect(status).toBe(1)
})
