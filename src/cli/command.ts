/**
 * The contract of a command. What `setup` says is all that `--help` needs; what runs is imported
 * when it runs, so that help appears at once.
 */
import type { Command } from 'commander'

/** One command of the program: one file, and two lines in `index.ts`. */
export interface CliCommand {
  readonly name: string
  readonly summary: string
  /** not in `--help`: for those who change scrim */
  readonly hidden?: boolean
  /** declares arguments, options and the action, see `lazy` */
  setup(command: Command): void
}

/** What an action gives back: an exit code, or nothing when all went well. */
type Outcome = number | void | Promise<number | void>

/**
 * An action whose module is imported when it runs.
 * @param pick finds the function; it is called with the arguments, then the options
 */
export function lazy<M, A extends unknown[]>(
  load: () => Promise<M>,
  pick: (module: M) => (...args: A) => Outcome,
): (...args: A) => Promise<void> {
  return async (...args) => {
    const code = await pick(await load())(...args)
    if (typeof code === 'number') process.exitCode = code
  }
}
