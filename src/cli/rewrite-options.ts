/** Options of every command that rewrites: the policy, the keys, and the form of the output. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { addKeyOptions, type VaultOptions } from './key-options.js'

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
      new Option('--format <format>', 'form of the output')
        .choices(['pcapng', 'pcap'])
        .default('pcapng'),
    )
    .option('--zstd', 'compress the output')
    .option('--quiet', 'show no progress')
    .option('--json', 'print one JSON object')
}
