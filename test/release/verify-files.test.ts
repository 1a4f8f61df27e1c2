/** Verification of files: every change to one is found, and the one it was made to is named. */
import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { verifyRelease } from '../../src/release/verify.js'
import { copies, named, useCopies, verify } from './copies.js'
import { filesOf, reseal } from './forge.js'
import { known } from './made.js'

let root: string
let dir: string
useCopies()
beforeEach(() => {
  ;({ root, dir } = copies)
})

const AUDIT = 'attestations/privacy-audit.json'
const RELEASE = 'attestations/release.json'

describe('one changed byte', () => {
  test('is found in every file, at every one of many places', async () => {
    for (const file of filesOf(dir)) {
      const content = readFileSync(join(dir, file))
      const seed = createHash('sha256').update(file).digest()
      const places = new Set([0, content.length - 1])
      for (let i = 0; i < 3; i++) places.add(seed.readUInt32LE(4 * i) % content.length)
      for (const at of places) {
        const changed = Buffer.from(content)
        changed[at] ^= 1 << (seed[20 + (at % 8)] & 7)
        writeFileSync(join(dir, file), changed)
        expect(await named(), `${file} at ${at}`).toContain(file)
      }
      writeFileSync(join(dir, file), content)
    }
    expect(await named()).toEqual([])
  }, 20_000)

  test('is found even where JSON means the same', async () => {
    for (const file of [RELEASE, AUDIT, 'manifest.json', 'audit/residue.json']) {
      const content = readFileSync(join(dir, file))
      writeFileSync(join(dir, file), Buffer.concat([content, Buffer.from(' ')]))
      expect(await named(), file).not.toEqual([])
      writeFileSync(join(dir, file), content)
    }
  })
})

describe('files', () => {
  test('each missing one is named', async () => {
    for (const file of filesOf(dir)) {
      const content = readFileSync(join(dir, file))
      rmSync(join(dir, file))
      expect(await named(), file).toContain(file)
      writeFileSync(join(dir, file), content)
    }
  })

  test.each(['extra', 'data/packets/0003.pcapng', 'attestations/more.json', 'data/.hidden'])(
    'an added one is named: %s',
    async (file) => {
      writeFileSync(join(dir, file), 'x')
      expect(await named()).toEqual([file])
    },
  )

  test('a renamed one is named twice: gone, and come', async () => {
    renameSync(join(dir, 'utility.json'), join(dir, 'utility2.json'))
    expect((await named()).sort()).toEqual(['utility.json', 'utility2.json'])
  })

  test('two that are swapped are both named', async () => {
    const [a, b] = ['data/packets/0001.pcapng', 'data/packets/0002.pcapng']
    renameSync(join(dir, a), join(dir, 'x'))
    renameSync(join(dir, b), join(dir, a))
    renameSync(join(dir, 'x'), join(dir, b))
    expect(await named()).toEqual([a, b])
  })

  test('a link is refused even where it leads to the same bytes', async () => {
    const file = 'data/packets/0001.pcapng'
    copyFileSync(join(dir, file), join(root, 'same'))
    rmSync(join(dir, file))
    symlinkSync(join(root, 'same'), join(dir, file))
    expect((await verify()).problems).toEqual([{ file, reason: 'is a symbolic link' }])
  })

  test('a linked folder is refused', async () => {
    renameSync(join(dir, 'audit'), join(root, 'audit-elsewhere'))
    symlinkSync(join(root, 'audit-elsewhere'), join(dir, 'audit'))
    expect(await named()).toContain('audit')
  })

  test('a linked manifest is refused', async () => {
    renameSync(join(dir, 'manifest.json'), join(root, 'manifest-elsewhere'))
    symlinkSync(join(root, 'manifest-elsewhere'), join(dir, 'manifest.json'))
    expect(await named()).toEqual(['manifest.json'])
  })

  test('a folder in place of a file is refused', async () => {
    rmSync(join(dir, 'README.md'))
    mkdirSync(join(dir, 'README.md'))
    expect(await named()).toEqual(['README.md'])
  })

  test('an empty folder is refused, wherever it is', async () => {
    for (const file of ['nothing', 'data/packets/more']) mkdirSync(join(dir, file))
    mkdirSync(join(dir, 'a', 'b'), { recursive: true })
    const reason = 'is an empty folder'
    const problems = ['a/b', 'data/packets/more', 'nothing'].map((file) => ({ file, reason }))
    expect((await verify()).problems).toEqual(problems)
  })

  test('what is neither file nor folder is refused, and not waited for', async () => {
    const file = 'data/packets/0001.pcapng'
    rmSync(join(dir, file))
    execFileSync('mkfifo', [join(dir, file), join(dir, 'more')])
    const reason = 'is neither a file nor a folder of a release'
    const problems = [file, 'more'].map((f) => ({ file: f, reason }))
    expect((await verify()).problems).toEqual(problems)
  })

  test.each([
    ['', 'is empty'],
    ['[', 'is no JSON'],
    ['[]', 'is no manifest: Invalid input: expected object, received array'],
    ['{"format":2}', 'is no manifest: format: Invalid input: expected 1'],
  ])('a manifest of %j is told in words', async (text, reason) => {
    writeFileSync(join(dir, 'manifest.json'), text)
    expect((await verify()).problems).toEqual([{ file: 'manifest.json', reason }])
  })

  test('a file grown beyond reason is refused without reading it', async () => {
    const file = 'data/packets/0001.pcapng'
    truncateSync(join(dir, file), 2 ** 40)
    const [problem] = (await verify()).problems
    expect(problem).toEqual({ file, reason: 'has 1099511627776 bytes, the manifest says 25' })
  })

  test('a manifest grown beyond reason is refused without reading it', async () => {
    truncateSync(join(dir, 'manifest.json'), 2 ** 34)
    expect(await named()).toEqual(['manifest.json'])
  })

  test('what is no folder is told, not thrown', async () => {
    const result = await verifyRelease(join(root, 'nowhere'), { checks: known, engine: '0.1.0' })
    expect(result.problems.map((p) => p.file)).toEqual(['.'])
  })
})

describe('the manifest', () => {
  test.each([
    '../../etc/passwd',
    '/etc/passwd',
    'data/../../x',
    'data//x',
    './README.md',
    'C:\\x',
    'data/\u202egnp.exe',
    'x'.repeat(600),
  ])('may not list %j, though it is signed', async (path) => {
    reseal(dir, (m) => m.files.push({ path, bytes: 1, sha256: '0'.repeat(64) }))
    const { problems } = await verify()
    expect(problems[0]).toMatchObject({ file: path })
    expect(problems[0].reason).toMatch(/^is listed, but/)
  })

  test('may not list a file twice, not even in other letters', async () => {
    reseal(dir, (m) => m.files.push({ ...m.files[0], path: m.files[0].path.toUpperCase() }))
    expect((await named())[0]).toMatch(/DATA|README|ATTESTATIONS/)
    reseal(dir, (m) => m.files.push(m.files[0]))
    expect(await named()).toHaveLength(1)
  })

  test.each([
    ['no JSON', 'hello'],
    ['another shape', '[]'],
    ['another format', '{"format":2}'],
    ['a length below zero', '{"format":1,"files":[{"path":"a","bytes":-1,"sha256":""}]}'],
    ['bytes that are not text', Buffer.from([0xff, 0xfe])],
  ])('is named when it is %s', async (_, content) => {
    writeFileSync(join(dir, 'manifest.json'), content)
    expect(await named()).toEqual(['manifest.json'])
  })

  test('that fits changed files is not what was signed', async () => {
    writeFileSync(join(dir, 'README.md'), 'all is well')
    const stranger = generateKeyPairSync('ed25519').privateKey
    reseal(dir, undefined, [stranger, stranger])
    expect(await named()).toEqual([RELEASE])
  })
})
