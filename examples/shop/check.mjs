/**
 * What is in the recording, and what must not be in anything made from it.
 *   node check.mjs                    every secret of secrets.txt occurs where it is said to
 *   node check.mjs --traffic          tshark finds every kind of traffic the README promises
 *   node check.mjs --absent FILE...   no secret occurs in these files, in any of its forms
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { decompress } from 'fzstd'

const here = dirname(fileURLToPath(import.meta.url))

/** Where the capture alone is. */
export const recording = join(here, 'shop.pcapng')

/** Where the recording with all its layers is. */
export const dataset = join(here, 'recording')

/** The lines of secrets.txt; those without layers are in the packets of both recordings. */
export function readAllSecrets() {
  const lines = readFileSync(join(here, 'secrets.txt'), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [type, value, note = '', layers] = line.split('\t')
      return { type, value, note, layers: layers?.split(' ') ?? [] }
    })
}

/** The secrets of the capture alone. */
export function readSecrets() {
  return readAllSecrets().filter((s) => s.layers.length === 0 || s.layers.includes('capture'))
}

/** What the files of a layer hold, unpacked: `packets`, `otlp`, `logs` or `labels`. */
export function readLayer(layer) {
  const names = readdirSync(join(dataset, layer)).sort()
  return names.map((name) => {
    const bytes = readFileSync(join(dataset, layer, name))
    return { name, bytes: name.endsWith('.zst') ? Buffer.from(decompress(bytes)) : bytes }
  })
}

/** The 16 bytes of an IPv6 address in text. */
function ipv6Bytes(text) {
  const [head, tail] = text.split('::')
  const words = (part) => (part ? part.split(':').map((w) => Number.parseInt(w, 16)) : [])
  const left = words(head)
  const right = words(tail)
  const gap = tail === undefined ? 0 : 8 - left.length - right.length
  const all = [...left, ...Array.from({ length: gap }, () => 0), ...right]
  return Buffer.from(all.flatMap((w) => [w >> 8, w & 255]))
}

/** A name as DNS writes it, without the root's zero: a pointer may follow (RFC 1035 §4.1.4). */
function labels(name) {
  return Buffer.concat(
    name.split('.').map((l) => Buffer.concat([Buffer.from([l.length]), Buffer.from(l)])),
  )
}

/** The base64 forms of a text, wherever in a longer text it begins. */
function base64(value) {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(value)]).toString('base64')
    const from = shift === 0 ? 0 : shift + 1
    const whole = Math.floor(((shift + value.length) * 8) / 6)
    return Buffer.from(text.slice(from, whole))
  })
}

/** Every way in which a secret may stand in bytes; texts are to be compared in lower case. */
export function formsOf({ type, value }) {
  const text = Buffer.from(value.toLowerCase())
  const hex = Buffer.from(value.replaceAll(/[:-]/g, ''), 'hex')
  if (type === 'ipv4') return { bytes: [Buffer.from(value.split('.').map(Number))], texts: [text] }
  if (type === 'ipv6') return { bytes: [ipv6Bytes(value)], texts: [text] }
  if (type === 'mac') return { bytes: [hex], texts: [text] }
  if (type === 'hostname') return { bytes: [], texts: [text, labels(value.toLowerCase())] }
  const encoded = Buffer.from(encodeURIComponent(value).toLowerCase())
  return { bytes: base64(value), texts: [text, encoded] }
}

/** The same bytes with A to Z in lower case, so that texts can be compared. */
export function lowered(bytes) {
  const out = Buffer.from(bytes)
  for (let i = 0; i < out.length; i++) if (out[i] > 64 && out[i] < 91) out[i] += 32
  return out
}

/** Whether text stands at `at` as a whole, not as a part of a longer number or address. */
function stands(hay, text, at) {
  const more = (c) => (c > 47 && c < 58) || c === 46
  const before = at > 0 && more(hay[at - 1])
  const after = at + text.length < hay.length && more(hay[at + text.length])
  return !before && !after
}

/** Where a secret occurs in `bytes` (`low` is the same, lowered), or -1. */
export function find(secret, bytes, low) {
  const { bytes: raw, texts } = formsOf(secret)
  for (const form of raw) {
    const at = bytes.indexOf(form)
    if (at >= 0) return at
  }
  for (const form of texts) {
    let at = low.indexOf(form)
    while (at >= 0 && secret.type === 'ipv4' && !stands(low, form, at))
      at = low.indexOf(form, at + 1)
    if (at >= 0) return at
  }
  return -1
}

/** What the README promises, as tshark display filters. */
const traffic = {
  'HTTP/1.1': 'http.request.version == "HTTP/1.1"',
  'HTTP Basic login': 'http.authbasic',
  'HTTP cookie': 'http.cookie',
  'HTTP set-cookie': 'http.set_cookie',
  'HTTP X-Forwarded-For': 'http.x_forwarded_for',
  'e-mail in a query': 'http.request.uri contains "mail="',
  'form with a password': 'urlencoded-form.key == "password"',
  'TLS 1.3 server':
    'tls.handshake.extensions.supported_version == 0x0304 && tls.handshake.type == 2',
  'TLS certificates in the open': 'tls.handshake.certificate',
  'TLS server name': 'tls.handshake.extensions_server_name',
  'DNS over UDP': 'dns && udp.port == 53',
  'DNS over TCP': 'dns && tcp.port == 53',
  'DNS A': 'dns.a',
  'DNS AAAA': 'dns.aaaa',
  'DNS PTR': 'dns.ptr.domain_name && udp.port == 53',
  'DNS CNAME': 'dns.cname',
  'DNS SRV': 'dns.srv.target && udp.port == 53',
  'DNS MX': 'dns.mx.mail_exchange',
  'DNS TXT': 'dns.txt && udp.port == 53',
  'DNS client subnet v4': 'dns.opt.client.addr4',
  'DNS client subnet v6': 'dns.opt.client.addr6',
  'DNS no such name': 'dns.flags.rcode == 3',
  'DHCPv4 with host name': 'dhcp.option.hostname',
  DHCPv6: 'dhcpv6',
  SSH: 'ssh',
  'SSH over IPv6': 'ssh && ipv6',
  ping: 'icmp.type == 8',
  'ping v6': 'icmpv6.type == 128',
  'time exceeded': 'icmp.type == 11',
  'time exceeded v6': 'icmpv6.type == 3',
  'port unreachable': 'icmp.type == 3 && icmp.code == 3',
  'port unreachable v6': 'icmpv6.type == 1 && icmpv6.code == 4',
  'net unreachable': 'icmp.type == 3 && icmp.code == 0',
  'fragmentation needed': 'icmp.type == 3 && icmp.code == 4',
  'packet too big v6': 'icmpv6.type == 2',
  redirect: 'icmp.type == 5',
  'redirect v6': 'icmpv6.type == 137',
  'router advertisement': 'icmpv6.type == 134',
  'neighbour discovery': 'icmpv6.type == 135',
  'EUI-64 address': 'ipv6.src == fd42:5ca1:ab1e:20:3e97:eff:fe8b:a101',
  MLD: 'icmpv6.type == 143',
  ARP: 'arp',
  VLAN: 'vlan.id == 30',
  VXLAN: 'vxlan.vni == 42',
  'GRE with key': 'gre.key',
  'IPv6 in GRE': 'gre && ipv6',
  'IPv4 fragments': 'ip.flags.mf == 1',
  'IPv6 fragments': 'ipv6.fraghdr',
  'UDP over the MTU': 'udp.dstport == 9999 && udp.length > 5000',
  'TCP retransmission': 'tcp.analysis.retransmission',
  'TCP reset': 'tcp.flags.reset == 1',
  NTP: 'ntp',
  mDNS: 'mdns',
  LLMNR: 'llmnr',
  LLDP: 'lldp',
  syslog: 'syslog',
  'FTP PORT': 'ftp.request.command == "PORT"',
  'second interface': 'frame.interface_id == 1',
}

/** What recording/ has besides. */
const more = {
  'HTTP traceparent': 'http.request.line contains "traceparent: 00-"',
  'HTTP baggage': 'http.request.line contains "baggage: customer.id="',
  'HTTP bearer token': 'http.authorization contains "Bearer"',
  'HTTP over IPv6 between servers': 'http.request && ipv6.dst == fd42:5ca1:ab1e:20::32',
  'HTTP/2 in the clear': 'tcp.port == 50051 && tcp.payload contains "PRI * HTTP/2.0"',
  PostgreSQL: 'pgsql',
  OTLP: 'http.request.uri contains "/v1/" && tcp.dstport == 4318',
  'syslog, RFC 5424': 'udp.dstport == 514 && udp.payload contains "shop@32473"',
  'SYN of a scan': 'tcp.flags == 0x002 && ip.src == 45.141.7.66',
}

/** How many frames each kind of traffic has, from one pass of tshark. */
function countTraffic(file, kinds) {
  const filters = Object.values(kinds)
  const stat = `io,stat,0,${filters.join(',')}`
  const run = spawnSync('tshark', ['-r', file, '-q', '-z', stat], { encoding: 'utf8' })
  const row = run.stdout?.split('\n').find((line) => line.includes('<>') && !line.includes('rval'))
  if (!row) throw new Error(`tshark said nothing of use: ${run.error?.message ?? run.stderr}`)
  const cells = row.split('|').slice(2, -1).map(Number)
  return Object.keys(kinds).map((name, i) => [name, cells[i * 2]])
}

/** Where secrets are missing (or, of files that must hold none, found), in words. */
function* wrongs(secrets, where, bytes, isAbsent) {
  const low = lowered(bytes)
  for (const secret of secrets) {
    const at = find(secret, bytes, low)
    if (at >= 0 !== isAbsent) continue
    yield `${secret.type} ${secret.value}: ${isAbsent ? `at byte ${at} of` : 'not in'} ${where}`
  }
}

/** What is not as secrets.txt says, in the capture alone and in each layer. */
export function* missing() {
  const all = readAllSecrets()
  yield* wrongs(readSecrets(), recording, readFileSync(recording), false)
  for (const layer of ['packets', 'otlp', 'logs', 'labels']) {
    const bytes = Buffer.concat(readLayer(layer).map((file) => file.bytes))
    const listed = all.filter((s) => (s.layers.length > 0 ? s.layers : ['packets']).includes(layer))
    yield* wrongs(listed, layer, bytes, false)
  }
}

function main(args) {
  if (args[0] === '--traffic') {
    const packets = join(dataset, 'packets', 'shop.pcapng.zst')
    const alone = countTraffic(recording, traffic)
    const layered = countTraffic(packets, { ...traffic, ...more })
    for (const [at, [name, frames]] of layered.entries()) {
      const both = [alone[at]?.[1] ?? '', frames].map((n) => String(n).padStart(6))
      stdout.write(`${both.join('')}  ${name}\n`)
    }
    return [...alone, ...layered].every(([, frames]) => frames > 0) ? 0 : 1
  }
  const secrets = readAllSecrets()
  const wrong =
    args[0] === '--absent'
      ? args.slice(1).flatMap((file) => [...wrongs(secrets, file, readFileSync(file), true)])
      : [...missing()]
  for (const line of wrong) stdout.write(`${line}\n`)
  stdout.write(`${secrets.length} secrets, ${wrong.length} not as they should be\n`)
  return wrong.length === 0 ? 0 : 1
}

if (argv[1] === fileURLToPath(import.meta.url)) exit(main(argv.slice(2)))
