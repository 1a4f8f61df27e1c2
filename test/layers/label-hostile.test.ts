/** Labels that say too much: names among words, digits in shares, hosts that are none. */
import { describe, expect, it } from 'vitest'
import { labels } from '../../src/layers/labels.js'
import { runOver } from './run-layer.js'

/** What leaves of a file of labels, line by line, and why the rest does not. */
function run(text: string) {
  const { out, run: ran } = runOver(labels, Buffer.from(text), {
    context: { row: () => undefined },
  })
  const lines = out
    .toString()
    .split('\n')
    .filter((line) => line !== '')
  const left = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  return { text: out.toString(), left, dropped: ran.counts.records.dropped }
}

const NO_NAMES = /mark|grant|will|49170123/

describe('labels', () => {
  it('let no word leave that is a name as well, and no digits in a share', () => {
    const head = 'start,host,label,confidence,taxonomy'
    const row = '2024-03-01T10:00:00Z,192.0.2.1,mark_grant,0.4917012345678,will'
    const { text, left } = run(`${head}\n${row}\n${row.replace('mark_grant', 'fast_scan')}\n`)
    expect(text).not.toMatch(NO_NAMES)
    expect(left).toMatchObject([{ confidence: 0.4917 }, { value: 'fast_scan' }])
    const said = 'taxonomy: class\nsaid: { tool: will }\nlabels: [{ value: scan, host: h1 }]\n'
    const yaml = run(`scrim: labels\n${said}`)
    expect(yaml.left).toHaveLength(1)
    expect(yaml.text).not.toMatch(NO_NAMES)
  })

  it('are about no host where it cannot be read, rather than about all', () => {
    const item = '{ value: scan, start: 2024-03-01T10:00:00Z, host: [a, b] }'
    const yaml = run(`scrim: labels\nlabels:\n- ${item}\n`)
    expect(yaml).toMatchObject({ left: [], dropped: { 'no-subject': 1 } })
    const entry = { taxonomy: 'class', value: 'scan', tier: 'window', said: { tool: 'table' } }
    const subject = { kind: 'window', host: ['a', 'b'] }
    const line = JSON.stringify({ ...entry, start: '2024-03-01T10:00:00Z', subject })
    expect(run(`${line}\n`)).toMatchObject({ left: [], dropped: { invalid: 1 } })
  })
})
