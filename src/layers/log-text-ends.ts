/**
 * Ends of connections that lines of text name: of sshd, of the Linux firewall, of Cisco ASA, of the
 * audit of Linux. Numbers do not leave in text; a row has them as the fields that they are, so that
 * the line can be tied to its flow.
 */
import type { LogValues } from './log-reader.js'
import { rewritten } from './log-values.js'

const ADDRESS = String.raw`([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{1,41})`
const PORT = String.raw`([0-9]{1,5})(?![0-9])`

/** Forms in which an address, a port, and perhaps those of the other end stand in this order. */
const FORMS: readonly RegExp[] = [
  // `from A port N on A port N` (sshd)
  new RegExp(String.raw` ${ADDRESS} port ${PORT}(?: on ${ADDRESS} port ${PORT})?`, 'i'),
  // `outside:A/N (A/N) to inside:A/N`, `src outside:A/N dst inside:A/N` (ASA 302013, 106023)
  new RegExp(
    String.raw`:${ADDRESS}/${PORT}(?: ?\([^()]{1,90}\)){0,2} (?:to|dst) [\w-]{1,48}` +
      String.raw`:${ADDRESS}/${PORT}`,
    'i',
  ),
  // `inside/A(N) -> outside/A(N)` (ASA 106100)
  new RegExp(
    String.raw`/${ADDRESS}\(${PORT}\)(?: ?\([^()]{1,90}\))? -> [\w-]{1,48}/${ADDRESS}\(${PORT}\)`,
    'i',
  ),
]
const KEYS = /\b(SRC|DST|SPT|DPT|addr|rport|laddr|lport)=([0-9a-f:.]{1,45})(?= |$)/g
const PROTOCOL = /\b(tcp|udp)\b/i
/** Where one of the forms may be; most lines have none. */
const PERHAPS = / port \d|\/\d{1,5}[ )]|\(\d{1,5}\)|SPT=|rport=/
/** Longer lines are read up to here. */
const LENGTH_MAX = 2048

type Ends = readonly (string | undefined)[]

function byKeys(line: string): Ends {
  const k = new Map<string, string>()
  for (const [, name, value] of line.matchAll(KEYS)) if (!k.has(name)) k.set(name, value)
  if (k.has('SPT')) return [k.get('SRC'), k.get('SPT'), k.get('DST'), k.get('DPT')]
  return k.has('rport') ? [k.get('addr'), k.get('rport'), k.get('laddr'), k.get('lport')] : []
}

function endsIn(line: string): Ends {
  for (const form of FORMS) {
    const m = form.exec(line)
    if (m !== null) return m.slice(1)
  }
  return byKeys(line)
}

/** The ends that a line names, as the fields of a row; undefined when it names none. */
export function textEnds(
  l: LogValues,
  b: Uint8Array,
  at: number,
  end: number,
): Readonly<Record<string, string | number>> | undefined {
  const stop = Math.min(end, at + LENGTH_MAX)
  const line = Buffer.from(b.buffer, b.byteOffset + at, stop - at).toString('latin1')
  if (!PERHAPS.test(line)) return undefined
  const ends = endsIn(line)
  const row: Record<string, string | number> = {}
  for (const [i, name] of ['src', 'dst'].entries()) {
    const [address, port] = [ends[2 * i], ends[2 * i + 1]]
    if (address === undefined || port === undefined || !(Number(port) < 65536)) continue
    const own = rewritten(l, l.field(`${name}ip`, ''), address)
    const number = l.values.number(l.field(`${name}port`, '').rule, Number(port))
    // One without the other names no end.
    if (own === undefined || Number.isNaN(number)) continue
    row[`${name}ip`] = own
    row[`${name}port`] = number
  }
  if (Object.keys(row).length === 0) return undefined
  const protocol = PROTOCOL.exec(line)?.[1].toLowerCase()
  return protocol === undefined ? row : { ...row, protocol }
}
