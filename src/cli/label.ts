/** `scrim label`: assertions about a recording, in a file beside it that is only ever added to. */
import { Option } from 'commander'
import { subjectKinds, tiers } from '../labels/subject.js'
import { lazy, type SetUp } from './command.js'

const load = () => import('./label-actions.js')

/** What options say of one assertion, a file says itself. */
const OF_ONE = (
  'taxonomy tier about flow host trace span record start end by versionOf config confidence ' +
  'error comment'
).split(' ')

/** Add, list and take back labels. */
export const label: SetUp = (command) => {
  command
    .command('add')
    .description('add one assertion, or all that a file of another form makes')
    .argument('<labels>', 'the file of labels; it is made when it is not there')
    .option('--value <value>', 'what is asserted: T1046, scan, TLS.Google')
    .option('--taxonomy <name>', 'attack, ndpi, fault, class, ...', 'class')
    .addOption(
      new Option('--tier <tier>', 'how it is known')
        .choices(Object.keys(tiers))
        .default('annotation'),
    )
    .addOption(
      new Option('--about <kind>', 'what it is about; else the options below say it').choices(
        Object.keys(subjectKinds),
      ),
    )
    .option('--flow <ends>', 'a flow: "tcp 192.0.2.1:40000 198.51.100.2:443"')
    .option('--host <host>', 'a host, by address or name')
    .option('--trace <id>', 'a trace')
    .option('--span <id>', 'a span of that trace')
    .option('--record <number>', 'a log record, by its number in its file, from 0')
    .option('--start <time>', 'first moment that is meant: 2024-03-01T10:00:00Z, 1709287200.5')
    .option('--end <time>', 'last moment that is meant')
    .option('--by <tool>', 'who says so', 'analyst')
    .option('--version-of <version>', 'version of who says so')
    .option('--config <file>', 'configuration of who says so; its SHA-256 is recorded')
    .option('--confidence <share>', 'how sure they are, from 0 to 1')
    .option('--error <share>', 'share of such assertions that were found wrong, from 0 to 1')
    .option('--comment <text>', 'free text for yourself; it never leaves')
    .addOption(
      new Option(
        '--from <file>',
        'take the assertions of a file: alerts, notices, tables, metadata',
      ).conflicts(OF_ONE),
    )
    .option('--map <file>', 'with --from: what its columns and values mean, YAML')
    .option('--json', 'print one JSON object')
    .action(lazy(load, (m) => m.add))
  command
    .command('list')
    .description('list what stands, and what disagrees')
    .argument('<labels>', 'a file of labels')
    .option('--all', 'retracted ones and retractions too')
    .option('--summary', 'numbers by taxonomy, value, tier and tool')
    .option('--json', 'print one JSON object')
    .action(lazy(load, (m) => m.list))
  command
    .command('retract')
    .description('take assertions back; they stay in the file, and so does the retraction')
    .argument('<labels>', 'a file of labels')
    .argument('<id...>', 'ids of assertions; their first characters are enough')
    .option('--by <tool>', 'who says so', 'analyst')
    .option('--comment <text>', 'why; it never leaves')
    .option('--json', 'print one JSON object')
    .action(lazy(load, (m) => m.retract))
}
