/** The members of this room. A new command is its two files and an entry here. */
import type { CliCommand } from './command.js'

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  {
    name: 'release',
    summary: 'rewrite inputs of all layers, attack the result, sign and write it if it passes',
    load: async () => (await import('./release.js')).release,
  },
  {
    name: 'verify',
    summary: 'check a release: files, signatures, verdicts; measure again what can be',
    load: async () => (await import('./verify.js')).verify,
  },
  {
    name: 'query',
    summary: 'ask the tables of a release in SQL: flows, spans, logs, metrics, labels, links',
    load: async () => (await import('./query.js')).query,
  },
  {
    name: 'inspect',
    summary: 'say what inputs are and hold, and what each profile would do with them',
    load: async () => (await import('./inspect.js')).inspect,
  },
  {
    name: 'anonymize',
    summary: 'rewrite captures under a policy, as a plain filter (no gate, no release)',
    load: async () => (await import('./anonymize.js')).anonymize,
  },
  {
    name: 'flows',
    summary: 'assemble captures into flow records, raw for own use or rewritten under a policy',
    load: async () => (await import('./flows.js')).flows,
  },
  {
    name: 'label',
    summary: 'say what a recording holds, and how you know: add, list and retract labels',
    load: async () => (await import('./label.js')).label,
  },
  {
    name: 'policy',
    summary: 'check and show policies, list the names of fields',
    load: async () => (await import('./policy.js')).policy,
  },
  {
    name: 'keys',
    summary: 'make, rotate and destroy the keys that pseudonyms derive from',
    load: async () => (await import('./keys.js')).keys,
  },
  {
    name: 'docs',
    summary: 'write the reference pages from the tables of this program',
    hidden: true,
    load: async () => (await import('./docs.js')).docs,
  },
]
