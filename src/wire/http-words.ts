/** The words of HTTP that may leave as they are: methods, reasons, words of values. */
import { wordSet } from './words.js'

/** RFC 9110 §9, RFC 5789, WebDAV (RFC 4918) and its extensions. */
export const httpMethods = wordSet(
  `GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH PROPFIND PROPPATCH MKCOL COPY MOVE LOCK
  UNLOCK SEARCH REPORT MKACTIVITY CHECKOUT MERGE VERSION-CONTROL CHECKIN UNCHECKOUT UPDATE LABEL ACL
  MKCALENDAR MKREDIRECTREF UPDATEREDIRECTREF ORDERPATCH BIND UNBIND REBIND LINK UNLINK PURGE
  BASELINE-CONTROL MKWORKSPACE BPROPFIND BPROPPATCH BCOPY BMOVE BDELETE POLL SUBSCRIBE UNSUBSCRIBE
  NOTIFY`.split(/\s+/),
)

/** RFC 9110 §15 and the phrases older servers send. */
export const httpReasons = wordSet([
  ...['Continue', 'Switching Protocols', 'Processing', 'Early Hints', 'OK', 'Created', 'Accepted'],
  ...['Non-Authoritative Information', 'No Content', 'Reset Content', 'Partial Content'],
  ...['Multi-Status', 'Already Reported', 'IM Used', 'Multiple Choices', 'Moved Permanently'],
  ...['Found', 'See Other', 'Not Modified', 'Use Proxy', 'Temporary Redirect'],
  ...['Permanent Redirect', 'Bad Request', 'Unauthorized', 'Payment Required', 'Forbidden'],
  ...['Not Found', 'Method Not Allowed', 'Not Acceptable', 'Proxy Authentication Required'],
  ...['Request Timeout', 'Conflict', 'Gone', 'Length Required', 'Precondition Failed'],
  ...['Payload Too Large', 'Content Too Large', 'URI Too Long', 'Unsupported Media Type'],
  ...['Range Not Satisfiable', 'Expectation Failed', "I'm a teapot", 'Misdirected Request'],
  ...['Unprocessable Entity', 'Unprocessable Content', 'Locked', 'Failed Dependency', 'Too Early'],
  ...['Upgrade Required', 'Precondition Required', 'Too Many Requests'],
  ...['Request Header Fields Too Large', 'Unavailable For Legal Reasons'],
  ...['Internal Server Error', 'Not Implemented', 'Bad Gateway', 'Service Unavailable'],
  ...['Gateway Timeout', 'HTTP Version Not Supported', 'Variant Also Negotiates'],
  ...['Insufficient Storage', 'Loop Detected', 'Not Extended'],
  ...['Network Authentication Required', 'Moved Temporarily', 'Object Moved', 'Request Time-out'],
  ...['Gateway Time-out', 'Request Entity Too Large', 'Request-URI Too Large', 'Moved'],
  ...['Requested Range Not Satisfiable', 'Connection Established', 'Authorization Required'],
  ...['Web Socket Protocol Handshake', 'WebSocket Protocol Handshake', 'Internal Error'],
])

const mediaTypes = `*/* text/* image/* video/* audio/* application/* text/html text/plain text/css
  text/javascript text/xml text/csv text/calendar text/event-stream text/markdown text/x-component
  text/x-json image/png image/jpeg image/jpg image/pjpeg image/gif image/webp image/avif image/apng
  image/bmp image/tiff image/svg+xml image/x-icon image/vnd.microsoft.icon image/x-bitmap
  image/x-xbitmap image/jxl image/jxr image/heic video/mp4 video/webm video/mpeg video/x-flv
  video/x-mp4 video/mp2t video/ogg video/quicktime video/3gpp audio/mpeg audio/mp4 audio/ogg
  audio/wav audio/x-wav audio/aac audio/webm font/woff font/woff2 font/ttf font/otf
  application/json application/xml application/xhtml+xml application/xml+rss application/rss+xml
  application/atom+xml application/javascript application/x-javascript application/ecmascript
  application/octet-stream application/binary application/zip application/gzip application/x-gzip
  application/x-tar application/x-bzip2 application/x-7z-compressed application/x-rar-compressed
  application/pdf application/msword application/rtf application/x-shockwave-flash
  application/x-www-form-urlencoded application/font-woff application/font-woff2
  application/x-font-woff application/x-font-ttf application/vnd.ms-fontobject
  application/vnd.ms-excel application/vnd.ms-powerpoint application/vnd.ms-xpsdocument
  application/x-ms-application application/x-ms-xbap application/xaml+xml
  application/signed-exchange application/ocsp-request application/ocsp-response
  application/pkix-crl application/pkix-cert application/x-x509-ca-cert application/x-pkcs7-crl
  application/grpc application/grpc-web application/grpc+proto application/x-protobuf
  application/protobuf application/x-thrift application/soap+xml application/ld+json
  application/manifest+json application/problem+json application/json-patch+json
  application/merge-patch+json application/vnd.api+json application/vnd.apple.mpegurl
  application/x-mpegurl application/dash+xml application/wasm application/dns-message
  application/dns-json application/sdp application/csp-report application/reports+json
  application/x-msdownload application/x-dosexec application/x-msdos-program
  application/x-executable application/java-archive application/x-java-archive application/ogg
  application/x-debian-package application/vnd.android.package-archive application/zstd
  application/x-ndjson application/x-chrome-extension application/sparql-results+json
  multipart/form-data multipart/mixed multipart/related multipart/alternative multipart/byteranges
  message/http message/rfc822`

const tokens = `gzip deflate br zstd compress x-gzip x-compress identity chunked trailers * sdch
  keep-alive close upgrade te http2-settings proxy-connection transfer-encoding websocket h2c h2
  tls/1.0 http/1.0 http/1.1 no-cache no-store no-transform only-if-cached must-revalidate
  proxy-revalidate private public immutable max-age s-maxage max-stale min-fresh
  stale-while-revalidate must-understand stale-if-error pre-check post-check q charset utf-8 utf8
  utf-16 iso-8859-1 iso-8859-2 iso-8859-15 us-ascii ascii windows-1250 windows-1251 windows-1252
  gb2312 gbk gb18030 big5 euc-jp euc-kr shift_jis koi8-r v b3 version exp bytes none 100-continue
  200-ok nosniff noopen sameorigin deny allow-from mode block navigate cors no-cors same-origin
  same-site cross-site document empty image script style font iframe worker audio video track
  object embed ?0 ?1 u i includesubdomains preload on off max timeout websocket permessage-deflate
  client_max_window_bits server_max_window_bits client_no_context_takeover
  server_no_context_takeover 13 8 xmlhttprequest true false access-control-allow-origin
  no-referrer origin origin-when-cross-origin strict-origin strict-origin-when-cross-origin
  no-referrer-when-downgrade unsafe-url require-corp credentialless same-origin-allow-popups
  unsafe-none get head post put delete options patch connect trace accept accept-charset
  accept-encoding accept-language authorization cookie cookie2 host user-agent referer
  content-type content-length content-encoding range if-none-match if-modified-since
  x-requested-with save-data sec-fetch-dest sec-fetch-mode sec-fetch-site x-forwarded-proto 0 1 2
  3 4 5 6 7 9 10 14 15 20 30 60 65 75 90 98 99 100 120 180 300 600 900 1000 1200 1800 2000 3600
  7200 14400 21600 43200 86400 172800 259200 604800 1209600 2592000 5184000 7776000 10368000
  15552000 15768000 16070400 31104000 31536000 63072000`

/** Words of values; a value that holds any other is content. */
export const httpWords = wordSet([...mediaTypes.split(/\s+/), ...tokens.split(/\s+/)])
