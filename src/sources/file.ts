/** Captures in files: one, several, or all in a directory. */
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ScrimError } from '../bytes/errors.js'
import { openFile, openPipe } from './byte-stream.js'
import { openCapture } from './capture-trace.js'
import { openMerged } from './merge.js'
import { openSequence } from './sequence.js'
import type { Source } from './source.js'

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

/** Whether a name stands for a pipe or device: it is read once, and reading may have to wait. */
function isPipe(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFIFO() === true || stat?.isCharacterDevice() === true
}

/** Capture files; several are read as one trace. */
export const file: Source = {
  name: 'file',
  accepts: (inputs) => inputs.length > 0 && !inputs.includes('-'),
  async open(inputs, options) {
    const paths = expand(inputs)
    const pipe = paths.find(isPipe)
    if (pipe !== undefined && paths.length > 1) {
      const hint = 'give pipes alone, or save what they carry to a file first'
      throw new ScrimError('input', `${pipe} is no regular file and can only be read once`, hint)
    }
    if (pipe !== undefined) return openCapture(openPipe(pipe, createReadStream(pipe)))
    if (paths.length === 1) return openCapture(openFile(paths[0]))
    return options.order === 'given' ? openSequence(paths) : openMerged(paths)
  },
}
