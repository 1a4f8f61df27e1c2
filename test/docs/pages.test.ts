/** What pages say of the tree is so: links, files, floors, claims. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/cli/index.js'
import { floors } from '../tidy/house.js'
import { pages, root } from './pages.js'

function textOf(path: string): string {
  return pages.find((p) => p.path === path)?.text ?? ''
}

/** All text below a folder, for what is written in comments. */
function sources(folder: string): string {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && e.name.endsWith('.ts'))
    .map((e) => readFileSync(join(e.parentPath, e.name), 'utf8'))
    .join('\n')
}

describe('pages', () => {
  it('link to files that are there', () => {
    const dead = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
        .map(([, link]) => posix.join(dirname(path), link))
        .filter((target) => !existsSync(join(root, target)))
        .map((target) => `${path}: ${target}`),
    )
    expect(dead).toEqual([])
  })

  it('show pictures that are small and are what their names say', () => {
    const shown = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, link]) =>
        posix.join(dirname(path), link),
      ),
    )
    expect(shown).toContain('docs/report.png')
    for (const picture of shown) {
      const bytes = readFileSync(join(root, picture))
      // the first eight bytes of every PNG, W3C PNG §5.2
      expect(bytes.subarray(0, 8).toString('latin1'), picture).toBe('\x89PNG\r\n\x1a\n')
      expect(bytes.length, picture).toBeLessThan(300_000)
    }
  })

  it('name files that are there', () => {
    const dead = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/`((?:src|test|scripts|docs)\/[a-z0-9/.-]+\.(?:ts|mjs|md|txt))`/g)]
        .map(([, file]) => file)
        .filter((file) => !existsSync(join(root, file)))
        .map((file) => `${path}: ${file}`),
    )
    expect(dead).toEqual([])
  })

  it('show commands that there are', () => {
    const names = new Set<string>(commands.map((c) => c.name))
    const shown = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/(?:^|[`|(]\s?)scrim ([a-z]+)/gm)]
        .filter(([, name]) => !names.has(name))
        .map(([, name]) => `${path}: scrim ${name}`),
    )
    expect(shown.filter((s) => !s.endsWith('scrim lets') && !s.endsWith('scrim takes'))).toEqual([])
  })
})

describe('ARCHITECTURE.md', () => {
  it('has the floors of test/tidy/house.ts', () => {
    const rows = [...textOf('ARCHITECTURE.md').matchAll(/^\| (\d) \|(.*)\|(.*)\|$/gm)]
    const told = rows.flatMap(([, floor, built, planned]) =>
      [...`${built}${planned}`.matchAll(/`([a-z]+)`/g)].map(([, room]) => [room, Number(floor)]),
    )
    expect(Object.fromEntries(told)).toEqual(floors)
    expect(told).toHaveLength(Object.keys(floors).length)
  })

  it('knows which rooms are built', () => {
    const rows = [...textOf('ARCHITECTURE.md').matchAll(/^\| \d \|(.*)\|(.*)\|$/gm)]
    const rooms = (column: number) =>
      rows.flatMap((row) => [...row[column].matchAll(/`([a-z]+)`/g)].map(([, room]) => room))
    const holds = (room: string) =>
      existsSync(join(root, 'src', room)) && readdirSync(join(root, 'src', room)).length > 0
    expect(rooms(1).filter((room) => !holds(room))).toEqual([])
    expect(rooms(2).filter(holds)).toEqual([])
  })
})

describe('SECURITY.md', () => {
  it('lists the claims that code and tests make, and no others', () => {
    const text = `${sources('src')}${sources('test')}`
    const made = new Set([...text.matchAll(/\bClaim `([a-z-]+)`/g)].map(([, name]) => name))
    const listed = [...textOf('SECURITY.md').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, n]) => n)
    expect(listed.toSorted()).toEqual([...made].toSorted())
  })
})
