/** A check that cannot fail is no check: each has a candidate that passes and one that fails. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { checks } from '../../src/audit/index.js'

const tests = new URL('../audit/', import.meta.url)
const rooms = new URL('../../src/audit/', import.meta.url)

function textsOf(folder: URL): string[] {
  return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
}

const sources = textsOf(rooms)
/** What is tested under each name: the text of its `describe`. */
const blocks = textsOf(tests).flatMap((text) => text.split(/^(?=describe\()/m).slice(1))

/** What a test of either candidate says somewhere, in its title or of the verdict. */
const candidates = { passes: /\bpass(es)?\b/, fails: /\b(fail|fails|refuses)\b/ }

it.each(checks.map((c) => c.name))(
  '%s has a candidate that passes and one that fails (else: add them in test/audit/)',
  (name) => {
    const made = new RegExp(`export const (\\w+): Check = \\{\\s+name: '${name}'`)
    const symbol = sources.map((text) => made.exec(text)?.[1]).find((found) => found !== undefined)
    const mine = blocks.filter((block) => block.startsWith(`describe('${symbol}'`)).join('')
    const missing = Object.entries(candidates).filter(([, says]) => !says.test(mine))
    expect(missing.map(([which]) => which)).toEqual([])
  },
)
