/** Part of `verify`: findings made again from the release alone are those that were recorded. */
import type { Finding } from '../audit/check.js'
import { isSame } from './json.js'
import type { Problem } from './paths.js'

/** A check that a recipient has done again. */
export interface Redone {
  readonly check: string
  readonly recorded: number
  readonly now: number
  readonly same: boolean
}

/** Words may differ from one version of the program to the next, numbers may not. */
function numbers(f: Finding): unknown {
  return [f.version, f.value, f.interval, f.limit, f.verdict]
}

function summary(f: Finding): string {
  return `${f.value} (${f.verdict}, limit ${f.limit}, version ${f.version})`
}

/** Compares recorded findings with those made again. */
export function compareRedone(
  recorded: readonly Finding[],
  again: readonly Finding[],
): { redone: Redone[]; problems: Problem[] } {
  const redone: Redone[] = []
  const problems: Problem[] = []
  const now = new Map(again.map((f) => [f.check, f]))
  for (const before of recorded) {
    if (before.reproducible !== 'release') continue
    const file = `audit/${before.check}.json`
    const after = now.get(before.check)
    if (after === undefined) {
      problems.push({ file, reason: 'can be redone from the release, and was not' })
      continue
    }
    const same = isSame(numbers(after), numbers(before))
    redone.push({ check: before.check, recorded: before.value, now: after.value, same })
    if (same) continue
    const reason = `says ${summary(before)}; done again it gives ${summary(after)}`
    problems.push({ file, reason })
  }
  return { redone, problems }
}
