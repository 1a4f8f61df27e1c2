/** The fields of DNS messages: the same for unicast, multicast and link-local name resolution. */
import { fields, layout } from './fields.js'

const table = {
  streamLength: ['structure', 'uint', 'length of the message, on TCP'],
  id: ['link', 'uint', 'identifier that ties a response to its query'],
  flags: ['structure', 'uint', 'opcode, flags and response code'],
  counts: ['structure', 'uint', 'how many questions and records follow'],
  mark: ['structure', 'uint', 'length bytes and pointers of names, and the root'],
  qname: ['hostname', 'label', 'label of a name that is asked for'],
  name: ['hostname', 'label', 'label of any other name'],
  type: ['structure', 'uint', 'type of a question or record'],
  class: ['structure', 'uint', 'class of a question or record'],
  ttl: ['size', 'uint', 'seconds for which a record may be kept'],
  rdlength: ['structure', 'uint', 'length of the data of a record'],
  a: ['address', 'ipv4', 'IPv4 address of a name'],
  aaaa: ['address', 'ipv6', 'IPv6 address of a name'],
  preference: ['enum', 'uint', 'preference, priority or weight'],
  port: ['port', 'port', 'port of an offered service'],
  serial: ['link', 'uint', 'serial number of a zone'],
  timer: ['size', 'uint', 'refresh, retry, expiry and minimum of a zone'],
  covered: ['structure', 'uint', 'what a signature covers: type, algorithm, labels'],
  expiration: ['time', 'unix32', 'when a signature expires'],
  inception: ['time', 'unix32', 'when a signature begins to hold'],
  keyTag: ['link', 'uint', 'short identifier of a signing key'],
  algorithm: ['enum', 'uint', 'flags, protocol, algorithm and digest of a key'],
  iterations: ['structure', 'uint', 'hash algorithm, flags, iterations, and lengths of hashes'],
  types: ['enum', 'bytes', 'which types of record a name has, bit by bit'],
  udpSize: ['structure', 'uint', 'largest UDP answer the sender takes (EDNS)'],
  extended: ['structure', 'uint', 'extended response code, version and flags (EDNS)'],
  option: ['structure', 'uint', 'code and length of an option or parameter'],
  subnet: ['structure', 'uint', 'family and prefix lengths of a client subnet'],
  subnetAddress: ['content', 'bytes', 'address of a client subnet, cut to whole bytes'],
  cookie: ['secret', 'bytes', 'cookie (RFC 7873)'],
  optionValue: ['secret', 'bytes', 'value of any other EDNS option; it may name a device'],
  extendedError: ['enum', 'uint', 'code of an extended error'],
  keyList: ['structure', 'uint', 'parameters that must be understood'],
  alpn: ['enum', 'text', 'protocol offered by a service, where it is a registered one'],
  data: ['secret', 'bytes', 'data of any other kind: texts and tokens, keys, digests, signatures'],
} as const

/** Defines the fields under the name of a protocol, and the runs they come in. */
function defineFields(protocol: string) {
  const F = fields(protocol, table)
  const signed = [
    [F.expiration, 4],
    [F.inception, 4],
    [F.keyTag, 2],
  ] as const
  return {
    ...F,
    question: { label: F.qname, mark: F.mark },
    names: { label: F.name, mark: F.mark },
    header: layout(protocol, [
      [F.id, 2],
      [F.flags, 2],
      [F.counts, 8],
    ]),
    asked: layout(`${protocol}.question`, [
      [F.type, 2],
      [F.class, 2],
    ]),
    record: layout(`${protocol}.record`, [
      [F.type, 2],
      [F.class, 2],
      [F.ttl, 4],
      [F.rdlength, 2],
    ]),
    oddRecord: layout(`${protocol}.record`, [
      [F.type, 2],
      [F.class, 2],
      [F.data, 4],
      [F.rdlength, 2],
    ]),
    edns: layout(`${protocol}.edns`, [
      [F.type, 2],
      [F.udpSize, 2],
      [F.extended, 4],
      [F.rdlength, 2],
    ]),
    oddEdns: layout(`${protocol}.edns`, [
      [F.type, 2],
      [F.udpSize, 2],
      [F.data, 4],
      [F.rdlength, 2],
    ]),
    soa: layout(`${protocol}.soa`, [
      [F.serial, 4],
      [F.timer, 4],
      [F.timer, 4],
      [F.timer, 4],
      [F.timer, 4],
    ]),
    srv: layout(`${protocol}.srv`, [
      [F.preference, 2],
      [F.preference, 2],
      [F.port, 2],
    ]),
    rrsig: layout(`${protocol}.rrsig`, [[F.covered, 4], [F.ttl, 4], ...signed]),
    oddRrsig: layout(`${protocol}.rrsig`, [[F.covered, 4], [F.data, 4], ...signed]),
    ds: layout(`${protocol}.ds`, [
      [F.keyTag, 2],
      [F.algorithm, 2],
    ]),
  }
}

/** The span ids of one kind of name resolution. */
export type DnsFields = ReturnType<typeof defineFields>

/** Fields named `dns.*`. */
export const dnsFields: DnsFields = defineFields('dns')
/** Fields named `mdns.*`. */
export const mdnsFields: DnsFields = defineFields('mdns')
/** Fields named `llmnr.*`. */
export const llmnrFields: DnsFields = defineFields('llmnr')
