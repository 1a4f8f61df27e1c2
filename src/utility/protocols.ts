/** Which protocols and services are spoken? */
import type { Measure } from './measure.js'

const NAMES: readonly (readonly [number, string])[] = [
  [6, 'TCP'],
  [17, 'UDP'],
  [1, 'ICMP'],
  [58, 'ICMPv6'],
  [132, 'SCTP'],
  [47, 'GRE'],
  [50, 'ESP'],
  [2, 'IGMP'],
]
const SERVICES = [
  22, 25, 53, 67, 80, 123, 143, 179, 389, 443, 445, 853, 1883, 3306, 3389, 5060, 5353, 8080,
]

/** Packets by IP protocol, and by well-known port. */
export const protocols: Measure = {
  name: 'protocols',
  question: 'which protocols and services are spoken?',
  open() {
    const byProtocol = new Float64Array(NAMES.length + 2)
    const byService = new Float64Array(SERVICES.length + 1)
    const row = new Int8Array(256).fill(NAMES.length)
    for (const [i, [number]] of NAMES.entries()) row[number] = i
    const service = new Int8Array(65536).fill(SERVICES.length)
    for (const [i, port] of SERVICES.entries()) service[port] = i
    return {
      packet(p) {
        byProtocol[p.protocol < 0 ? NAMES.length + 1 : row[p.protocol]]++
        if (p.srcPort === 0 && p.dstPort === 0) return
        byService[service[Math.min(p.srcPort, p.dstPort)]]++
      },
      numbers: () => ({}),
      series: () => [
        {
          label: 'protocol',
          unit: '',
          bins: [...NAMES.map(([, name]) => name), 'other IP', 'not IP'],
          counts: byProtocol,
        },
        {
          label: 'service port',
          unit: '',
          bins: [...SERVICES.map(String), 'other'],
          counts: byService,
        },
      ],
    }
  },
}
