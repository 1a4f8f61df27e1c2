/** The flow table keeps nothing of a packet: only flows that are under way take memory. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createFlowTable } from '../../src/correlate/flow-table.js'
import { bytesOf, type MadePacket } from '../correlate/made-packets.js'
import { take } from '../wire/annotated.js'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const PACKETS = 200_000

/** A frame of its own, since `take` uses one for all. */
function frameOf(packet: MadePacket) {
  const f = take(bytesOf(packet), 101)
  if (typeof f === 'number') throw new Error(`weird ${f}`)
  return { ...f, spans: f.spans.slice(), flow: f.flow.slice() }
}

it('createFlowTable keeps nothing of a packet, and makes no object for one', () => {
  const ends = { from: '192.0.2.1', to: '198.51.100.2' }
  const frames = [
    frameOf({ at: 0, ...ends, seq: 10, data: 0 }),
    frameOf({ at: 0, from: ends.to, to: ends.from, ports: [80, 40000], seq: 7 }),
    frameOf({ at: 0, ...ends, protocol: 17, data: 20 }),
  ]
  const table = createFlowTable({ flow: () => undefined })
  const times = Array.from({ length: 10_000 }, (_, k) => 1_700_000_000 + k)
  let passes = 0
  const pass = (): number => {
    collect()
    const before = process.memoryUsage().heapUsed
    for (let i = 0; i < PACKETS; i++) {
      const f = frames[i % frames.length]
      table.packet(f, f.end, times[passes * 200 + ((i / 1000) | 0)], i % 1000)
    }
    passes++
    return process.memoryUsage().heapUsed - before
  }
  pass()
  pass()
  collect()
  const before = process.memoryUsage().heapUsed
  // Numbers may be boxed, by 16 bytes each; an object for each packet would take more.
  expect(pass()).toBeLessThan(48 * PACKETS)
  collect()
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000)
  expect(table.counts.packets).toBe(3 * PACKETS)
})
