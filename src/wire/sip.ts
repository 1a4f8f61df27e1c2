/**
 * The Session Initiation Protocol: what kind of message it is, and of which dialog; who calls whom
 * is content.
 */
import type { Dissector } from './dissector.js'
import { fields } from './fields.js'
import { type Frame, span } from './frame.js'
import { party, uri, via } from './sip-values.js'
import {
  beginsText,
  LETTERS,
  type TextProtocol,
  textMessage,
  type ValueReader,
} from './text-message.js'
import { digits, known, whole } from './text-values.js'
import { findWord, isDigits, wordSet } from './words.js'

const F = fields('sip', {
  line: ['structure', 'text', 'spaces, ends of lines, names of known headers'],
  version: ['structure', 'text', 'version'],
  method: ['enum', 'text', 'method'],
  target: ['content', 'text', 'whom a request is for'],
  status: ['enum', 'text', 'status code'],
  reason: ['enum', 'text', 'reason in well-known words'],
  size: ['size', 'text', 'number of bytes, hops, seconds or requests'],
  sequence: ['link', 'text', 'large number of a request in its dialog'],
  call: ['link', 'text', 'identifier of a call'],
  dialog: ['link', 'text', 'tag of a party, or branch of a transaction'],
  word: ['enum', 'text', 'value made of well-known words only'],
  software: ['software', 'text', 'software and its version'],
  content: ['content', 'text', 'any other value, and names of unknown headers'],
})

/** RFC 3261 §7.1 and the methods added since. */
const methods = wordSet(
  `INVITE ACK BYE CANCEL REGISTER OPTIONS PRACK SUBSCRIBE NOTIFY PUBLISH INFO REFER MESSAGE
  UPDATE`.split(/\s+/),
)
/** RFC 3261 §21. */
const reasons = wordSet([
  ...['Trying', 'Giving a try', 'Ringing', 'Call Is Being Forwarded', 'Queued'],
  ...['Session Progress', 'OK', 'Accepted', 'Multiple Choices', 'Moved Permanently'],
  ...['Moved Temporarily', 'Bad Request', 'Unauthorized', 'Forbidden', 'Not Found'],
  ...['Method Not Allowed', 'Not Acceptable', 'Proxy Authentication Required', 'Request Timeout'],
  ...['Gone', 'Unsupported Media Type', 'Bad Extension', 'Interval Too Brief'],
  ...['Temporarily Unavailable', 'Call/Transaction Does Not Exist', 'Loop Detected'],
  ...['Too Many Hops', 'Address Incomplete', 'Ambiguous', 'Busy Here', 'Request Terminated'],
  ...['Not Acceptable Here', 'Request Pending', 'Server Internal Error', 'Not Implemented'],
  ...['Bad Gateway', 'Service Unavailable', 'Server Time-out', 'Busy Everywhere', 'Decline'],
])
const words = wordSet(
  `application/sdp application/pidf+xml text/plain message/sipfrag 100rel timer replaces outbound
  path gruu norefersub tdialog join histinfo eventlist identity presence dialog message-summary reg
  refresher uac uas active terminated pending application/simple-message-summary
  application/dialog-info+xml INVITE ACK BYE CANCEL REGISTER OPTIONS PRACK SUBSCRIBE NOTIFY PUBLISH
  INFO REFER MESSAGE UPDATE`.split(/\s+/),
)

/** RFC 3261 §20.16: a number and the method again. */
const sequence: ValueReader = (f: Frame, at, end) => {
  let space = at
  while (space < end && f.b[space] !== 32) space++
  if (!isDigits(f.b, at, space, 10) || findWord(methods, f.b, space + 1, end) < 0) {
    span(f, F.content, at, end)
    return
  }
  // Most count from 1 or 101; larger ones are drawn, so that they find a dialog again.
  span(f, space - at > 3 ? F.sequence : F.size, at, space)
  span(f, F.line, space, space + 1)
  span(f, F.method, space + 1, end)
}

/** RFC 3262 §3: drawn for the first answer, then counted. */
const counter = digits(F.sequence, F.content, 10)

/** RFC 3261 §22 and the schemes registered since. */
const schemes = wordSet(['digest', 'basic', 'ntlm', 'kerberos', 'bearer'])

/** RFC 3261 §20.44: the scheme, then what it says. */
const challenge: ValueReader = (f: Frame, at, end) => {
  let space = at
  while (space < end && f.b[space] !== 32) space++
  if (space < end && findWord(schemes, f.b, at, space) >= 0) {
    span(f, F.word, at, space)
    span(f, F.line, space, space + 1)
  }
  span(f, F.content, f.cursor, end)
}

/** RFC 3261 §20, with the short forms of §7.3.3. */
const classes: readonly (readonly [ValueReader, string])[] = [
  [sequence, 'cseq'],
  [challenge, 'authorization www-authenticate proxy-authorization proxy-authenticate'],
  [digits(F.size, F.content, 8), 'content-length l max-forwards expires min-expires min-se'],
  [digits(F.size, F.content, 8), 'retry-after'],
  [counter, 'rseq'],
  [known(F.word, F.content, words), 'allow supported k require proxy-require unsupported'],
  [known(F.word, F.content, words), 'content-type c accept event o subscription-state'],
  [whole(F.software), 'user-agent server'],
  [whole(F.call), 'call-id i'],
  [via(F), 'via v'],
  [party(F), 'from f to t'],
  [
    whole(F.content),
    `contact m route record-route subject s authentication-info date organization warning
    refer-to r referred-by b session-expires x replaces reason p-asserted-identity
    p-preferred-identity p-access-network-info p-charging-vector privacy path service-route
    accept-encoding content-encoding e accept-language content-disposition content-language
    alert-info call-info error-info in-reply-to mime-version priority reply-to timestamp
    history-info diversion remote-party-id allow-events u rack`,
  ],
]
const pairs = classes.flatMap(([reader, names]) =>
  names.split(/\s+/).map((name) => [name, reader] as const),
)
const protocol: TextProtocol = {
  fields: F,
  target: uri(F),
  methods,
  versions: wordSet(['SIP/2.0']),
  reasons,
  names: wordSet(pairs.map(([name]) => name)),
  readers: pairs.map(([, reader]) => reader),
}

/** RFC 3261 §7. */
export const sip: Dissector = {
  name: 'sip',
  title: 'Session Initiation Protocol',
  source: 'RFC 3261',
  claims: [
    ['udp-port', 5060],
    ['tcp-port', 5060],
  ],
  dissect: (f, at, end) => Math.min(0, textMessage(f, protocol, at, end)),
  first: LETTERS,
  sniff: (b, at, end) => beginsText(protocol, b, at, end),
}
