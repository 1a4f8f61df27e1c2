/** `scrim anonymize`: rewrites captures into one capture, without the gate. */
import { lazy, type SetUp } from './command.js'
import { addRewriteOptions, threads } from './rewrite-options.js'

/** A filter for captures; fits between `tcpdump -w -` and whatever comes next. */
export const anonymize: SetUp = (command) => {
  command
    .argument('<in-and-out...>', 'captures, then the output; - for standard input and output')
    .option(
      '--workers <n>',
      'threads that rewrite; the bytes are the same for any number',
      threads,
      1,
    )
    .option('--force', 'replace the output if it is there')
  addRewriteOptions(command).action(
    lazy(
      () => import('./anonymize-actions.js'),
      (m) => m.anonymize,
    ),
  )
}
