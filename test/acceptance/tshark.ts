/** What tshark reads in a capture: a row of fields for each frame. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** One frame: what tshark says of each field; several values are one behind the other. */
export type Row = Readonly<Record<string, readonly string[]>>

const call = promisify(execFile)
const NOTHING: readonly string[] = []

/** Between values of a field; no field asked for here has it in a value. */
const BETWEEN = '\u0001'

/**
 * Reads fields of all frames.
 * @param options preferences of tshark, as `tcp.check_checksum:TRUE`
 */
export async function readFields(
  path: string,
  fields: readonly string[],
  options: readonly string[] = [],
): Promise<Row[]> {
  const args = ['-n', '-r', path, '-T', 'fields', '-E', `aggregator=${BETWEEN}`]
  for (const f of fields) args.push('-e', f)
  for (const o of options) args.push('-o', o)
  const { stdout } = await call('tshark', args, { maxBuffer: 1 << 30 })
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const cells = line.split('\t')
      return Object.fromEntries(
        fields.map((f, i) => [f, cells[i] === '' ? NOTHING : cells[i].split(BETWEEN)]),
      )
    })
}
