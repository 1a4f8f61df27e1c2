/** HTTP/1: the first line and headers of a message that begins a segment; bodies are content. */
import type { Dissector } from './dissector.js'
import { httpFields, httpNames, httpReaders } from './http-headers.js'
import { httpMethods, httpReasons } from './http-words.js'
import { beginsText, LETTERS, type TextProtocol, textMessage } from './text-message.js'
import { wordSet } from './words.js'

const protocol: TextProtocol = {
  fields: httpFields,
  methods: httpMethods,
  versions: wordSet(['HTTP/1.0', 'HTTP/1.1']),
  reasons: httpReasons,
  names: httpNames,
  readers: httpReaders,
}

/** RFC 9112. HTTP/2 without TLS begins with a method of its own and stays content. */
export const http: Dissector = {
  name: 'http',
  title: 'Hypertext Transfer Protocol',
  source: 'RFC 9112',
  claims: [
    ['tcp-port', 80],
    ['tcp-port', 3128],
    ['tcp-port', 8000],
    ['tcp-port', 8008],
    ['tcp-port', 8080],
    ['tcp-port', 8081],
    ['tcp-port', 8888],
  ],
  dissect: (f, at, end) => Math.min(0, textMessage(f, protocol, at, end)),
  first: LETTERS,
  sniff: (b, at, end, transport) => transport === 6 && beginsText(protocol, b, at, end),
}
