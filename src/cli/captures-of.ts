/** The captures that names stand for, where nothing but packets is asked for. */
import { statSync } from 'node:fs'
import { leftOut, sortInputs } from '../layers/inputs.js'
import { showNotices } from './notices.js'

/**
 * Names of captures as they are, a folder as the captures in it; what else lies there is told. One
 * without any stays as it is: whoever opens it says what is wrong.
 */
export async function capturesOf(names: readonly string[]): Promise<readonly string[]> {
  const isFolder = (name: string): boolean =>
    statSync(name, { throwIfNoEntry: false })?.isDirectory() === true
  if (!names.some(isFolder)) return names
  const inputs = await sortInputs(names)
  if (inputs.captures.length === 0) return names
  showNotices(leftOut(inputs))
  showNotices(inputs.others.map(({ path }) => `${path} holds no packets, and is left out`))
  return inputs.captures
}
