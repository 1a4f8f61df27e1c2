/** `scrim verify`: whether a release is what it says, checked offline and without keys. */
import { lazy, type SetUp } from './command.js'

function collect(value: string, list: string[]): string[] {
  return [...list, value]
}

/** Checks digests, signatures and verdicts, and measures again what a recipient can. */
export const verify: SetUp = (command) => {
  command
    .argument('<release>', 'the directory of a release')
    .option('--key <fingerprint>', 'a key that must have signed; may be given again', collect, [])
    .option('--no-redo', 'do not measure again')
    .option('--json', 'print one JSON object')
    .action(
      lazy(
        () => import('./verify-actions.js'),
        (m) => m.verify,
      ),
    )
}
