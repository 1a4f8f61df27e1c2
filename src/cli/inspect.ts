/**
 * `scrim inspect`: what is inside of inputs, and what each profile would do, before anyone decides.
 */
import { lazy, type SetUp } from './command.js'

/** Reads a capture to its end, changes nothing, shows no value of any field. */
export const inspect: SetUp = (command) => {
  command
    .argument('<input...>', 'captures, flows, telemetry, logs, folders of them, or -')
    .option('--quiet', 'show no progress')
    .option('--json', 'print one JSON object')
    .action(
      lazy(
        () => import('./inspect-actions.js'),
        (m) => m.inspect,
      ),
    )
}
