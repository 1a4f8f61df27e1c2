/**
 * What the package promises: few dependencies, exact versions, no addresses, files that are there.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { floors } from './tidy/house.js'
import { importsOf } from './tidy/scan.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')

interface Manifest {
  license: string
  engines: { node: string }
  bin: Record<string, string>
  exports: Record<string, { types: string; default: string }>
  scripts: Record<string, string>
  files: string[]
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const manifest = JSON.parse(read('package.json')) as Manifest

/** Rooms whose records are secrets in the clear: no code of others runs there but what is named. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  bytes: [],
  wire: [],
  capture: ['@bokuweb/zstd-wasm', 'fzstd'],
  keys: ['age-encryption', 'zod'],
  sources: ['fzstd', 'xxhash-wasm'],
  transforms: ['tldts', 'zod'],
  correlate: [],
  pipeline: [],
  layers: ['yaml', 'zod'],
}

const STRICT = JSON.stringify({
  compilerOptions: {
    strict: true,
    module: 'NodeNext',
    target: 'ES2022',
    skipLibCheck: false,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    types: ['node'],
  },
})
const USE = `
import { checks, createKeyring, createPcapngWriter, createValues, openTrace } from 'scrim'
import { profilePolicy, recogniseLayer, type RunPlan, run, verifyRelease } from 'scrim'
const secret = new Uint8Array(32)
const policy = profilePolicy('partner')
const plan: RunPlan = { policy, epochSeconds: 0, secretFor: () => secret, workers: 1 }
const writer = createPcapngWriter()
const write = (bytes: Uint8Array): void => void bytes
const counts = await run(await openTrace(['a']), plan, (batch) => writer.encode(batch, write))
const lost: number = counts.packets.in - counts.packets.out
const values = createValues(policy, createKeyring(secret))
const found = recogniseLayer(secret)
const opened = found?.layer.open(found.format, { valuesAt: () => values, write: () => {} })
export const said = [lost, opened?.counts.records.dropped['malformed']]
export const { ok } = await verifyRelease('a', { checks, engine: '0.1.0' })
`

/** The package that an import is of: `@a/b/c` is of `@a/b`. */
function packageOf(from: string): string {
  return from.split('/', from.startsWith('@') ? 2 : 1).join('/')
}

function isPackage(from: string): boolean {
  return !from.startsWith('.') && !from.startsWith('node:')
}

/** The text files that git keeps, by path; empty where this is no clone. */
function tracked(): string[] {
  try {
    const list = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    return list.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
  } catch {
    return []
  }
}

describe('package', () => {
  it('names every dependency by an exact version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies }
    const loose = Object.entries(all).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-r\.\d+)?$/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('lets only named packages into the rooms that see raw records', () => {
    const found = Object.entries(allowed).flatMap(([room, packages]) => {
      const folder = join(root, 'src', room)
      const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.ts')) : []
      return files.flatMap((file) =>
        importsOf(read('src', room, file))
          .filter((i) => isPackage(i.from) && !packages.includes(packageOf(i.from)))
          .map((i) => `src/${room}/${file}:${i.line} imports ${i.from}`),
      )
    })
    expect(found).toEqual([])
  })

  it('imports modules of Node by their full names', () => {
    const found = Object.keys(floors).flatMap((room) => {
      const folder = join(root, 'src', room)
      const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.ts')) : []
      return files.flatMap((file) =>
        importsOf(read('src', room, file))
          .filter((i) => builtinModules.includes(i.from) && !i.from.startsWith('node:'))
          .map((i) => `src/${room}/${file}:${i.line} imports ${i.from}`),
      )
    })
    expect(found).toEqual([])
  })

  it('points at sources that are there', () => {
    const built = [
      ...Object.values(manifest.bin),
      ...Object.values(manifest.exports).map((e) => e.default),
    ]
    const sources = built.map((f) => f.replace(/^(?:\.\/)?dist\/(.*)\.js$/, 'src/$1.ts'))
    expect(sources.filter((f) => !existsSync(join(root, f)))).toEqual([])
  })

  it('gives its types to a strict program in TypeScript that checks them too', () => {
    const home = mkdtempSync(join(tmpdir(), 'scrim-types-'))
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    try {
      const scrim = join(home, 'node_modules', 'scrim')
      mkdirSync(join(scrim, 'dist'), { recursive: true })
      writeFileSync(join(scrim, 'package.json'), read('package.json'))
      symlinkSync(join(root, 'node_modules'), join(scrim, 'node_modules'))
      const made = ['-p', join(root, 'tsconfig.build.json'), '--outDir', join(scrim, 'dist')]
      execFileSync(process.execPath, [tsc, ...made])
      symlinkSync(join(root, 'node_modules', '@types'), join(home, 'node_modules', '@types'))
      writeFileSync(join(home, 'package.json'), '{"type":"module"}')
      writeFileSync(join(home, 'tsconfig.json'), STRICT)
      writeFileSync(join(home, 'use.ts'), USE)
      const run = () => spawnSync(process.execPath, [tsc, '-p', home], { encoding: 'utf8' }).stdout
      expect(run()).toBe('')
      writeFileSync(join(home, 'use.ts'), USE.replace('workers: 1', "workers: 'one'"))
      expect(run()).toContain('TS2322')
    } finally {
      rmSync(home, { recursive: true })
    }
  }, 60_000)

  it('makes what it packs, and packs the pages that its pages name', () => {
    expect(manifest.scripts.prepack).toBe(manifest.scripts.build)
    expect(manifest.files).toEqual(['dist', 'docs', 'examples', '/*.md'])
  })

  it('runs no script of its own when others install it', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare']
    expect(hooks.filter((h) => h in manifest.scripts)).toEqual([])
  })

  it('is licensed as it says', () => {
    expect(manifest.license).toBe('Apache-2.0')
    expect(read('LICENSE')).toMatch(/^\s*Apache License\s+Version 2\.0, January 2004/)
  })

  it('keeps no download addresses in its lock', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved":\s*"https?:/)
  })

  it('keeps no large files and no paths of one machine', () => {
    const here = `${dirname(root)}/`
    const found = tracked().flatMap((path) => {
      const size = statSync(join(root, path)).size
      if (size > 3_000_000) return [`${path} has ${size} bytes`]
      return readFileSync(join(root, path)).includes(here) ? [`${path} names ${here}`] : []
    })
    expect(found).toEqual([])
  })
})
