/** Can every released frame be taken apart again, down to the layer at which it was cut? */
import { weirds } from '../wire/weird.js'
import { type Check, countFinding } from './check.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }

/**
 * Claim `released-frames-parse`: what was understood before rewriting is understood after it. A
 * frame
 * that is not would hide from every other check, so it counts as a failure of its own.
 */
export const readable: Check = {
  name: 'readable',
  version: 1,
  question: 'can every released frame be taken apart again, so that the other checks see it?',
  reproducible: 'release',
  limits: NONE,
  open(context) {
    const reasons = new Map<string, number>()
    let frames = 0
    return {
      released() {
        frames++
      },
      unreadable(weird) {
        frames++
        const name = weirds[-1 - weird]
        reasons.set(name, (reasons.get(name) ?? 0) + 1)
      },
      finish: () =>
        countFinding(readable, context, {
          measure: 'released frames that cannot be taken apart',
          value: [...reasons.values()].reduce((a, b) => a + b, 0),
          arms: { frames },
          notes: [...reasons].map(([name, n]) => `${name}: ${n}`),
        }),
    }
  },
}
