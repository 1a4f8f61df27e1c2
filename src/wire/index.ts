/** The members of this room. A new dissector is its file and two lines here. */
import type { Dissector } from './dissector.js'
import { arp } from './arp.js'
import { ethernet } from './ethernet.js'
import { icmp } from './icmp.js'
import { icmpv6 } from './icmpv6.js'
import { igmp } from './igmp.js'
import { ipv4 } from './ipv4.js'
import { ipv6 } from './ipv6.js'
import { ipv6Fragment } from './ipv6-fragment.js'
import { ipv6HopByHop, ipv6Destination } from './ipv6-options.js'
import { ipv6Routing } from './ipv6-routing.js'
import { linuxSll, linuxSll2 } from './linux-sll.js'
import { nullLoop } from './null-loop.js'
import { rawIp } from './raw-ip.js'
import { tcp } from './tcp.js'
import { udp } from './udp.js'
import { vlan } from './vlan.js'

/** Every dissector, in the order in which recognisers are asked. */
export const dissectors: readonly Dissector[] = [
  ethernet,
  vlan,
  ipv4,
  tcp,
  udp,
  ipv6,
  ipv6HopByHop,
  ipv6Destination,
  ipv6Routing,
  ipv6Fragment,
  rawIp,
  arp,
  linuxSll,
  linuxSll2,
  nullLoop,
  icmp,
  icmpv6,
  igmp,
]
