/** `scrim flows`: the flows or exchanges of captures, raw for their owner or rewritten. */
import { InvalidArgumentError, Option } from 'commander'
import { lazy, type SetUp } from './command.js'
import { addKeyOptions } from './key-options.js'

function seconds(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1 || n > 86_400) {
    throw new InvalidArgumentError('expected whole seconds from 1 to 86400')
  }
  return n
}

/** Assembles packets into biflows; what it prints is a table. */
export const flows: SetUp = (command) => {
  command
    .argument('<capture...>', 'captures, a folder of them, or - for standard input')
    .option('-o, --output <file>', 'where the table goes; - for standard output', '-')
    .addOption(
      new Option('--format <format>', 'form of the table')
        .choices(['jsonl', 'csv', 'parquet'])
        .default('jsonl'),
    )
    .option('--exchanges', 'turns of request and response instead of flows')
    .option('--for <tier>', 'rewrite first, for internal, partner, research or public')
    .option('--policy <file>', 'rewrite first, under a policy of your own')
    .option('--recipient <name>', 'who exactly; scopes the keys')
    .option('--purpose <text>', 'what for; recorded in the policy')
    .option('--epoch <duration>', 'how long pseudonyms last: release, or 1h, 1d, ...')
  addKeyOptions(command)
    .option('--idle <seconds>', 'a flow ends after so long without a packet', seconds, 120)
    .option('--active <seconds>', 'a record ends after so long in any case', seconds, 1800)
    .option('--outermost', 'flows of tunnels, not of the packets inside of them')
    .option('--community-id', 'with raw flows: their Community ID, which anybody can reverse')
    .option('--force', 'replace the output if it is there')
    .option('--quiet', 'show no progress')
    .action(
      lazy(
        () => import('./flows-actions.js'),
        (m) => m.flows,
      ),
    )
}
