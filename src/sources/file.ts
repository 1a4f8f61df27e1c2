/** Captures in files: one, several, or all in a directory. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ScrimError } from '../bytes/errors.js'
import { openFile } from './byte-stream.js'
import { openCapture } from './capture-trace.js'
import type { Source } from './source.js'
import { openMerged } from './merge.js'
import { openSequence } from './sequence.js'

/** The files meant by the given names: a directory stands for the files in it, by name. */
function expand(inputs: readonly string[]): string[] {
  return inputs.flatMap((input) => {
    if (statSync(input, { throwIfNoEntry: false })?.isDirectory() !== true) return [input]
    const files = readdirSync(input, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => join(input, entry.name))
      .sort()
    if (files.length > 0) return files
    throw new ScrimError('input', `there are no files in ${input}`, 'name the captures')
  })
}

/** Capture files; several are read as one trace. */
export const file: Source = {
  name: 'file',
  accepts: (inputs) => inputs.length > 0 && !inputs.includes('-'),
  async open(inputs, options) {
    const paths = expand(inputs)
    if (paths.length === 1) return openCapture(openFile(paths[0]))
    return options.order === 'given' ? openSequence(paths) : openMerged(paths)
  },
}
