/** The headers of HTTP by name, and how the value of each is read. */
import { fields } from './fields.js'
import { traceReaders } from './http-trace.js'
import { httpWords } from './http-words.js'
import type { ValueReader } from './text-message.js'
import { date, digits, host, known, languages, whole } from './text-values.js'
import { wordSet } from './words.js'

/** Span ids of HTTP. */
export const httpFields = fields('http', {
  line: ['structure', 'text', 'spaces, ends of lines, names of known headers'],
  version: ['structure', 'text', 'version'],
  method: ['enum', 'text', 'method'],
  target: ['content', 'text', 'path and query asked for'],
  status: ['enum', 'text', 'status code'],
  reason: ['enum', 'text', 'reason in well-known words'],
  host: ['hostname', 'hostname', 'host the request is for'],
  address: ['address', 'text', 'host the request is for, written as an address'],
  port: ['port', 'text', 'port the request is for'],
  size: ['size', 'text', 'length, age or delay'],
  word: ['enum', 'text', 'value made of well-known words only'],
  language: ['location', 'text', 'languages'],
  software: ['software', 'text', 'software and its version'],
  time: ['time', 'text', 'date'],
  secret: ['secret', 'text', 'credentials, cookies, keys'],
  traceId: ['link', 'hex', 'trace that a request belongs to'],
  spanId: ['link', 'hex', 'span that a request was sent by'],
  requestId: ['link', 'hex', 'identifier of a request'],
  content: ['content', 'text', 'any other value, and names of unknown headers'],
})
const F = httpFields

/** RFC 9110 and the IANA registry; what is registered for mail only is left out. */
const classes: readonly (readonly [ValueReader, string])[] = [
  [host(F), 'host'],
  [digits(F.size, F.content, 10), 'content-length upload-length upload-offset'],
  // Seconds in a year have eight digits.
  [digits(F.size, F.content, 8), 'age max-forwards retry-after access-control-max-age'],
  [digits(F.size, F.content, 8), 'x-content-duration'],
  [date(F.time, F.content), 'date last-modified expires if-modified-since if-unmodified-since'],
  [date(F.time, F.content), 'retry-date sunset deprecation'],
  [languages(F.language, F.content), 'accept-language content-language'],
  [whole(F.software), 'user-agent server x-powered-by x-aspnet-version x-aspnetmvc-version'],
  [whole(F.software), 'x-generator'],
  [whole(F.secret), 'authorization proxy-authorization cookie cookie2 set-cookie set-cookie2'],
  [whole(F.secret), 'x-api-key x-auth-token x-csrf-token x-xsrf-token sec-websocket-key'],
  [whole(F.secret), 'sec-websocket-accept authentication-info proxy-authentication-info'],
  [whole(F.secret), 'x-amz-security-token x-access-token'],
  [
    known(F.word, F.content, httpWords),
    `accept accept-charset accept-encoding accept-ranges access-control-allow-credentials
    access-control-allow-methods access-control-allow-headers access-control-request-method
    access-control-request-headers allow cache-control connection content-encoding content-type
    cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy dnt expect
    keep-alive pragma priority proxy-connection referrer-policy save-data sec-ch-ua-mobile
    sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user sec-gpc sec-websocket-extensions
    sec-websocket-version strict-transport-security te transfer-encoding trailer upgrade
    upgrade-insecure-requests vary x-content-type-options x-dns-prefetch-control x-download-options
    x-frame-options x-requested-with x-xss-protection`,
  ],
  ...traceReaders(F),
  [
    whole(F.content),
    `access-control-allow-origin access-control-expose-headers accept-patch accept-post alt-svc
    alt-used clear-site-data content-disposition content-location content-md5 content-range
    content-security-policy content-security-policy-report-only digest early-data etag forwarded
    from if-match if-none-match if-range link location nel origin p3p permissions-policy
    proxy-authenticate public-key-pins range referer report-to reporting-endpoints sec-ch-ua
    sec-ch-ua-arch sec-ch-ua-full-version-list sec-ch-ua-model sec-ch-ua-platform
    sec-ch-ua-platform-version sec-websocket-protocol server-timing soapaction sourcemap
    timing-allow-origin tracestate via want-digest warning www-authenticate x-amz-cf-id x-amz-cf-pop
    x-amz-id-2 x-amz-request-id x-cache x-cache-hits x-cache-lookup x-forwarded-for
    x-forwarded-host x-forwarded-port x-forwarded-proto x-forwarded-server x-real-ip x-runtime
    x-served-by x-timer x-ua-compatible x-varnish`,
  ],
]

const pairs = classes.flatMap(([reader, names]) =>
  names.split(/\s+/).map((name) => [name, reader] as const),
)
/** Names of known headers. */
export const httpNames = wordSet(pairs.map(([name]) => name))
/** How the value of each is read. */
export const httpReaders: readonly ValueReader[] = pairs.map(([, reader]) => reader)
