/** What one run of `scrim release` is about: what was asked, what is shared, what came of it. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Finding } from '../audit/check.js'
import type { WrittenTable } from '../formats/tables.js'
import type { ExportCounts } from '../layers/export-packets.js'
import type { Inputs } from '../layers/inputs.js'
import type { Counts } from '../pipeline/run.js'
import type { Policy } from '../policy/policy.js'
import type { Bundle } from '../release/bundle.js'
import type { LayerInputFacts, ReleaseFacts } from '../release/facts.js'
import type { LayerFacts } from '../release/layer-facts.js'
import type { WordFacts } from '../release/report-words.js'
import type { Trace } from '../sources/source.js'
import type { KeyAccess } from './key-access.js'
import type { RewriteOptions } from './rewrite-options.js'

/** Options of `release`. */
export interface ReleaseOptions extends RewriteOptions {
  readonly output: string
  readonly description?: string
  readonly license?: string
}

/** Everything one run of the command shares. */
export interface Work {
  readonly options: ReleaseOptions
  readonly policy: Policy
  readonly yaml: string
  readonly digest: string
  readonly keys: Required<KeyAccess>
  readonly bundle: Bundle
  /** packets, where there are any */
  readonly trace?: Trace
  readonly inputs: Inputs
}

/** What came of it. */
export interface Outcome {
  readonly counts: Counts
  /** datagrams of flow exporters in the packets; absent where there are none */
  readonly exported: { readonly exported?: ExportCounts }
  readonly layers: readonly LayerInputFacts[]
  readonly tables: readonly WrittenTable[]
  readonly words?: WordFacts
  readonly counted: { readonly counted?: LayerFacts }
  readonly findings: Finding[]
  readonly utility: ReleaseFacts['utility']
  readonly bytes: Float64Array
  readonly links: Map<number, number>
  readonly span: { first: number; last: number }
}

/** The seed is published: a folder in it could be found out by trying. */
export function seedOf({ digest, options }: Work): string {
  return createHash('sha256')
    .update(`${digest}/${basename(options.output)}`)
    .digest('hex')
}

/** Whether nothing but the outcome is to be said. */
export const isQuiet = (options: ReleaseOptions): boolean =>
  options.quiet === true || options.json === true
