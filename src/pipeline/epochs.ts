/**
 * Which program rewrites which record: one for each epoch, made when the first record of it comes.
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
  /** the program of an epoch, compiled on first use */
  program(epoch: number): EpochProgram
}

/** Makes the programs of a run from a policy and the keys of each epoch. */
export function createEpochs(
  policy: Policy,
  seconds: number,
  keysFor: (epoch: number) => Keyring,
): Epochs {
  const made = new Map<number, EpochProgram>()
  return {
    seconds,
    program(epoch) {
      let p = made.get(epoch)
      if (p === undefined) {
        const keys = keysFor(epoch)
        p = { program: compile(policy, keys), flows: createFlowOffsets(keys) }
        made.set(epoch, p)
      }
      return p
    },
  }
}
