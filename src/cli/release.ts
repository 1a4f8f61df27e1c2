/** `scrim release`: the main job, from records of any layer to a signed directory. */
import { lazy, type SetUp } from './command.js'
import { addRewriteOptions } from './rewrite-options.js'

/** Rewrites, attacks the result, publishes what passes. */
export const release: SetUp = (command) => {
  command
    .argument('<input...>', 'captures, flows, telemetry, logs, folders of them, or -')
    .requiredOption('-o, --output <dir>', 'the release; must not be there yet')
    .option('--description <text>', 'one sentence for people: what was captured')
    .option('--license <text>', 'URL of a licence, or words where a contract stands in its place')
  addRewriteOptions(command).action(
    lazy(
      () => import('./release-actions.js'),
      (m) => m.release,
    ),
  )
}
