/** Something wrong in a policy: where, what was found, what was expected. */
import type { z } from 'zod'
import { found } from '../bytes/found.js'
import { nearest } from './suggest.js'

/** Keys and indices from the top of the policy to a value. */
export type Path = readonly PropertyKey[]

/** One thing that is wrong. */
export interface Problem {
  readonly path: Path
  /** whether the key is wrong, not its value: positions then point at the key */
  readonly key?: true
  /** `found ..., expected ...` */
  readonly text: string
  /** a name that may have been meant */
  readonly nearest?: string | undefined
}

function valueAt(root: unknown, path: Path): unknown {
  let v = root
  for (const key of path) {
    if (typeof v !== 'object' || v === null || !Object.hasOwn(v, key)) return undefined
    v = (v as Record<PropertyKey, unknown>)[key]
  }
  return v
}

const ARTICLE: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  int: 'a whole number',
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return ARTICLE[issue.expected] ?? `a ${issue.expected}`
    case 'invalid_value':
      return issue.values.map(String).join(' or ')
    case 'too_small':
      return `${sized(issue.origin)}${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      return `${sized(issue.origin)}${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}`
    case 'invalid_union':
      return [...new Set(issue.errors.flat().map(expectation))].join(', or ')
    default:
      return issue.message.replace(/^expected /, '')
  }
}

function sized(origin: string): string {
  if (origin === 'array') return 'a list with a number of entries of '
  return origin === 'string' ? 'text with a number of characters of ' : ''
}

/**
 * Turns what zod says about a value into problems.
 * @param root the value that was validated
 * @param at where it stands in the policy
 * @param known the keys it may have, for suggestions
 */
export function fromZod(
  issue: z.core.$ZodIssue,
  root: unknown,
  at: Path,
  known: readonly string[],
): Problem[] {
  const path = [...at, ...issue.path]
  if (issue.code === 'unrecognized_keys') {
    const expected = known.length === 0 ? 'none' : `one of ${known.join(', ')}`
    return issue.keys.map((key) => ({
      path: [...path, key],
      key: true,
      text: `found the key ${found(key)}, expected ${expected}`,
      nearest: nearest(key, known),
    }))
  }
  const value = valueAt(root, issue.path)
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : []
  return [
    {
      path,
      text: `found ${found(value)}, expected ${expectation(issue)}`,
      nearest: typeof value === 'string' ? nearest(value, options) : undefined,
    },
  ]
}
