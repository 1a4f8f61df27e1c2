/** Files read whole: what is read, and what never ends. */
import { execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Expected, readWhole } from '../../src/sources/read-whole.js'
import { freshFolder } from '../e2e/program.js'

const folder = freshFolder()
afterAll(() => rmSync(folder, { recursive: true }))
const expected: Expected = { what: 'list', bytesMax: 1 << 16, code: 'input', hint: 'name a list' }
const read = (from: string | number) => readWhole(from, expected)

describe('readWhole', () => {
  it('reads files of at most so many bytes, and descriptors', () => {
    const path = join(folder, 'list')
    writeFileSync(path, Buffer.alloc(1 << 16, 'é'))
    expect(read(path)?.equals(Buffer.alloc(1 << 16, 'é'))).toBe(true)
    const fd = openSync(path, 'r')
    expect(read(fd)).toHaveLength(1 << 16)
    closeSync(fd)
    expect(read(join(folder, 'nowhere'))).toBeUndefined()
    expect(read('/dev/null')).toHaveLength(0)
  })

  it('refuses what is longer, and what never ends, and says what was expected', () => {
    const path = join(folder, 'long')
    writeFileSync(path, '')
    truncateSync(path, 2 ** 40)
    for (const from of [path, '/dev/zero']) {
      expect(() => read(from)).toThrow(
        `${from} has more than 64 KiB, expected a list of at most that`,
      )
    }
    writeFileSync(path, Buffer.alloc((1 << 16) + 1))
    expect(() => read(path)).toThrow('has more than 64 KiB')
  })

  it('says in words what is a folder, and what is not open', () => {
    mkdirSync(join(folder, 'day1'))
    expect(() => read(join(folder, 'day1'))).toThrow('day1 is a folder, expected a list')
    expect(() => read(99)).toThrow('cannot read the list descriptor 99: it is not open')
  })

  it('waits for who writes into a pipe, and not without end', () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const script = 'sleep 0.3; (echo one; sleep 0.3; echo two) > "$1"'
    const child = spawn('sh', ['-c', script, 'sh', pipe], { stdio: 'ignore' })
    expect(read(pipe)?.toString()).toBe('one\ntwo\n')
    child.kill()
    const soon = { ...expected, silenceMs: 200 }
    const why = `cannot read the list ${pipe}: nothing came for 0.2 s`
    expect(() => readWhole(pipe, soon)).toThrow(why)
  })
})
