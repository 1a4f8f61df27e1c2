/** `scrim query`: SQL over the tables of a release. */
import { Option } from 'commander'
import { lazy, type SetUp } from './command.js'

/** A statement that begins with a comment looks like an option; in no option stands white space. */
const COMMENT = /^--(?:[^]*\n|[\w-]*\s)/

/** Asks a release. */
export const query: SetUp = (command) => {
  const parse = command.parseOptions.bind(command)
  command.parseOptions = (args) => parse(args.map((a) => (COMMENT.test(a) ? ` ${a}` : a)))
  command
    .argument('<release>', 'the directory of a release')
    .argument(
      '[sql]',
      'one SELECT, or EXPLAIN of one; without it, the tables and their columns are shown',
    )
    .option('--json', 'print one JSON object for each row')
    .addOption(new Option('--csv', 'print comma-separated values').conflicts('json'))
    .option('--memory <size>', 'the most the engine may hold (1GB when not given)')
    .action(
      lazy(
        () => import('./query-actions.js'),
        (m) => m.query,
      ),
    )
}
