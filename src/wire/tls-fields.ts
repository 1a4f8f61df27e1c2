/** The fields of TLS, which DTLS shares: what a handshake says in the clear. */
import { fields, layout } from './fields.js'

/** Span ids of TLS fields. */
export const tlsFields = fields('tls', {
  record: ['structure', 'uint', 'record type, version and length'],
  handshake: ['structure', 'uint', 'handshake type and length'],
  version: ['structure', 'uint', 'version of a hello'],
  length: ['structure', 'uint', 'length of what follows'],
  random: ['link', 'bytes', 'random value of a hello'],
  retry: ['enum', 'bytes', 'fixed value that marks a hello as a request to retry'],
  sessionId: ['link', 'bytes', 'session identifier'],
  cookie: ['secret', 'bytes', 'cookie'],
  cipherSuites: ['enum', 'bytes', 'cipher suites'],
  compression: ['enum', 'bytes', 'compression methods'],
  extension: ['structure', 'uint', 'extension type and length'],
  serverName: ['hostname', 'hostname', 'name of the server the client wants'],
  groups: ['enum', 'bytes', 'groups for key exchange'],
  pointFormats: ['enum', 'bytes', 'point formats'],
  signatures: ['enum', 'bytes', 'signature algorithms'],
  versions: ['enum', 'bytes', 'versions offered or chosen'],
  alpn: ['enum', 'text', 'application protocol, where it is a registered one'],
  option: ['enum', 'bytes', 'a mode, a limit, a list of methods'],
  keyExchange: ['link', 'bytes', 'public key for one session'],
  identity: ['secret', 'bytes', 'identity of a key both sides hold'],
  ticketAge: ['time', 'uint', 'obfuscated age of a ticket'],
  binder: ['secret', 'bytes', 'proof that a key is held'],
  ticket: ['secret', 'bytes', 'session ticket'],
  lifetime: ['size', 'uint', 'lifetime of a ticket'],
  verify: ['secret', 'bytes', 'verification data of the previous handshake'],
  alert: ['enum', 'uint', 'alert level and description'],
  cipherChange: ['structure', 'uint', 'signal that what follows is encrypted'],
  extensionData: ['secret', 'bytes', 'tickets, padding, unknown extensions with their types'],
  premaster: ['secret', 'bytes', 'share of the client in the secret of a session'],
  content: ['content', 'bytes', 'certificates, keys, encrypted bytes'],
})

/** Version and random value of an ordinary hello, and of one that asks to retry. */
export const helloLayout = layout('tls.hello', [
  [tlsFields.version, 2],
  [tlsFields.random, 32],
])
/** RFC 8446 §4.1.3: a ServerHello with this fixed random value asks the client to retry. */
export const retryLayout = layout('tls.hello-retry', [
  [tlsFields.version, 2],
  [tlsFields.retry, 32],
])
