/** Where records can come from. A new source is one file and two lines here. */
import { ScrimError } from '../bytes/errors.js'
import { file } from './file.js'
import type { Source, SourceOptions, Trace } from './source.js'
import { stdin } from './stdin.js'

/** Every source; the first that accepts the inputs opens them. */
export const sources: readonly Source[] = [stdin, file]

/**
 * Opens the inputs as one trace.
 * @throws ScrimError `input` when they cannot be read, `usage` when no source takes them
 */
export async function openTrace(
  inputs: readonly string[],
  options: Partial<SourceOptions> = {},
): Promise<Trace> {
  const source = sources.find((s) => s.accepts(inputs))
  if (source === undefined) {
    const why = inputs.length === 0 ? 'no input was named' : 'standard input (-) is read alone'
    throw new ScrimError('usage', why, 'name capture files, or - alone for standard input')
  }
  return source.open(inputs, { order: 'time', ...options })
}
