/** `scrim query`: SQL over the tables of a release. */
import { lazy, type SetUp } from './command.js'

/** Asks a release. */
export const query: SetUp = (command) => {
  command
    .argument('<release>', 'the directory of a release')
    .argument('[sql]', 'one SELECT; without it, the tables and their columns are shown')
    .option('--json', 'print one JSON object for each row')
    .option('--csv', 'print comma-separated values')
    .option('--memory <size>', 'the most a query may hold (1GB when not given)')
    .action(
      lazy(
        () => import('./query-actions.js'),
        (m) => m.query,
      ),
    )
}
