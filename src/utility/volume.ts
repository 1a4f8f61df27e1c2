/** How much traffic is there, in how many conversations? */
import { createHashTable } from '../correlate/hash-table.js'
import type { Measure } from './measure.js'

const FLOWS_MAX = 1 << 19

/** Packets, bytes on the wire, and conversations. */
export const volume: Measure = {
  name: 'volume',
  question: 'how many packets, bytes and conversations are there, and over how long?',
  open() {
    const flows = createHashTable(FLOWS_MAX)
    let packets = 0
    let bytes = 0
    let first = Number.POSITIVE_INFINITY
    let last = Number.NEGATIVE_INFINITY
    return {
      packet(p) {
        packets++
        bytes += p.wire
        const t = p.seconds + p.nanos / 1e9
        if (t < first) first = t
        if (t > last) last = t
        if (p.flowHigh === 0) return
        const slot = flows.slot(p.flowHigh, p.flowLow)
        if (slot >= 0) flows.values[slot]++
      },
      numbers: () => ({
        packets,
        'bytes on the wire': bytes,
        conversations: flows.size,
        'packets in conversations beyond the table': flows.refused,
        'seconds covered': packets === 0 ? 0 : Math.round((last - first) * 1e6) / 1e6,
      }),
      series() {
        const counts = new Float64Array(16)
        for (const slot of flows.slots()) {
          counts[Math.min(15, Math.floor(Math.log2(Math.max(1, flows.values[slot]))))]++
        }
        const bins = Array.from(counts, (_, i) => `${2 ** i}`)
        return [{ label: 'packets per conversation', unit: 'packets (log2)', bins, counts }]
      },
    }
  },
}
