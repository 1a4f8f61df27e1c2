/** Assertions add up: nothing is overwritten, and what disagrees is shown. */
import { describe, expect, it } from 'vitest'
import type { Assertion, Entry } from '../../src/labels/assertion.js'
import { standing, summarise } from '../../src/labels/standing.js'

const subject = {
  kind: 'flow',
  source: '192.0.2.1',
  destination: '192.0.2.2',
  sourcePort: 40001,
  destinationPort: 80,
  protocol: 6,
} as const

const back = {
  kind: 'flow',
  source: '192.0.2.2',
  destination: '192.0.2.1',
  sourcePort: 80,
  destinationPort: 40001,
  protocol: 6,
} as const

function says(value: string, more: Partial<Assertion> = {}): Assertion {
  const said = { tool: 'analyst' }
  return { subject, taxonomy: 'class', value, tier: 'annotation', said, start: 10n, ...more }
}

const takesBack = (retracts: string): Entry => ({ retracts, said: { tool: 'analyst' } })

describe('standing', () => {
  it('takes back what was said before, and not what is said after', () => {
    const first = says('scan', { id: 'a' })
    const again = says('scan', { id: 'a', start: 20n })
    expect(standing([first, takesBack('a')])).toEqual([])
    expect(standing([first, takesBack('a'), again])).toEqual([again])
    expect(standing([first, takesBack('b')])).toEqual([first])
  })
})

describe('summarise', () => {
  it('counts by taxonomy, value, tier and tool', () => {
    const summary = summarise([
      says('scan', { id: 'a' }),
      says('scan', { id: 'b', start: 30n }),
      says('T1046', { taxonomy: 'attack', tier: 'sensor', said: { tool: 'suricata' } }),
      says('see zarniwoop about it'),
      takesBack('b'),
      takesBack('nobody'),
    ])
    expect(summary).toMatchObject({ standing: 3, retracted: 1, dangling: 1 })
    expect(summary.counts).toContainEqual({
      taxonomy: 'attack',
      value: 'T1046',
      tier: 'sensor',
      tool: 'suricata',
      assertions: 1,
    })
    expect(JSON.stringify(summary.counts)).not.toContain('zarniwoop')
  })

  it('shows who disagrees, in either direction of a flow, and resolves nothing', () => {
    const other = says('benign', { subject: back, said: { tool: 'zeek' }, tier: 'sensor' })
    const { standing: left, conflicts } = summarise([says('scan'), other])
    expect(left).toBe(2)
    expect(conflicts).toEqual([
      {
        taxonomy: 'class',
        subject,
        values: [
          { value: 'scan', tool: 'analyst', tier: 'annotation' },
          { value: 'benign', tool: 'zeek', tier: 'sensor' },
        ],
      },
    ])
  })

  it('times that do not meet, several techniques, and exact names do not disagree', () => {
    const conflicts = (...of: Assertion[]) => summarise(of).conflicts.length
    expect(conflicts(says('scan', { end: 20n }), says('benign', { start: 21n }))).toBe(0)
    expect(conflicts(says('scan', { end: 21n }), says('benign', { start: 21n }))).toBe(1)
    const { start: _, ...always } = says('benign')
    expect(conflicts(says('scan'), always)).toBe(1)
    const technique = { taxonomy: 'attack' }
    expect(conflicts(says('T1046', technique), says('T1021', technique))).toBe(0)
    const application = { taxonomy: 'ndpi' }
    expect(conflicts(says('TLS', application), says('TLS.Google', application))).toBe(0)
    expect(conflicts(says('TLS.Apple', application), says('TLS.Google', application))).toBe(1)
    const window = { subject: { kind: 'window' } } as const
    expect(conflicts(says('scan', window), says('benign', window))).toBe(0)
  })

  it('finds one who disagrees with the first of many', () => {
    const long = says('scan', { end: 1000n })
    const rest = [20n, 30n, 40n].map((start) => says('scan', { start, end: start }))
    const late = says('benign', { start: 900n, end: 900n, said: { tool: 'zeek' } })
    expect(summarise([...rest, late, long]).conflicts).toHaveLength(1)
  })
})
