/** The version of this program. */
import { createRequire } from 'node:module'

/** As in package.json. */
export function engineVersion(): string {
  const require = createRequire(import.meta.url)
  return (require('../../package.json') as { version: string }).version
}
