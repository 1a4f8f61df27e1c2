/** `scrim policy`: what a policy says, and which names it may use. */
import { lazy, type SetUp } from './command.js'

const load = () => import('./policy-actions.js')

/** Check, show and write policies. */
export const policy: SetUp = (command) => {
  command
    .command('check')
    .description('say whether policies are valid, and if not, where and why')
    .argument('<file...>', 'policy files')
    .option('--json', 'print one JSON object for each file')
    .action(lazy(load, (m) => m.check))
  command
    .command('show')
    .description('print a policy with all it extends, and why each rule is so')
    .argument('<name>', 'internal, partner, research, public, or a file')
    .option('--json', 'print JSON')
    .action(lazy(load, (m) => m.show))
  command
    .command('fields')
    .description('list the fields that a policy may name')
    .argument('[pattern]', 'a name, protocol.*, a kind, or part of a name')
    .option('--json', 'print JSON')
    .action(lazy(load, (m) => m.fields))
  command
    .command('explain')
    .description('say for each field that occurs in captures what a policy would do, and why')
    .argument('<capture...>', 'captures, a folder of them, or - for standard input')
    .option('--for <name>', 'internal, partner, research, public, or a policy file', 'partner')
    .option('--quiet', 'show no progress')
    .option('--json', 'print one JSON object')
    .action(
      lazy(
        () => import('./inspect-actions.js'),
        (m) => m.explain,
      ),
    )
  command
    .command('schema')
    .description('print the JSON Schema of policies, for editors')
    .action(lazy(load, (m) => m.schema))
}
