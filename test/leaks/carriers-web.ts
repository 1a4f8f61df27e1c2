/** Frames that hide a value in the web and before it: FTP, SOCKS, PROXY, HTTP. */
import { type Bytes, text } from './build.js'
import { type Carrier, collect, NAME, onTcp, s4, s6, sN, V4, V6 } from './hidden.js'
import { crlf, fromTcp, len8, mix, tv8, tv16 } from './mix.js'

const { list, carry } = collect()
const inHex = (s: string): string => Buffer.from(s).toString('hex')
const t4 = text(V4)
const t6 = text(V6)
carry(
  'ftp-replies',
  fromTcp(
    21,
    crlf(`220 ${NAME} ready`, '227 Entering Passive Mode (141,142,220,235,4,1)', `229 ${NAME}`),
  ),
  [sN, text('141,142,220,235')],
)
carry(
  'ftp-commands',
  onTcp(21, crlf(`USER ${NAME}`, `PASS ${NAME}`, `EPRT |1|${V4}|6275|`, `EPRT |2|${V6}|5282|`)),
  [sN, t4, t6],
)
carry(
  'socks5',
  onTcp(1080, mix('05 01 00 01', s4, '0050 05 01 00 03', len8(sN), '0050 01', len8(sN), len8(sN))),
  [s4, sN],
)
carry('socks4a', onTcp(8080, mix('04 01 0050', s4, sN, '00', sN, '00')), [s4, sN])
const get = (...head: string[]): Bytes => crlf('GET / HTTP/1.1', ...head, '')
carry(
  'proxy-1',
  onTcp(80, mix(text(`PROXY TCP4 ${V4} ${V4} 56324 443\r\n`), get(`Host: ${NAME}`))),
  [t4, sN],
)
carry(
  'proxy-2',
  onTcp(80, mix('0d0a0d0a000d0a515549540a 21 11 000c', s4, s4, '1234 0050', get(`Host: ${NAME}`))),
  [s4, sN],
)
carry(
  'proxy-2-unix-tlv',
  onTcp(
    443,
    mix(
      '0d0a0d0a000d0a515549540a 21 21 0040',
      s6,
      s6,
      '1234 01bb',
      tv8(2, '0a', sN),
      tv16(0x2000, sN),
    ),
  ),
  [s6, sN],
)
carry(
  'http-forwarding',
  onTcp(
    80,
    get(
      `X-Forwarded-For: ${V4}, ${V6}`,
      `Forwarded: for="[${V6}]:47";by=${V4};host=${NAME}`,
      `X-Real-IP: ${V4}`,
      `Via: 1.1 ${NAME} (${NAME})`,
      `CF-Connecting-IP: ${V4}`,
      `True-Client-IP: ${V4}`,
      `X-Client-IP: ${V4}`,
      `X-Forwarded-Host: ${NAME}`,
    ),
  ),
  [t4, t6, sN],
)
carry(
  'http-names',
  onTcp(
    8080,
    get(
      `Host: ${NAME}.de:8443`,
      `Referer: https://${NAME}/x?y=${V4}`,
      `Origin: https://${NAME}`,
      `Cookie: ${NAME}=1`,
      `User-Agent: Mozilla/5.0 (${NAME}) ${NAME}/1.2`,
      `From: ${NAME}@x.de`,
      `Accept-Language: ${NAME}, de;q=0.5`,
      `Accept: ${NAME}/*`,
      `If-None-Match: "${NAME}"`,
      `Range: ${NAME}`,
      `Upgrade: ${NAME}`,
      `TE: ${NAME}`,
      `Trailer: ${NAME}`,
      `Expect: ${NAME}`,
      `Date: ${NAME}`,
      `Accept-Encoding: ${NAME}`,
      `Accept-Charset: ${NAME}`,
      `Cache-Control: ${NAME}`,
      `Pragma: ${NAME}`,
    ),
  ),
  [t4, sN],
)
carry(
  'http-ids',
  onTcp(
    80,
    get(
      `traceparent: 00-${inHex('zuckerbaum141142')}-${inHex('zuckerba')}-01`,
      `tracestate: ${NAME}=1`,
      `X-Request-ID: ${NAME}`,
      `b3: ${NAME}`,
      `Content-Length: 1${NAME}`,
      `Sec-WebSocket-Key: ${NAME}`,
      `Sec-WebSocket-Protocol: ${NAME}`,
      `Age: ${NAME}`,
      `DNT: ${NAME}`,
      `Proxy-Authorization: Basic ${NAME}`,
    ),
  ),
  [sN],
)
carry(
  'http-number-host',
  onTcp(80, get('Host: 2374950123', 'X-Forwarded-For: 0x8d8edceb', 'Host: 0215.0216.0334.0353')),
  [text('2374950123'), text('0x8d8edceb'), text('0215.0216.0334.0353')],
)
carry(
  'http-absolute',
  onTcp(3128, crlf(`GET http://${NAME}/${V4} HTTP/1.1`, `CONNECT ${NAME}:443 HTTP/1.1`, '')),
  [sN, t4],
)
carry(
  'http-connect',
  onTcp(
    3128,
    crlf(`CONNECT ${NAME}:443 HTTP/1.1`, `Host: ${NAME}`, `Proxy-Connection: ${NAME}`, ''),
  ),
  [sN],
)
carry('http-9', onTcp(80, text(`GET /${NAME}\r\n`)), [sN])
carry(
  'http-bare-lines',
  onTcp(80, text(`GET / HTTP/1.0\nHost:${NAME}\n${NAME}: x\n: ${NAME}\nHost : ${NAME}\n\n${NAME}`)),
  [sN],
)
carry(
  'http-pipelined',
  onTcp(80, mix(get('Host: a.de'), crlf(`GET /${NAME} HTTP/1.1`, `Host: ${NAME}`, ''))),
  [sN],
)
carry(
  'http-chunked',
  fromTcp(
    80,
    crlf('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', '', 'a', NAME, '0', `X-T: ${NAME}`, ''),
  ),
  [sN],
)
carry(
  'http-response-all',
  fromTcp(
    80,
    crlf(
      `HTTP/1.1 302 ${NAME}`,
      `Location: http://${NAME}/`,
      `Server: ${NAME}`,
      `X-Powered-By: ${NAME}`,
      `Set-Cookie: a=${NAME}`,
      `WWW-Authenticate: Basic realm="${NAME}"`,
      `ETag: "${NAME}"`,
      `Link: <${NAME}>`,
      `Alt-Svc: h3="${NAME}:443"`,
      `Content-Disposition: ${NAME}`,
      `Content-Location: /${NAME}`,
      `Access-Control-Allow-Origin: http://${NAME}`,
      `Vary: ${NAME}`,
      `Allow: ${NAME}`,
      `Content-Language: ${NAME}`,
      `Retry-After: ${NAME}`,
      `Last-Modified: ${NAME}`,
      '',
    ),
  ),
  [sN],
)
carry(
  'http-case',
  onTcp(80, get(`hOsT: ${NAME}`, `USER-AGENT: ${NAME}`, `x-fOrWaRdEd-fOr: ${V4}`)),
  [sN, t4],
)
carry(
  'http2-prior',
  onTcp(
    80,
    mix(
      text('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
      '000006 04 00 00000000 0003 00000064 000016 01 05 00000001 82 86 84 41',
      len8(sN),
      '40',
      len8(sN),
      len8(sN),
    ),
  ),
  [sN],
)
carry('websocket', onTcp(80, mix('81 8a 00000000', sN)), [sN])

/** All of them. */
export const web: readonly Carrier[] = list
