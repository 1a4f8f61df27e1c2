/** Runs checks over hand-made frames: rewritten by a policy, or by whatever a test does instead. */
import type { AuditContext, Check, Finding } from '../../src/audit/check.js'
import { createFacts, readFacts } from '../../src/correlate/facts.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { rewrite } from '../../src/pipeline/rewrite.js'
import type { Policy } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { dissect, reset } from '../../src/wire/dissect.js'
import { createFrame, type Frame } from '../../src/wire/frame.js'

export const partner: Policy = profilePolicy('partner')

export function contextFor(policy: Policy, fill = 7): AuditContext {
  const own = createEpochs(policy, 0, () => createKeyring(new Uint8Array(32).fill(fill))).program(0)
  return { tier: policy.tier, limits: {}, seed: 'test', rules: own.program.rules, own }
}

/** What a test may do to a frame instead of, or after, rewriting it. Returns the frame's end. */
export type Tamper = (f: Frame, end: number, index: number) => number

/** Runs one check over Ethernet frames and gives its finding. */
export function audit(
  check: Check,
  frames: readonly (readonly number[])[],
  policy: Policy = partner,
  tamper: Tamper = (_f, end) => end,
  late: (released: Uint8Array, index: number) => void = () => undefined,
): Finding {
  const context = contextFor(policy)
  const auditor = check.open(context)
  const f = createFrame()
  const facts = createFacts()
  const out: Uint8Array[] = []
  for (const [i, frame] of frames.entries()) {
    const b = Uint8Array.from(frame)
    reset(f, b, 0, b.length, b.length)
    if (dissect(f, 1) < 0) throw new Error(`frame ${i} is not well-formed`)
    readFacts(f, i, 0, facts)
    auditor.before?.(f, facts)
    const end = rewrite(f, context.own!.program, context.own!.flows)
    const left = tamper(f, end, i)
    auditor.after?.(f, left)
    out.push(b.slice(0, left))
  }
  for (const [i, b] of out.entries()) {
    late(b, i)
    reset(f, b, 0, b.length, frames[i].length)
    const weird = dissect(f, 1)
    if (weird < 0) {
      auditor.unreadable?.(weird)
      continue
    }
    readFacts(f, i, 0, facts)
    auditor.released?.(f, facts, 1)
  }
  return auditor.finish()
}
