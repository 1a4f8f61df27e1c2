/** What do TCP connections do? */
import type { Measure } from './measure.js'

const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR']

/** TCP segments by flag. */
export const tcpFlags: Measure = {
  name: 'tcp-flags',
  question: 'how many connections open, close and are reset?',
  open() {
    const counts = new Float64Array(FLAGS.length)
    let segments = 0
    let opens = 0
    return {
      packet(p) {
        if (p.tcpFlags < 0) return
        segments++
        if ((p.tcpFlags & 0x12) === 2) opens++
        for (let i = 0; i < 8; i++) if ((p.tcpFlags & (1 << i)) !== 0) counts[i]++
      },
      numbers: () => ({ 'TCP segments': segments, 'connection requests': opens }),
      series: () => [{ label: 'flag', unit: '', bins: FLAGS, counts }],
    }
  },
}
