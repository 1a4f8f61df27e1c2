/** How are packets spaced in time? */
import type { Measure } from './measure.js'

const BINS = 11
/** Where bins begin, in nanoseconds. A logarithm for each packet is a tenth of all measures. */
const POWERS = Array.from({ length: BINS - 2 }, (_, i) => 10 ** (i + 1))

/** The bin of a gap: 0 for none, then powers of ten. */
function binOf(gap: number): number {
  if (gap < 1) return 0
  let bin = 1
  while (bin < BINS - 1 && gap >= POWERS[bin - 1]) bin++
  return bin
}

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
          else counts[binOf(gap)]++
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
