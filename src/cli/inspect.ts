/**
 * `scrim inspect`: what is inside a capture, and what each profile would do, before anyone decides.
 */
import { type CliCommand, lazy } from './command.js'

/** Reads a capture to its end, changes nothing, shows no value of any field. */
export const inspect: CliCommand = {
  name: 'inspect',
  summary: 'say what is inside captures, and what each profile would do with it',
  setup(command) {
    command
      .argument('<capture...>', 'captures, a folder of them, or - for standard input')
      .option('--quiet', 'show no progress')
      .option('--json', 'print one JSON object')
      .action(
        lazy(
          () => import('./inspect-actions.js'),
          (m) => m.inspect,
        ),
      )
  },
}
