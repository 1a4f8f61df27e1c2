/** How the program says what went wrong: one message and what to do, or one JSON object. */
import type { CommanderError } from 'commander'
import { errorCodes, ScrimError } from '../../bytes/errors.js'
import { fileError } from '../../bytes/file-errors.js'
import { printable } from '../../bytes/printable.js'

/** Whether the arguments were wrong, or asked for help; told without loading their parser. */
export function isUsage(e: unknown): e is CommanderError {
  return e instanceof Error && 'code' in e && String(e.code).startsWith('commander.')
}

function isClosedPipe(e: unknown): boolean {
  return (e as NodeJS.ErrnoException | undefined)?.code === 'EPIPE'
}

/** Who reads our output may stop reading (`| head`): that is no failure. */
export function quietWhenClosed(stream: NodeJS.WriteStream): void {
  stream.on('error', (e) => {
    if (isClosedPipe(e)) process.exit(0)
    if (stream !== process.stderr) report(e, process.argv.includes('--json'))
    process.exit(exitCodeOf(e))
  })
}

/** The exit code an error leads to. */
export function exitCodeOf(e: unknown): number {
  if (isClosedPipe(e)) return 0
  const told = e instanceof ScrimError ? e : fileError(e)
  return told === undefined ? 1 : errorCodes[told.code]
}

interface Failure {
  readonly code: string
  readonly message: string
  readonly hint?: string | undefined
}

/** What the machine ran out of while something was written or read, and what to do. */
const MACHINE: Readonly<Record<string, readonly [string, string]>> = {
  ENOSPC: ['no space is left on the disk', 'make room, or name an output on another disk'],
  EDQUOT: ['the quota of this user is used up', 'make room, or name an output on another disk'],
  EIO: ['the disk failed', 'see what the system says of it, and name another disk'],
  EMFILE: ['too many files are open', 'raise the limit: ulimit -n 4096'],
}

function failureOf(e: unknown, command: string | undefined): Failure {
  const machine = MACHINE[(e as NodeJS.ErrnoException | undefined)?.code ?? '']
  if (machine !== undefined) return { code: 'output', message: machine[0], hint: machine[1] }
  const told = e instanceof ScrimError ? e : fileError(e)
  if (told !== undefined) return { code: told.code, message: told.message, hint: told.hint }
  if (isUsage(e)) {
    const [message, ...more] = e.message.replace(/^error: /, '').split('\n')
    const help = `see: scrim ${command === undefined ? '' : `${command} `}--help`
    const hint = more.join(' ').replace(/^\(|\)$/g, '')
    return { code: 'usage', message, hint: hint || help }
  }
  const message = e instanceof Error ? e.message : String(e)
  return { code: 'internal', message: `internal error: ${message}` }
}

/**
 * Writes an error to standard error.
 * @param command the command whose help says more
 */
export function report(e: unknown, json: boolean, command?: string): void {
  if (isClosedPipe(e)) return
  const failure = failureOf(e, command)
  if (json) {
    process.stderr.write(`${JSON.stringify({ error: failure })}\n`)
    return
  }
  const hint = failure.hint === undefined ? '' : `       ${failure.hint}\n`
  const lines = failure.message.split('\n').map(printable)
  process.stderr.write(`scrim: ${lines.join('\nscrim: ')}\n${hint}`)
  if (failure.code === 'internal' && process.env.SCRIM_DEBUG && e instanceof Error) {
    process.stderr.write(`${e.stack}\n`)
  }
}
