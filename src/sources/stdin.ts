/** A capture on standard input, also while it is still being written. */
import { Readable } from 'node:stream'
import { ScrimError } from '../bytes/errors.js'
import { openPipe } from './byte-stream.js'
import { openCapture } from './capture-trace.js'
import type { Source } from './source.js'

/** Standard input, by the name `-`. */
export const stdin: Source = {
  name: 'stdin',
  accepts: (inputs) => inputs.length === 1 && inputs[0] === '-',
  async open(_inputs, options) {
    const input = options.stdin
    if (input === undefined) {
      throw new ScrimError('usage', 'standard input cannot be read here', 'name a file')
    }
    const stream = input instanceof Readable ? input : new Readable().wrap(input)
    return openCapture(openPipe('standard input', stream))
  },
}
