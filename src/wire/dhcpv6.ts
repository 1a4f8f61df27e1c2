/** The Dynamic Host Configuration Protocol for IPv6. */
import { dhcpv6Message } from './dhcpv6-options.js'
import type { Dissector } from './dissector.js'

/** RFC 8415 §8. */
export const dhcpv6: Dissector = {
  name: 'dhcpv6',
  title: 'Dynamic Host Configuration Protocol for IPv6',
  source: 'RFC 8415',
  claims: [
    ['udp-port', 546],
    ['udp-port', 547],
  ],
  dissect: (f, at, end) => dhcpv6Message(f, at, end, 0),
}
