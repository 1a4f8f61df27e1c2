/** The gate: from the findings of all checks to one yes or no. Pure; measures nothing itself. */
import type { Finding } from './check.js'

/** Why one finding keeps a release from being written. */
export interface Refusal {
  readonly check: string
  readonly reason: string
}

/** What the gate says. `pass` only when no finding refuses. */
export interface GateVerdict {
  readonly verdict: 'pass' | 'fail'
  readonly passed: readonly string[]
  /** within its limit, with something to look at */
  readonly warned: readonly string[]
  readonly refused: readonly Refusal[]
}

/**
 * Why a finding refuses, or undefined when it does not. The upper end of the interval decides, and
 * a verdict that says `pass` where the numbers say otherwise refuses too: nobody's word stands
 * above what was measured.
 */
export function refusalOf(finding: Finding): string | undefined {
  const { value, interval, limit, verdict } = finding
  const [low, high] = interval
  if (![value, low, high, limit].every(Number.isFinite)) return 'its numbers are not numbers'
  if (low > value || value > high) return `its value ${value} lies outside of its own interval`
  if (verdict === 'inconclusive') return 'it could not decide, and that never counts as a pass'
  if (high > limit) {
    const said = verdict === 'pass' ? ', though its verdict says pass' : ''
    return high === value
      ? `${value} is above its limit of ${limit}${said}`
      : `the upper end of its interval, ${high}, is above its limit of ${limit}${said}`
  }
  return verdict === 'fail' ? 'its verdict is fail' : undefined
}

/** Judges all findings of a release. No findings at all is a refusal: unmeasured is not safe. */
export function judge(findings: readonly Finding[]): GateVerdict {
  const passed: string[] = []
  const warned: string[] = []
  const refused: Refusal[] = []
  const seen = new Set<string>()
  for (const finding of findings) {
    const twice = seen.has(finding.check) ? 'it answered twice' : undefined
    seen.add(finding.check)
    const reason = twice ?? refusalOf(finding)
    if (reason !== undefined) refused.push({ check: finding.check, reason })
    else if (finding.verdict === 'warn') warned.push(finding.check)
    else passed.push(finding.check)
  }
  if (findings.length === 0) refused.push({ check: 'gate', reason: 'no check was run' })
  return { verdict: refused.length === 0 ? 'pass' : 'fail', passed, warned, refused }
}
