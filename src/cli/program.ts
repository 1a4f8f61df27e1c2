/** Finds the command, runs it, and says in plain words what went wrong. */
import type { Command } from 'commander'
import { commands } from './index.js'
import { exitCodeOf, isUsage, report } from './ui/failure.js'
import { engineVersion } from './version.js'

const ABOUT =
  'share packets, flows, traces and logs under a policy: rewrite, attack the result, release'
const EXIT_CODES = 'exit codes: 0 done, 1 wrong use, 2 input refused, 3 the gate said no'

/** The first page of help. */
function overview(): string {
  const shown = commands.filter((c) => c.hidden !== true)
  const width = Math.max(...shown.map((c) => c.name.length))
  const list = shown.map((c) => `  ${c.name.padEnd(width)}  ${c.summary}`)
  const usage = 'Usage: scrim COMMAND ...\n       scrim COMMAND --help\n       scrim --version'
  return `${[usage, ABOUT, list.join('\n'), EXIT_CODES].join('\n\n')}\n`
}

/** @param first what was named: its command alone is declared in full, or all if it is none */
async function build(first: string | undefined): Promise<Command> {
  const { Command } = await import('commander')
  const program = new Command('scrim')
  program
    .version(engineVersion())
    .exitOverride()
    .showHelpAfterError(false)
    .configureOutput({ outputError: () => undefined })
    .enablePositionalOptions()
  // The hidden one writes the reference of all others.
  const named = commands.find((c) => c.name === first && c.hidden !== true)
  for (const c of commands) {
    const command = program.command(c.name, { hidden: c.hidden ?? false }).description(c.summary)
    if (c !== named && named !== undefined) continue
    const setUp = await c.load()
    setUp(command)
  }
  program.helpInformation = overview
  return program
}

/** The command, and the one below it, whose help says more: as far as the arguments name any. */
function nameOf(program: Command | undefined, args: readonly string[]): string | undefined {
  const names: string[] = []
  let command = program
  for (const arg of args) {
    command = command?.commands.find((c) => c.name() === arg)
    if (command === undefined) break
    names.push(arg)
  }
  return names.length === 0 ? undefined : names.join(' ')
}

/** Runs the program with the arguments of a process; sets its exit code and never throws. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const [, , first, ...more] = argv
  // Answered before the parser of arguments is loaded, which takes as long as all the rest.
  if ((first === '--help' || first === '-h') && more.length === 0) {
    process.stdout.write(overview())
    return
  }
  let program: Command | undefined
  try {
    program = await build(first)
    await program.parseAsync([...argv])
  } catch (e) {
    if (isUsage(e) && e.exitCode === 0) return
    if (isUsage(e) && e.code === 'commander.help') process.exitCode = 1
    else {
      report(e, argv.includes('--json'), nameOf(program, argv.slice(2)))
      process.exitCode = exitCodeOf(e)
    }
  }
}
