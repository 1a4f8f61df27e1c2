/** The Simple Service Discovery Protocol of UPnP: HTTP in single datagrams. */
import type { Dissector } from './dissector.js'
import { fields } from './fields.js'
import { httpReasons } from './http-words.js'
import { type TextProtocol, textMessage, type ValueReader } from './text-message.js'
import { date, digits, known, whole } from './text-values.js'
import { wordSet } from './words.js'

const F = fields('ssdp', {
  line: ['structure', 'text', 'spaces, ends of lines, names of known headers'],
  version: ['structure', 'text', 'version'],
  method: ['enum', 'text', 'method'],
  target: ['content', 'text', 'target of a request'],
  status: ['enum', 'text', 'status code'],
  reason: ['enum', 'text', 'reason in well-known words'],
  size: ['size', 'text', 'number of seconds or bytes'],
  word: ['enum', 'text', 'value made of well-known words only'],
  software: ['software', 'text', 'software and its version'],
  time: ['time', 'text', 'date'],
  content: ['content', 'text', 'any other value, and names of unknown headers'],
})

/** UPnP Device Architecture 2.0 §1.2, §1.3: groups to send to, kinds of notice, targets. */
const words = wordSet(
  `239.255.255.250:1900 239.255.255.250 [ff02::c]:1900 [ff05::c]:1900 ssdp:discover ssdp:alive
  ssdp:byebye ssdp:update ssdp:all upnp:rootdevice upnp:propchange upnp:event no-cache max-age
  60 100 120 180 300 600 900 1200 1800 2000 3600 7200 86400
  urn:schemas-upnp-org:device:mediarenderer:1 urn:schemas-upnp-org:device:mediaserver:1
  urn:schemas-upnp-org:device:internetgatewaydevice:1 urn:schemas-upnp-org:device:wandevice:1
  urn:dial-multiscreen-org:service:dial:1 urn:dial-multiscreen-org:device:dial:1
  urn:schemas-upnp-org:service:contentdirectory:1 urn:schemas-upnp-org:service:avtransport:1
  urn:schemas-upnp-org:service:wanipconnection:1 urn:schemas-upnp-org:service:wanpppconnection:1
  urn:schemas-upnp-org:device:basic:1`.split(/\s+/),
)
const classes: readonly (readonly [ValueReader, string])[] = [
  [known(F.word, F.content, words), 'host man nts nt st cache-control ext'],
  [digits(F.size, F.content, 5), 'mx content-length'],
  [date(F.time, F.content), 'date'],
  [whole(F.software), 'server user-agent'],
  [
    whole(F.content),
    `usn location al opt 01-nls x-user-agent bootid.upnp.org configid.upnp.org nextbootid.upnp.org
    searchport.upnp.org securelocation.upnp.org cpfn.upnp.org cpuuid.upnp.org tcpport.upnp.org`,
  ],
]
const pairs = classes.flatMap(([reader, names]) =>
  names.split(/\s+/).map((name) => [name, reader] as const),
)
const protocol: TextProtocol = {
  fields: F,
  methods: wordSet(['M-SEARCH', 'NOTIFY']),
  versions: wordSet(['HTTP/1.0', 'HTTP/1.1']),
  reasons: httpReasons,
  names: wordSet(pairs.map(([name]) => name)),
  readers: pairs.map(([, reader]) => reader),
}

/** UPnP Device Architecture 2.0 §1. */
export const ssdp: Dissector = {
  name: 'ssdp',
  title: 'Simple Service Discovery Protocol',
  source: 'UPnP Device Architecture 2.0 §1',
  claims: [['udp-port', 1900]],
  dissect: (f, at, end) => Math.min(0, textMessage(f, protocol, at, end)),
}
