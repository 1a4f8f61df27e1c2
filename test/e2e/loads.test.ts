/** What is loaded for a capture: not what knows other layers, nor what only a release needs. */
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { shop } from './captures.js'
import { freshFolder, main, makeKeys } from './program.js'

const folder = freshFolder()
const list = join(folder, 'loaded')
const spans = join(folder, 'spans.jsonl')
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  await makeKeys(folder)
  writeFileSync(spans, '{"resourceSpans":[]}\n')
  writeFileSync(
    join(folder, 'hooks.mjs'),
    `import { appendFileSync } from 'node:fs'
     export function load(url, context, next) {
       appendFileSync(${JSON.stringify(list)}, url + '\\n')
       return next(url, context)
     }`,
  )
  writeFileSync(
    join(folder, 'register.mjs'),
    `import { register } from 'node:module'
     register('./hooks.mjs', import.meta.url)`,
  )
})

/** Rooms of which something is loaded to rewrite an input. */
function rooms(input: string): Set<string> {
  writeFileSync(list, '')
  const hooks = ['--import', pathToFileURL(join(folder, 'register.mjs')).href]
  const how = ['--for', 'partner', '--key-file', join(folder, 'key'), '--force']
  const args = [...hooks, main, 'anonymize', input, join(folder, 'out'), ...how]
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(ran.stderr).toMatch(/^scrim: /m)
  expect(ran.status).toBe(0)
  const dist = new URL('..', pathToFileURL(main)).href
  const own = readFileSync(list, 'utf8')
    .split('\n')
    .filter((url) => url.startsWith(dist))
  return new Set(own.map((url) => url.slice(dist.length).split('/')[0]))
}

it('reads the list of public suffixes through what does not scan it for exports', () => {
  rooms(shop)
  expect(readFileSync(list, 'utf8')).toMatch(/\/zod\//)
  expect(readFileSync(list, 'utf8')).not.toMatch(/\/tldts\//)
})

it('anonymize loads for packets neither layers nor checks, and layers where they are', () => {
  const forPackets = rooms(shop)
  expect(forPackets).toContain('wire')
  for (const room of ['layers', 'audit', 'utility', 'formats'])
    expect(forPackets).not.toContain(room)
  expect(rooms(spans)).toContain('layers')
})
