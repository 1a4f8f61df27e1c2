/** The house rules hold in the whole tree, and each rule can fail. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { besides, exceptions, limits, narrow } from './tidy/house.js'
import { offences, type Rule, rules } from './tidy/rules.js'
import { blank, functionsOf, importsOf, type SourceFile } from './tidy/scan.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

function readTree(folder: string, ending: RegExp): SourceFile[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(root, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

const tree = [
  ...readTree('src', /\.ts$/),
  ...readTree('test', /\.ts$/),
  ...readTree('bench', /\.(?:ts|mjs)$/),
  ...readTree('scripts', /\.mjs$/),
  ...readTree('examples', /\.m[jt]s$/),
]

const doc = '/** What it is. */\n'
const lines = (n: number) => 'const x = 1\n'.repeat(n)

/** For each rule, files that must offend: where, and a word of what is said. */
const bad: Record<string, [path: string, text: string, where: string, says: string][]> = {
  floors: [
    ['src/bytes/a.ts', `${doc}import { x } from '../wire/b.js'\n`, ':2', 'upwards'],
    ['src/capture/a.ts', `${doc}import { x } from '../wire/b.js'\n`, ':2', 'same floor'],
    ['src/wire/a.ts', `${doc}import type { X } from '../capture/b.js'\n`, ':2', 'same floor'],
    ['src/audit/a.ts', `${doc}export { x } from '../formats/b.js'\n`, ':2', 'same floor'],
    ['src/transforms/a.ts', `${doc}import { x } from '../wire/tcp.js'\n`, ':2', 'may see only'],
    ['src/policy/a.ts', `${doc}const x = import('../cli/b.js')\n`, ':2', 'upwards'],
    ['src/wire/a.ts', `${doc}import {\n  x,\n} from '../index.js'\n`, ':2', 'index.ts'.slice(0, 5)],
    ['src/attic/a.ts', doc, ':1', 'no room'],
  ],
  circles: [
    ['src/wire/a.ts', `${doc}import { x } from './a.js'\n`, ':2', 'circle'],
    ['src/wire/a.ts', `${doc}import type { X } from '../wire/a.js'\n`, ':2', 'circle'],
  ],
  closed: [
    ['src/keys/a.ts', `${doc}import { readFile } from 'node:fs'\n`, ':2', 'node:fs'],
    ['src/keys/a.ts', `${doc}const fs = await import('node:fs')\n`, ':2', 'node:fs'],
    ['src/keys/a.ts', `${doc}const fs = require('node:fs')\n`, ':2', 'node:fs'],
  ],
  size: [
    ['src/wire/a.ts', doc + lines(limits.file), `:${limits.file + 1}`, 'lines'],
    ['src/wire/a.ts', `${doc}// ${'x'.repeat(limits.columns)}\n`, ':2', 'columns'],
  ],
  function: [
    ['src/wire/a.ts', `${doc}function f(a: { b: 1 }): X {\n${lines(80)}}\n`, ':2', 'f has 82'],
    ['src/wire/a.ts', `${doc}const f = (a = '}') => {\n${lines(80)}}\n`, ':2', 'f has 82'],
    [
      'src/wire/a.ts',
      `${doc}const o = {\n  m(a: number): number {\n${lines(80)}  },\n}\n`,
      ':3',
      'm ',
    ],
    ['test/a.test.ts', `${doc}it('says', () => {\n${lines(80)}})\n`, ':2', 'it has 82'],
  ],
  names: [
    ['src/wire/fieldTable.ts', doc, ':1', 'kebab-case'],
    ['src/wire/dns-utils.ts', doc, ':1', '"utils"'],
    ['src/wire/a.ts', `${doc}export function readHelper(): void {}\n`, ':2', '"helper"'],
    ['src/wire/a.ts', `${doc}interface IField {}\n`, ':2', 'no I'],
    ['src/wire/a.ts', `${doc}type AbstractField = 1\n`, ':2', '"abstract"'],
  ],
  exports: [
    ['src/wire/a.ts', doc + '12345678'.replace(/./g, 'export const a$& = 1\n'), ':1', '8 exports'],
    ['src/wire/a.ts', `${doc}export default 1\n`, ':2', 'default'],
  ],
  docs: [
    ['src/wire/a.ts', "import { x } from './b.js'\n", ':1', 'opens'],
    ['src/wire/a.ts', `${doc}import './b.js'\nexport const a = 1\n`, ':3', 'a has no doc'],
    ['src/wire/a.ts', `${doc}import './b.js'\n/* no */\nexport type A = 1\n`, ':4', 'A has no doc'],
  ],
  classes: [
    ['src/wire/a.ts', `${doc}export class Reader {\n  x = 1\n}\n`, ':2', 'close'],
    ['src/wire/a.ts', `${doc}class A extends B {\n  close() {}\n}\n`, ':2', 'extends B'],
  ],
  hot: [
    ['src/wire/a.ts', `${doc}function f() {\n  throw new Error('x')\n}\n`, ':3', 'throw'],
    ['src/pipeline/a.ts', `${doc}const f = async () => {\n  await g()\n}\n`, ':3', 'await'],
  ],
  border: [
    ['src/keys/a.ts', `${doc}const home = process.env.HOME\n`, ':2', 'process.env'],
    ['src/release/a.ts', `${doc}function f() {\n  process.exit(1)\n}\n`, ':3', 'process.exit'],
    ['src/audit/a.ts', `${doc}console.log(1)\n`, ':2', 'console.log'],
  ],
  registration: [
    ['src/wire/a.ts', `${doc}/** A. */\nexport const a: Dissector = {}\n`, ':1', 'a is not in'],
    [
      'src/formats/csv.ts',
      `${doc}/** A. */\nexport const csv: Format = {}\n`,
      ':1',
      'csv is not in',
    ],
  ],
  depth: [['src/wire/deep/deeper/a.ts', doc, ':1', 'two folders']],
}

/** Files that look like offenders and are none. */
const good: SourceFile[] = [
  {
    path: 'src/wire/a.ts',
    text: `${doc}// process.env\nconst t = 'throw {' + \`await \${1}\`\nconst base64 = /[/'{]/\n`,
  },
  { path: 'src/keys/b.ts', text: `${doc}import type { F } from '../wire/frame.js'\n` },
  { path: 'src/transforms/c.ts', text: `${doc}const t = {\n  build() {\n    throw 1\n  },\n}\n` },
  { path: 'src/wire/index.ts', text: `${doc}import { d } from './d.js'\nconst all = [d]\n` },
  { path: 'src/wire/d.ts', text: `${doc}/** D. */\nexport const d: Dissector = {}\n` },
  { path: 'src/wire/e.ts', text: `${doc}if (1) {\n  throw new Error('while loading')\n}\n` },
]

describe('tidy', () => {
  it.each(rules.map((rule) => [rule.name, rule] as const))('the tree keeps %s', (_, rule) => {
    expect(offences(rule, tree)).toEqual([])
  })

  it.each(rules.map((rule) => [rule.name, rule] as const))('%s can fail', (name, rule) => {
    expect(bad[name] ?? []).not.toHaveLength(0)
    for (const [path, text, where, says] of bad[name]) {
      const [first, ...others] = offences(rule, [{ path, text }])
      expect(first, text).toContain(`${path}${where} `)
      expect(first).toContain(says)
      expect(others).toEqual([])
    }
  })

  it('what keeps the rules is let pass', () => {
    expect(rules.flatMap((rule) => offences(rule, good))).toEqual([])
  })

  it('circles are found through other files, types and imports that wait', () => {
    const rule = rules.find((r) => r.name === 'circles') as Rule
    const found = offences(rule, [
      { path: 'src/wire/a.ts', text: `${doc}import type { B } from './b.js'\n` },
      { path: 'src/wire/b.ts', text: `${doc}const c = () => import('./c.js')\n` },
      { path: 'src/wire/c.ts', text: `${doc}export * from './a.js'\n` },
      { path: 'src/wire/d.ts', text: `${doc}import { a } from './a.js'\n` },
    ])
    expect(found.map((f) => f.split(' ')[0])).toEqual(
      ['a', 'b', 'c'].map((name) => `src/wire/${name}.ts:2`),
    )
  })

  it('exceptions name files that are there', () => {
    const paths = new Set(tree.map((f) => f.path))
    const named = [
      ...exceptions.map((e) => e.path),
      ...besides.map((b) => `src/${b.file.replace(/js$/, 'ts')}`),
      ...narrow.flatMap((n) => n.files.map((f) => `src/${n.of}/${f.replace(/js$/, 'ts')}`)),
    ]
    expect(named.filter((p) => !p.endsWith('/') && !paths.has(p))).toEqual([])
  })
})

describe('scan', () => {
  it('blank keeps offsets, lines and code', () => {
    const text =
      "const a = 'x{' // {\nconst b = `a${f({ c: '}' })}b` /* } */\nconst d = /[/}]/.test(a)\n"
    const code = blank(text)
    expect(code).toHaveLength(text.length)
    expect(code.replace(/\s+/g, ' ')).toBe('const a = const b = f({ c: }) const d = .test(a) ')
  })

  it('functionsOf finds functions, methods and arrows', () => {
    const text = [
      'function a(x: { y: number }): { z: number } {',
      '  return x ? f(x) : { z: 1 }',
      '}',
      'const b = async (x: number): Promise<void> => {',
      '  if (x) {',
      '  }',
      '}',
      'const o = { m<T>(x: T): x is T {',
      '  return true',
      '} }',
      'interface I { m(x: number): void }',
    ].join('\n')
    const found = functionsOf(text).map((f) => `${f.name} ${f.line} ${f.lines}`)
    expect(found).toEqual(['a 1 3', 'b 4 4', 'm 8 3'])
  })

  it('importsOf tells types from values', () => {
    const text = [
      "import type { A } from './a.js'",
      "import { type B, type C } from './b.js'",
      "import { type D, e } from './d.js'",
      "import './f.js'",
      "export * from './g.js'",
      "const w = new URL('./worker.js', import.meta.url)",
    ].join('\n')
    const found = importsOf(text).map((i) => `${i.from} ${i.line} ${i.typesOnly}`)
    const rest = ['./d.js 3 false', './f.js 4 false', './g.js 5 false', './worker.js 6 false']
    expect(found).toEqual(['./a.js 1 true', './b.js 2 true', ...rest])
  })
})
