/**
 * Which labels of a name say nothing about its owner: public suffixes of the ICANN section of the
 * public suffix list, special-use domains, and labels of DNS service discovery.
 */
import { createRequire } from 'node:module'

/**
 * The list of suffixes is long: it is read when the first name is met, and by `require`, since
 * `import` looks through all of it for what a CommonJS module exports.
 */
const require = createRequire(import.meta.url)
let list: typeof import('tldts') | undefined

function parse(name: string) {
  list ??= require('tldts') as typeof import('tldts')
  return list.parse(name, OPTIONS)
}

/** RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, ICANN's `internal`, and the de-facto rest. */
const SPECIAL: ReadonlySet<string> = new Set([
  'local',
  'localhost',
  'arpa',
  'in-addr.arpa',
  'ip6.arpa',
  'home.arpa',
  'internal',
  'home',
  'lan',
  'corp',
  'test',
  'example',
  'invalid',
  'onion',
])

/** Service and protocol labels (RFC 6763, RFC 2782, RFC 8552) that every network has. */
const SERVICES: ReadonlySet<string> = new Set(
  (
    '_tcp _udp _sctp _tls _http _https _ldap _ldaps _gc _kerberos _kpasswd _msdcs _sites ' +
    '_sip _sips _stun _stuns _turn _xmpp-client _xmpp-server _dns-sd _services _sub ' +
    '_device-info _googlecast _airplay _raop _ipp _ipps _printer _pdl-datastream _scanner ' +
    '_uscan _smb _nfs _afpovertcp _ssh _sftp-ssh _workstation _companion-link _sleep-proxy ' +
    '_homekit _hap _spotify-connect _domainkey _dmarc _acme-challenge _ntp _imap _imaps ' +
    '_submission _pop3 _caldav _carddav _mqtt'
  ).split(' '),
)
const OPTIONS = {
  allowPrivateDomains: false,
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
} as const

function isSuffix(name: string): boolean {
  const p = parse(name)
  return p.isIcann === true && p.publicSuffix === name
}

/** A label that nobody registered. */
const ANY = 'any-label-at-all'
/** What stands under `*` in the list as it stands by name elsewhere: `com.np`, `ac.jm`. */
const REGISTRIES: ReadonlySet<string> = new Set('ac co com edu gob gov go mil net org'.split(' '))

/** Whether `label.rest` is a suffix by its own name, not since any label would make one with it. */
function isListed(label: string, rest: string): boolean {
  return isSuffix(label + rest) && (REGISTRIES.has(label) || !isSuffix(ANY + rest))
}

/**
 * Whether the first label of this lower-case name stays when public suffixes do.
 * @param n how long it is: a label on the wire may hold dots
 * @param isWhole whether nothing stands before it: hosts are called `target` and `cisco`, which are
 *   top-level domains as well, and a name that is all suffix has nothing else that could be hidden
 */
export function labelStays(name: string, n: number, isWhole: boolean): boolean {
  const label = name.slice(0, n)
  if (label.includes('.')) return false
  if (SERVICES.has(label)) return true
  if (SPECIAL.has(name)) return true
  if (isWhole) return false
  if (isListed(label, name.slice(n))) return true
  // `kawasaki.jp` is no suffix itself, but any label under it makes one with it.
  return n < name.length && isSuffix(`${ANY}.${name}`)
}

/** Whether a lower-case name has two labels or more, the last of which are a suffix of names. */
export function hasPublicSuffix(name: string): boolean {
  const full = name.endsWith('.') ? name.slice(0, -1) : name
  const dot = full.lastIndexOf('.')
  if (dot <= 0) return false
  return SPECIAL.has(full.slice(dot + 1)) || parse(full).isIcann === true
}
