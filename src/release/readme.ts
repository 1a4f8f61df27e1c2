/** README.md of a release: the data sheet for people who have a terminal and no browser. */
import type { ReleaseFacts } from './facts.js'
import { holdings, limitsOfClaims, tierWords } from './sentences.js'
import { examplesOf } from './table-words.js'
import { byteSize, counted, epochWords, measured, number, percent } from './words.js'

/** Text that stays text in Markdown: names come from outside and may hold anything. */
export function markdown(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[\\`*_{}[\]<>#|~!&]/g, (c) => `\\${c}`)
    .replace(/^(\d+)([.)])(?= )/, '$1\\$2')
    .trim()
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdown).join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}

/** A block of code that nothing inside can end. */
function code(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}

/** How many labels there are, by tier, and whether they agree. */
function labelsOf({ layers, counted: found }: ReleaseFacts): string {
  const all = layers.filter((l) => l.layer === 'labels').reduce((n, l) => n + l.records.out, 0)
  if (all === 0) return 'none'
  const s = found?.standing
  if (s === undefined) return `of ${counted(all, 'record')}, see the table of labels`
  const tiers = Object.entries(s.tiers).map(([tier, n]) => `${number(n)} by ${tier}`)
  const clash = s.conflicts.length === 0 ? 'no' : number(s.conflicts.length)
  const what = s.conflicts.length === 1 ? 'contradiction' : 'contradictions'
  return `${[`${number(s.standing)} stand`, ...tiers].join(', ')}; ${clash} ${what}`
}

function contents(facts: ReleaseFacts): string {
  const { packets, bytes, timespan, interfaces } = facts
  /** Rows that speak of frames, where there were any. */
  const framed = (rows: [string, string][]) => (packets.in > 0 ? rows : [])
  const links = interfaces.map((i) => `${i.linkType} (${counted(i.packets, 'packet')})`)
  return table(
    ['', ''],
    [
      ['what', facts.description ?? holdings(facts).join(', ')],
      ...framed([
        ['packets', `${number(packets.out)} of ${number(packets.in)} captured`],
        ['bytes of frames', `${byteSize(bytes.out)} of ${byteSize(bytes.in)}`],
      ]),
      ...facts.layers.map((l): [string, string] => [
        `${l.layer} (${l.format})`,
        `${number(l.records.out)} of ${counted(l.records.in, 'record')}`,
      ]),
      ...framed([
        ['when', timespan ? `${timespan.first} to ${timespan.last}, after shifting` : 'not told'],
        ['link types', links.join(', ') || 'none'],
      ]),
      ['vantage point', 'unknown: it is not part of a release'],
      ['labels', labelsOf(facts)],
      ['pseudonyms last', epochWords(facts.policy.epoch)],
      ['made by', `scrim ${facts.engine}, key ${facts.keyId}`],
    ],
  )
}

function dropped(facts: ReleaseFacts): string {
  if (facts.packets.in === 0) return 'There were no packets.'
  const rows = Object.entries(facts.packets.dropped).sort((a, b) => b[1] - a[1])
  if (rows.length === 0) return 'No packet was left out.'
  const lines = rows.map(([why, n]) => [why, number(n), percent(n, facts.packets.in)])
  return `Left out whole, by reason:\n\n${table(['reason', 'packets', 'of input'], lines)}`
}

function changes(facts: ReleaseFacts): string {
  return table(
    ['kind', 'transform', 'what happens', 'what you can still learn', 'stable for', 'bytes'],
    facts.kinds.map((k) => {
      return [k.kind, k.transform, k.does, k.reveals, k.stability, byteSize(k.bytes)]
    }),
  )
}

function audit(facts: ReleaseFacts): string {
  return table(
    ['check', 'question', 'found', 'limit', 'verdict', 'redone from'],
    facts.findings.map((f) => [
      f.check,
      f.question,
      measured(f, f.value),
      measured(f, f.limit),
      f.verdict,
      f.reproducible === 'release' ? 'the release alone' : 'the owner’s side',
    ]),
  )
}

function utility(facts: ReleaseFacts): string {
  const rows = facts.utility.flatMap((u) =>
    Object.entries(u.distances).map(([name, d]) => [u.measure, name, number(d)]),
  )
  if (rows.length === 0) return 'Not measured.'
  return `Distances between input and release; 0 means equal.\n\n${table(
    ['measure', 'distance', 'value'],
    rows,
  )}`
}

/** Tables with their columns, and questions to them. */
function tablesOf(facts: ReleaseFacts): string[] {
  if (facts.tables.length === 0) return []
  const columns = facts.tables.map(({ table: t, rows }) =>
    [
      `### ${t.name}`,
      `${markdown(t.doc)}: ${counted(rows, 'row')}.`,
      table(
        ['column', 'type', 'meaning'],
        t.columns.map((c) => [c.name, c.type, c.doc]),
      ),
    ].join('\n\n'),
  )
  const examples = examplesOf(facts.tables).map(
    (e) => `${e.asks}:\n\n${code(`scrim query . '${e.sql}'`)}`,
  )
  return [
    '## Tables',
    'In `data/TABLE/day=DAY/*.parquet`, made of the released records. DuckDB, pandas, Spark and ' +
      'others read them; times are in UTC. Run in this folder:',
    ...examples,
    ...columns,
  ]
}

/** The data sheet of a release. */
export function readme(facts: ReleaseFacts): string {
  const { tier, recipient, purpose } = facts.policy
  const parts = [
    `# ${markdown(facts.name)}`,
    `For ${markdown(recipient)}, tier ${tier} (${tierWords[tier]})${
      purpose === 'not stated' ? '' : `, to be used for ${markdown(purpose)}`
    }. Released ${markdown(facts.created)}. ` +
      `License: ${markdown(facts.license ?? `as agreed with ${recipient}`)}.`,
    '## What it holds',
    contents(facts),
    dropped(facts),
    '## How fields were changed',
    changes(facts),
    '## How it was attacked before it was released',
    audit(facts),
    '## How useful it still is',
    utility(facts),
    '## How to verify it',
    code(facts.verifyCommand),
    'This needs no key, no network and none of the original data. Fingerprints of the two keys ' +
      'stand in `attestations/keys.json`; compare them with what the publisher told you, or ' +
      'give them to the command with `--key`.',
    '## How to read it',
    '`data/packets/*.pcapng` opens in Wireshark, tshark, Zeek, Suricata and everything else that ' +
      'reads pcapng. `report.html` tells the same as this page with pictures, `croissant.json` ' +
      'tells it to programs, `policy.yaml` holds the rules, `audit/` and `utility.json` hold ' +
      'every number.',
    ...tablesOf(facts),
    '## Known limits',
    limitsOfClaims.map((l) => `- ${l}`).join('\n'),
  ]
  return `${parts.join('\n\n')}\n`
}
