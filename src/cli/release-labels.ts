/** What stands among the labels of a release, read again from the files that leave. */
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Entry } from '../labels/assertion.js'
import { openLabels } from '../labels/reader.js'
import { standing, summarise } from '../labels/standing.js'
import type { LayerInputFacts } from '../release/facts.js'
import type { StandingFacts } from '../release/layer-facts.js'

/** Labels that are held to be compared; of more, contradictions are not looked for. */
const MOST = 500_000
const CHUNK = 1 << 18

/** Reads one file; false when it has more than can be held. */
function readEntries(path: string, entries: Entry[]): boolean {
  const reader = openLabels('labels-jsonl', (read) => {
    if (typeof read !== 'string') entries.push(...read)
  })
  const fd = openSync(path, 'r')
  const buffer = new Uint8Array(CHUNK)
  try {
    for (;;) {
      const n = readSync(fd, buffer)
      if (n === 0) break
      reader.push(buffer.subarray(0, n))
      if (entries.length > MOST) return false
    }
    reader.end()
  } finally {
    closeSync(fd)
  }
  return true
}

/** Finds what stands and what contradicts; undefined without labels, or with too many. */
export function standingLabels(
  dir: string,
  layers: readonly LayerInputFacts[],
): StandingFacts | undefined {
  const files = layers.filter((l) => l.layer === 'labels' && l.records.out > 0).map((l) => l.file)
  const entries: Entry[] = []
  if (files.length === 0 || !files.every((f) => readEntries(join(dir, f), entries)))
    return undefined
  const { conflicts, retracted } = summarise(entries)
  const left = standing(entries)
  const tiers: Record<string, number> = {}
  for (const a of left) tiers[a.tier] = (tiers[a.tier] ?? 0) + 1
  return {
    standing: left.length,
    retracted,
    tiers,
    conflicts: conflicts.map(({ taxonomy, subject, values }) => {
      return { taxonomy, subject: subject.kind, values }
    }),
  }
}
