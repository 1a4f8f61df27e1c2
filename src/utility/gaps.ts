/** How are packets spaced in time? */
import type { Measure } from './measure.js'

const BINS = 11

/**
 * Time from one packet to the next in the order of the file, in powers of ten from 1 ns to 10 s.
 */
export const gaps: Measure = {
  name: 'inter-arrival',
  question: 'how long is it from one packet to the next?',
  open() {
    const counts = new Float64Array(BINS)
    let seconds = Number.NaN
    let nanos = 0
    let backwards = 0
    return {
      packet(p) {
        if (!Number.isNaN(seconds)) {
          const gap = (p.seconds - seconds) * 1e9 + (p.nanos - nanos)
          if (gap < 0) backwards++
          else counts[gap < 1 ? 0 : Math.min(BINS - 1, 1 + Math.floor(Math.log10(gap)))]++
        }
        seconds = p.seconds
        nanos = p.nanos
      },
      numbers: () => ({ 'packets earlier than the one before': backwards }),
      series: () => [
        {
          label: 'gap',
          unit: 'ns (log10)',
          bins: Array.from(counts, (_, i) => (i === 0 ? '0' : `1e${i - 1}`)),
          counts,
        },
      ],
    }
  },
}
