/** What the guide shows runs as it says, with a program built from these sources. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Block, blocksOf, pages, root } from './pages.js'

const FIRST = 'docs/guide/first-release.md'
const home = mkdtempSync(join(tmpdir(), 'scrim-guide-'))
const prepared = join(home, 'prepared')
afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Ran {
  readonly code: number
  readonly said: string
}

function start(file: string, args: readonly string[], options: object): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(file, args, options, (e, stdout, stderr) => {
      resolve({ code: e === null ? 0 : Number(e.code ?? -1), said: `${stdout}${stderr}` })
    })
  })
}

/** The program as people build it, and a command `scrim` that starts it. */
async function build(): Promise<void> {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', join(home, 'dist')]
  expect(await start(process.execPath, args, {})).toMatchObject({ code: 0 })
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'))
  cpSync(join(root, 'package.json'), join(home, 'package.json'))
  mkdirSync(join(home, 'bin'))
  const main = join(home, 'dist', 'cli', 'main.js')
  writeFileSync(
    join(home, 'bin', 'scrim'),
    `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`,
    { mode: 0o755 },
  )
}

/** Blocks of a page share one shell, so that variables last; one that must fail has its own. */
function scriptOf(blocks: readonly Block[]): string {
  const part = ({ script, exit }: Block, n: number): string => {
    if (exit === 0) return script
    const differs = `echo "block ${n + 1} ended with $code, not ${exit}"; exit 99`
    const tried = `set +e\n(set -e\n${script})\ncode=$?\nset -e\n`
    return `${tried}[ $code -eq ${exit} ] || { ${differs}; }\n`
  }
  return `set -euo pipefail\n${blocks.map(part).join('')}`
}

function run(blocks: readonly Block[], cwd: string): Promise<Ran> {
  const path = `${join(home, 'bin')}:${process.env.PATH}`
  const { SCRIM_VAULT: _, SCRIM_PASSPHRASE_FILE: __, ...env } = process.env
  const keys =
    cwd === prepared
      ? {}
      : { SCRIM_VAULT: join(cwd, 'vault.age'), SCRIM_PASSPHRASE_FILE: join(cwd, 'passphrase') }
  return start('bash', ['-c', scriptOf(blocks)], { cwd, env: { ...env, PATH: path, ...keys } })
}

const guide = pages
  .filter((p) => p.path.startsWith('docs/guide/'))
  .map((p) => ({ path: p.path, blocks: blocksOf(p.text) }))
  .filter((p) => p.blocks.length > 0)

describe('docs/guide', () => {
  let first: Ran
  beforeAll(async () => {
    await build()
    mkdirSync(join(prepared, 'examples', 'shop'), { recursive: true })
    for (const name of ['shop.pcapng', 'recording']) {
      const path = join('examples', 'shop', name)
      symlinkSync(join(root, path), join(prepared, path))
    }
    first = await run(guide.find((p) => p.path === FIRST)?.blocks ?? [], prepared)
  })

  it(`${FIRST} runs as it says`, () => {
    expect(first).toMatchObject({ code: 0 })
    expect(first.said).toContain('acme-1 is what it says it is')
  })

  it.concurrent.each(guide.filter((p) => p.path !== FIRST))(
    '$path runs as it says',
    async (page) => {
      const cwd = join(home, page.path.slice('docs/guide/'.length, -'.md'.length))
      cpSync(prepared, cwd, { recursive: true, verbatimSymlinks: true })
      const ran = await run(page.blocks, cwd)
      expect(ran.code, ran.said).toBe(0)
    },
    300_000,
  )

  it('a block that does not do what it says is found', async () => {
    const lies: Block[] = [
      { script: 'scrim policy check no-such.yaml\n', exit: 0 },
      { script: 'scrim --version\n', exit: 3 },
    ]
    for (const lie of lies) expect((await run([lie], prepared)).code).not.toBe(0)
    expect(blocksOf('```sh\n# runs, exit 2\na\n```\n```sh\nb\n```\n')).toEqual([
      { script: 'a\n', exit: 2 },
    ])
  })
})
