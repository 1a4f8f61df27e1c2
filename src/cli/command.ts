/**
 * The contract of a command. What stands in the list is all that `scrim --help` needs; what is
 * declared is imported when a command is named, and what runs when it runs, so that help appears at
 * once.
 */
import type { Command } from 'commander'

/** Declares arguments, options and the action, see `lazy`. */
export type SetUp = (command: Command) => void

/** One command of the program: one file, and an entry in `index.ts`. */
export interface CliCommand {
  readonly name: string
  readonly summary: string
  /** not in `--help`: for those who change scrim */
  readonly hidden?: boolean
  load(): Promise<SetUp>
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
