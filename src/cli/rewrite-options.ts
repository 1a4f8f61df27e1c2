/** Options of every command that rewrites: the policy, the keys, and the form of the output. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { ScrimError } from '../bytes/errors.js'
import type { Policy } from '../policy/policy.js'
import { addKeyOptions, type VaultOptions } from './key-options.js'
import { loadPolicy } from './policy-file.js'

/** What the options of a rewriting command say. */
export interface RewriteOptions extends VaultOptions {
  readonly for?: string
  readonly policy?: string
  readonly recipient?: string
  readonly purpose?: string
  readonly epoch?: string
  readonly keepLength?: boolean
  readonly filler?: boolean
  readonly dataset: string
  readonly keyFile?: string
  readonly order: 'time' | 'given'
  readonly format: 'pcapng' | 'pcap'
  readonly zstd?: boolean
  readonly force?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
}

/** A number of threads. */
export function threads(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 64) {
    throw new InvalidArgumentError('expected a number from 1 to 64')
  }
  return n
}

/** Adds the options that say what is done to the packets. */
export function addRewriteOptions(command: Command): Command {
  command
    .option('--for <tier>', 'who receives it: internal, partner, research, public')
    .option('--policy <file>', 'a policy of your own instead of a tier’s profile')
    .option('--recipient <name>', 'who exactly; scopes the keys')
    .option('--purpose <text>', 'what for; recorded in the policy')
    .option('--epoch <duration>', 'how long pseudonyms last: release, or 1h, 1d, ...')
    .option('--keep-length', 'overwrite payload with zeros instead of cutting it off')
    .option('--filler', 'overwrite payload with filler instead of cutting it off')
  addKeyOptions(command)
  return command
    .addOption(
      new Option('--order <order>', 'order of several captures')
        .choices(['time', 'given'])
        .default('time'),
    )
    .addOption(
      new Option('--format <format>', 'form of the output').choices(['pcapng', 'pcap']).default('pcapng'),
    )
    .option('--zstd', 'compress the output')
    .option('--quiet', 'show no progress')
    .option('--json', 'print one JSON object')
}

/**
 * The policy that the options name.
 * @throws ScrimError `usage` when they name none, or two
 */
export function policyOf(options: RewriteOptions): Policy {
  const { for: tier, policy: file } = options
  if (tier === undefined && file === undefined) {
    throw new ScrimError(
      'usage',
      'nothing says who receives this',
      'give --for partner, or another tier, or --policy FILE',
    )
  }
  if (options.keepLength && options.filler) {
    throw new ScrimError('usage', '--keep-length and --filler exclude each other', 'give one')
  }
  const payload = options.keepLength ? 'zero' : options.filler ? 'filler' : undefined
  const given = {
    recipient: options.recipient,
    purpose: options.purpose,
    epoch: options.epoch,
    payload,
  }
  const overrides = Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined))
  const policy = loadPolicy(file ?? (tier as string), overrides)
  if (file !== undefined && tier !== undefined && policy.tier !== tier) {
    throw new ScrimError(
      'usage',
      `${file} is a policy for ${policy.tier}, and --for says ${tier}`,
      'leave one of the two out',
    )
  }
  return policy
}
