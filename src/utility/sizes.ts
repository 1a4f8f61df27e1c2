/** How large are the packets? */
import type { Measure } from './measure.js'

const STEP = 64
const BINS = 25

/** Packet sizes on the wire, in steps of 64 bytes. */
export const sizes: Measure = {
  name: 'sizes',
  question: 'how large are packets on the wire?',
  open() {
    const counts = new Float64Array(BINS)
    let captured = 0
    return {
      packet(p) {
        counts[Math.min(BINS - 1, Math.floor(p.wire / STEP))]++
        captured += p.captured
      },
      numbers: () => ({ 'bytes captured': captured }),
      series: () => [
        {
          label: 'packet size',
          unit: 'bytes',
          bins: Array.from(counts, (_, i) => (i === BINS - 1 ? `>=${i * STEP}` : `${i * STEP}`)),
          counts,
        },
      ],
    }
  },
}
