/** The members of this room. A new dissector is its file and two lines here. */
import type { Dissector } from './dissector.js'
import { ethernet } from './ethernet.js'
import { ipv4 } from './ipv4.js'
import { tcp } from './tcp.js'
import { udp } from './udp.js'
import { vlan } from './vlan.js'

/** Every dissector, in the order in which recognisers are asked. */
export const dissectors: readonly Dissector[] = [ethernet, vlan, ipv4, tcp, udp]
