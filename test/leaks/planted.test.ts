/**
 * Persons whose names are ordinary words, and secrets made of ordinary words, in lines of real
 * kinds of logs: none of them leaves, whatever the line is in.
 */
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { logs } from '../../src/layers/logs.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { keyring } from '../keys/keyrings.js'
import { runOver } from '../layers/run-layer.js'
import { servers } from './planted-servers.js'
import { texts } from './planted-texts.js'

const lines = `${servers}${texts}`
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.replaceAll('\\n', '\n').replaceAll('\\t', '\t'))

/** The words in braces. */
function planted(line: string): string[] {
  return [...line.matchAll(/\{(\w+)\}/g)].map((m) => m[1])
}

/** The line without the braces. */
function plain(line: string): string {
  return line.replace(/\{(\w+)\}/g, '$1')
}

/** What is left of what was planted, by line. */
function leaks(rewrite: (s: string) => string): Record<string, string> {
  const left: Record<string, string> = {}
  for (const line of lines) {
    const out = rewrite(plain(line))
    const isLeft = planted(line).some((w) => new RegExp(`(?<![~\\w])${w}(?!\\w)`, 'i').test(out))
    if (isLeft) left[line] = out
  }
  return left
}

describe.each(['partner', 'research', 'public'] as const)('under %s', (tier) => {
  const policy = profilePolicy(tier)

  it('text hides who it is about', () => {
    const rewrite = createTextRewriter(createValues(policy, keyring(1)), vocabulary)
    const left = leaks((s) => {
      const b = Buffer.from(`"${s}"`)
      const out = createOutput(4)
      rewrite(b, 1, b.length - 1, out)
      return Buffer.from(out.bytes.subarray(0, out.n)).toString()
    })
    expect(lines.length).toBeGreaterThan(400)
    expect(left).toEqual({})
  })

  it('a field of JSON hides who it is about', () => {
    const left = leaks((s) => {
      const line = JSON.stringify({ time: '2026-03-01T10:00:00Z', msg: s })
      const { out } = runOver(logs, Buffer.from(`${line}\n`), {
        policy,
        context: { row: () => {} },
      })
      return String(JSON.parse(out.toString()).msg)
    })
    expect(left).toEqual({})
  })
})
