/** Bundles: what bears the name is whole, whenever the process dies. */
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { createBundle } from '../../src/release/bundle.js'
import { verifyRelease } from '../../src/release/verify.js'
import { folder, known } from './made.js'

let dir: string
beforeEach(async () => {
  dir = await folder()
  return () => rm(dir, { recursive: true, force: true })
})

describe('createBundle', () => {
  test('shows nothing under the name before commit, and all of it after', async () => {
    const bundle = await createBundle(join(dir, 'r'))
    writeFileSync(bundle.path('data/packets/1.pcapng'), 'x')
    await bundle.write('a.json', '{}')
    const [only, ...others] = readdirSync(dir)
    expect(others).toEqual([])
    expect(only).toMatch(/^\.r\.partial-/)
    await bundle.commit()
    expect(readdirSync(dir)).toEqual(['r'])
    expect(await readFile(join(dir, 'r/data/packets/1.pcapng'), 'utf8')).toBe('x')
  })

  test('refuses a name that is taken, whatever it is', async () => {
    mkdirSync(join(dir, 'folder'))
    writeFileSync(join(dir, 'file'), '')
    symlinkSync('nowhere', join(dir, 'link'))
    for (const name of ['folder', 'file', 'link']) {
      await expect(createBundle(join(dir, name))).rejects.toThrow(/is there already/)
    }
  })

  test('says in words why it cannot be written', async () => {
    writeFileSync(join(dir, 'plain'), '')
    const below = createBundle(join(dir, 'plain', 'r'))
    await expect(below).rejects.toThrow(/cannot write .*plain\/r: .*plain is no folder$/)
    const deep = createBundle(join(dir, 'plain', 'a', 'r'))
    await expect(deep).rejects.toThrow(/cannot write .*a\/r: .* is no folder$/)
  })

  test('does not replace what took the name in the meantime', async () => {
    const bundle = await createBundle(join(dir, 'r'))
    await bundle.write('a', 'mine')
    await mkdir(join(dir, 'r'))
    await expect(bundle.commit()).rejects.toThrow(/is there already/)
    expect(readdirSync(join(dir, 'r'))).toEqual([])
    await bundle.abort()
    expect(readdirSync(dir)).toEqual(['r'])
  })

  test('leaves nothing after abort', async () => {
    const bundle = await createBundle(join(dir, 'r'))
    await bundle.write('a/b/c', 'x')
    await bundle.abort()
    await bundle.abort()
    expect(readdirSync(dir)).toEqual([])
    expect(() => bundle.path('late')).toThrow(/closed/)
  })

  test.each(['../out', '/etc/x', 'a/../../b', 'a//b', '', 'a/.hidden', 'a\0b', 'a\\b', 'x/'])(
    'writes nowhere but inside: %j',
    async (path) => {
      const bundle = await createBundle(join(dir, 'r'))
      expect(() => bundle.path(path)).toThrow(/cannot write/)
      await bundle.abort()
    },
  )

  test('writes each file once', async () => {
    const bundle = await createBundle(join(dir, 'r'))
    await bundle.write('a', '1')
    await expect(bundle.write('a', '2')).rejects.toThrow(/EEXIST/)
    await bundle.abort()
  })

  test('does not commit a link', async () => {
    const bundle = await createBundle(join(dir, 'r'))
    symlinkSync('/etc/hostname', bundle.path('data/x'))
    await expect(bundle.commit()).rejects.toThrow(/neither a file nor a folder/)
    await bundle.abort()
  })

  test('removes what a dead process left, and names it; leaves that of a living one', async () => {
    const living = await createBundle(join(dir, 'r'))
    const mark = /^\.r\.partial-([0-9a-f]{6})-/.exec(basename(living.partial))?.[1]
    // No process has this number: the highest that Linux gives out is 4194304.
    const dead = join(dir, `.r.partial-${mark}-4194999-0123456789ab`)
    const elsewhere = join(dir, '.r.partial-ffffff-4194999-0123456789ab')
    const foreign = join(dir, '.r.partial-notes')
    for (const d of [dead, elsewhere, foreign]) await mkdir(join(d, 'data'), { recursive: true })
    const second = await createBundle(join(dir, 'r'))
    expect([...second.leftovers].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      [
        { path: dead, removed: true },
        { path: living.partial, removed: false },
        { path: elsewhere, removed: false },
      ].sort((a, b) => (a.path < b.path ? -1 : 1)),
    )
    const left = readdirSync(dir)
    expect(left).not.toContain(basename(dead))
    expect(left).toContain(basename(foreign))
    expect(left).toContain(basename(living.partial))
    await living.abort()
    await second.abort()
  })
})

/** Runs the writer and kills it `after` milliseconds behind its first release. */
function killed(into: string, after: number): Promise<void> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'die.ts')
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--import', 'tsx', script, into], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), after))
    child.on('error', fail)
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') done()
      else fail(new Error(`the writer ended by itself: ${code}`))
    })
  })
}

describe('kill -9', () => {
  test('leaves only whole releases under final names', async () => {
    const delays = [0, 9, 23]
    const dirs = await Promise.all(delays.map(() => folder()))
    await Promise.all(delays.map((after, i) => killed(dirs[i], after)))
    for (const each of dirs) {
      const names = readdirSync(each)
      const whole = names.filter((n) => !n.startsWith('.'))
      expect(whole.length).toBeGreaterThan(0)
      for (const name of whole) {
        const result = await verifyRelease(join(each, name), { checks: known, engine: '0.1.0' })
        expect(result.problems).toEqual([])
      }
      for (const name of names.filter((n) => n.startsWith('.'))) {
        const again = await createBundle(join(each, name.replace(/^\.|\.partial-.*$/g, '')))
        expect(again.leftovers).toEqual([{ path: join(each, name), removed: true }])
        await again.abort()
      }
      await rm(each, { recursive: true })
    }
  })
})
