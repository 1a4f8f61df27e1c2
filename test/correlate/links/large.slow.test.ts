/** Many records: time grows with their number and no faster, memory does not grow with it. */
import { describe, expect, it } from 'vitest'
import { joinSpans } from '../../../src/correlate/link-sweep.js'
import { type Recording, record } from './recording.js'

/** A recording over and over, each time later, so that it needs no room of its own. */
function repeated(r: Recording, times: number, layer: 'spans' | 'exchanges') {
  const last = r.spans.reduce((t, s) => (s.end > t ? s.end : t), 0n)
  const period = last - r.spans[0].start + 1_000_000_000n
  return (function* () {
    for (let i = 0; i < times; i++) {
      const by = BigInt(i) * period
      for (const v of r[layer]) {
        yield { ...v, id: `${i}/${v.id}`, start: v.start + by, end: v.end + by } as never
      }
    }
  })()
}

function cpu(run: () => void): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

describe('joinSpans', () => {
  const made = record({ seed: 91, requests: 5000, rate: 300, connections: 32, clientOffset: 40 })
  const r = { ...made, spans: made.spans.filter((s) => s.kind === 'client') }
  const join = (times: number): number => {
    let right = 0
    const links = joinSpans({
      spans: repeated(r, times, 'spans'),
      exchanges: repeated(r, times, 'exchanges'),
    })
    for (const l of links) {
      const [round, id] = l.from.id.split('/')
      if (l.best && l.to.id === `${round}/${r.truth.get(id)}`) right++
    }
    return right
  }

  it('takes 100,000 spans and as many exchanges in ten seconds of CPU', {
    timeout: 120_000,
  }, () => {
    let right = 0
    expect(cpu(() => (right = join(20)))).toBeLessThan(10)
    expect(right).toBeGreaterThan(98_000)
  })

  it('takes eight times as long for eight times as many', { timeout: 300_000 }, () => {
    join(2)
    const few = cpu(() => join(5))
    global.gc?.()
    const before = process.memoryUsage().heapUsed
    expect(cpu(() => join(40))).toBeLessThan(12 * few)
    global.gc?.()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6)
  })
})
