/** Reads a policy from YAML. Errors name file, line and column of each thing that is wrong. */
import { isCollection, isMap, isScalar, LineCounter, type Node } from 'yaml'
import { ScrimError } from '../bytes/errors.js'
import type { GateLimits } from './limits.js'
import type { Policy } from './policy.js'
import type { Problem } from './problem.js'
import { validatePolicy } from './validate.js'
import { type Fault, parseYaml, valueOf } from './yaml.js'

/** Longer files are refused unread: a policy has a few hundred lines. */
export const TEXT_MAX = 1 << 20
const SHOWN_MAX = 25

/** What a caller may set over a file's own words, and what it knows about the gate. */
export interface ReadOptions {
  readonly overrides?: Partial<Pick<Policy, 'recipient' | 'purpose' | 'epoch' | 'payload'>>
  /** limits of the checks by tier; without them a policy's gate is not held against its tier */
  readonly limits?: GateLimits
}

/** Where in the text a problem stands: at the key or the value, or at the nearest thing around. */
function offsetOf(root: Node | null, problem: Problem): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const [i, key] of problem.path.entries()) {
    if (!isCollection(node)) break
    const last = i === problem.path.length - 1
    if (isMap(node)) {
      const name = String(key)
      const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === name)
      if (pair === undefined) break
      const at = (pair.key as Node).range?.[0]
      const value = (pair.value as Node | null)?.range?.[0]
      offset = (last && problem.key ? at : (value ?? at)) ?? offset
      node = pair.value
    } else {
      node = node.items[Number(key)]
      offset = (node as Node | undefined)?.range?.[0] ?? offset
    }
  }
  return offset
}

function describe(problem: Problem): string {
  const path = problem.path.map(String).join('.') || 'policy'
  const meant = problem.nearest === undefined ? '' : `; did you mean ${problem.nearest}?`
  return `${path}: ${problem.text}${meant}`
}

function refuse(placed: readonly Fault[], lines: LineCounter, fileName: string): never {
  const sorted = [...placed].sort((a, b) => a.offset - b.offset)
  const shown = sorted.slice(0, SHOWN_MAX).map(({ offset, text }) => {
    const { line, col } = lines.linePos(offset)
    return `${fileName}:${line}:${col} ${text}`
  })
  if (sorted.length > SHOWN_MAX) shown.push(`and ${sorted.length - SHOWN_MAX} more`)
  throw new ScrimError(
    'policy',
    shown.join('\n'),
    'the names of fields: scrim policy fields; of kinds and transforms: scrim policy schema',
  )
}

/** An override is checked by the rules of the file, but has no place in it. */
function checkOverrides(overrides: NonNullable<ReadOptions['overrides']>): void {
  const given = Object.fromEntries(Object.entries(overrides).filter(([, v]) => v !== undefined))
  const { problems } = validatePolicy({ scrim: 1, extends: 'public', ...given })
  if (problems === undefined) return
  throw new ScrimError('policy', problems.map((p) => `option --${describe(p)}`).join('\n'))
}

/**
 * Reads a policy and fills in what it extends.
 * @param fileName as errors shall name it
 * @throws ScrimError `policy` with one line for each thing that is wrong
 */
export function readPolicy(text: string, fileName: string, options: ReadOptions = {}): Policy {
  if (text.length > TEXT_MAX) {
    throw new ScrimError(
      'policy',
      `${fileName}: found ${text.length} characters, expected a policy`,
    )
  }
  const lines = new LineCounter()
  const { doc, faults } = parseYaml(text, lines)
  const syntax = faults.map((f) => ({ ...f, text: `policy: ${f.text}` }))
  if (syntax.length > 0) refuse(syntax, lines, fileName)
  const read = valueOf(doc)
  if ('why' in read) throw new ScrimError('policy', `${fileName}: ${read.why}`)
  const result = validatePolicy(read.value, options.limits)
  if (result.problems !== undefined) {
    const placed = result.problems.map((p) => ({
      offset: offsetOf(doc.contents, p),
      text: describe(p),
    }))
    return refuse(placed, lines, fileName)
  }
  const { policy } = result
  if (options.overrides === undefined) return policy
  checkOverrides(options.overrides)
  const given = Object.entries(options.overrides).filter(([, v]) => v !== undefined)
  return { ...policy, ...Object.fromEntries(given) }
}
