/** Part of `verify`: findings made again from the release alone are those that were recorded. */
import type { Finding } from '../audit/check.js'
import { refusalOf } from '../audit/gate.js'
import { isSame } from './json.js'
import type { Problem } from './paths.js'
import type { KnownCheck } from './verify-audit.js'
import type { Engines, NotRedone } from './verify-suite.js'

/** A check that a recipient has done again. */
export interface Redone {
  readonly check: string
  readonly recorded: number
  readonly now: number
  readonly same: boolean
}

/** What came of measuring again. */
export interface Redoing {
  readonly redone: Redone[]
  readonly notRedone: NotRedone[]
  readonly problems: Problem[]
}

/** Words may differ from one version of the program to the next, numbers may not. */
function numbers(f: Finding): unknown {
  return [f.version, f.value, f.interval, f.limit, f.verdict]
}

function summary(f: Finding): string {
  return `${f.value} (${f.verdict}, limit ${f.limit}, version ${f.version})`
}

/** Why a recorded finding cannot be measured again here, or undefined when it can. */
function hindrance(
  before: Finding,
  mine: KnownCheck | undefined,
  { own }: Engines,
): string | undefined {
  if (mine === undefined) return `scrim ${own}, which verifies, does not know it`
  if (mine.version !== before.version) {
    return `version ${before.version} was recorded, scrim ${own} measures version ${mine.version}`
  }
  return mine.reproducible === 'owner' ? 'needs the original' : undefined
}

/** All recorded checks as not measured again, for one reason or for their own. */
export function redoNone(
  recorded: readonly Finding[],
  known: readonly KnownCheck[],
  engines: Engines,
  reason: string,
): NotRedone[] {
  return recorded.map((before) => {
    const mine = known.find((c) => c.name === before.check)
    return { check: before.check, reason: hindrance(before, mine, engines) ?? reason }
  })
}

/**
 * Compares recorded findings with those made again. Where another version made the release, numbers
 * may differ as long as what is measured now is within its limit: dissectors learn.
 */
export function compareRedone(
  recorded: readonly Finding[],
  again: readonly Finding[],
  known: readonly KnownCheck[],
  engines: Engines,
): Redoing {
  const result: Redoing = { redone: [], notRedone: [], problems: [] }
  const now = new Map(again.map((f) => [f.check, f]))
  for (const before of recorded) {
    const { check } = before
    const mine = known.find((c) => c.name === check)
    const file = `audit/${check}.json`
    const why = hindrance(before, mine, engines)
    if (why !== undefined) {
      result.notRedone.push({ check, reason: why })
      // the same program has the same versions: another one only hides the check from this step
      if (engines.order === 'same' && mine !== undefined && mine.version !== before.version) {
        result.problems.push({ file, reason: why })
      }
      continue
    }
    const after = now.get(check)
    if (after === undefined) {
      result.problems.push({ file, reason: 'can be redone from the release, and was not' })
      continue
    }
    const same = isSame(numbers(after), numbers(before))
    result.redone.push({ check, recorded: before.value, now: after.value, same })
    if (same || (engines.order !== 'same' && refusalOf(after) === undefined)) continue
    const reason = `says ${summary(before)}; done again it gives ${summary(after)}`
    result.problems.push({ file, reason })
  }
  return result
}
