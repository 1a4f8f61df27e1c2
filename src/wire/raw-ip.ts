/** Frames that begin with an IP header: link types without a header of their own. */
import { type Dissector, space } from './dissector.js'
import { next } from './frame.js'
import { Weird } from './weird.js'

const VERSION = space('ip-version')

/** LINKTYPE_RAW, and the values of DLT_RAW on platforms where captures use it instead. */
export const rawIp: Dissector = {
  name: 'raw-ip',
  title: 'Raw IP',
  source: 'tcpdump.org LINKTYPE_RAW; LLC SAP 0x06 (RFC 948)',
  claims: [
    ['link-type', 12],
    ['link-type', 14],
    ['link-type', 101],
    ['llc-sap', 0x06],
  ],
  dissect(f, at, end) {
    const version = f.b[at] >> 4
    if (version !== 4 && version !== 6) return Weird['bad-version']
    next(f, VERSION, version, at, end)
    return 0
  },
}
