/** Finds the command, runs it, and says in plain words what went wrong. */
import { createRequire } from 'node:module'
import { Command, CommanderError } from 'commander'
import { commands } from './index.js'
import { exitCodeOf, report } from './ui/failure.js'

const EXIT_CODES = '\nexit codes: 0 done, 1 wrong use, 2 input refused, 3 the gate said no'

function version(): string {
  const require = createRequire(import.meta.url)
  return (require('../../package.json') as { version: string }).version
}

function build(): Command {
  const program = new Command('scrim')
  program
    .description(
      'share packets, flows, traces and logs under a policy: rewrite, attack the result, release',
    )
    .version(version())
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({ outputError: () => undefined })
    .enablePositionalOptions()
  for (const c of commands) {
    const command = program.command(c.name, { hidden: c.hidden ?? false }).description(c.summary)
    c.setup(command)
  }
  return program.addHelpText('after', EXIT_CODES)
}

/** Runs the program with the arguments of a process; sets its exit code and never throws. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const json = argv.includes('--json')
  try {
    await build().parseAsync([...argv])
  } catch (e) {
    if (e instanceof CommanderError && e.exitCode === 0) return
    if (e instanceof CommanderError && e.code === 'commander.help') process.exitCode = 1
    else {
      report(e, json)
      process.exitCode = exitCodeOf(e)
    }
  }
}
