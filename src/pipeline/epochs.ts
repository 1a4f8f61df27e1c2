/**
 * Which program rewrites which record: one for each epoch, made when the first record of it comes.
 * A program has large maps, so that only those used last are held; one that is asked for
 * again is made again from the same keys, and says the same.
 */
import { createFlowOffsets, type FlowOffsets } from '../keys/flow-offsets.js'
import type { Keyring } from '../keys/keyring.js'
import { compile, type Program } from '../policy/compile.js'
import type { Policy } from '../policy/policy.js'

/** A compiled policy with the flow offsets of the same keys. */
export interface EpochProgram {
  readonly program: Program
  readonly flows: FlowOffsets
}

/** The programs of a run, by epoch. */
export interface Epochs {
  /** length of an epoch in seconds; 0 when the whole release is one epoch */
  readonly seconds: number
  /** the program of an epoch, compiled on first use, and again when it was let go since */
  program(epoch: number): EpochProgram
}

/** Programs held: records are nearly in order, and several captures may be merged. */
const HELD = 8

/** Makes the programs of a run from a policy and the keys of each epoch. */
export function createEpochs(
  policy: Policy,
  seconds: number,
  keysFor: (epoch: number) => Keyring,
): Epochs {
  // a Map keeps its order: the first key is the one that was not asked for the longest
  const held = new Map<number, EpochProgram>()
  return {
    seconds,
    program(epoch) {
      let p = held.get(epoch)
      if (p === undefined) {
        const [oldest] = held.keys()
        if (held.size >= HELD) held.delete(oldest)
        const keys = keysFor(epoch)
        p = { program: compile(policy, keys), flows: createFlowOffsets(keys) }
      } else held.delete(epoch)
      held.set(epoch, p)
      return p
    },
  }
}
