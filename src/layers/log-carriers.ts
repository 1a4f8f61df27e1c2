/**
 * Logs of every format that hold a mark wherever their records have text: what an auditor plants
 * before rewriting. Names come from the tables, so that no field that is known is forgotten.
 */
import { logNames } from '../text/log-keys.js'

/** Names that are in no table, as whoever writes a program makes them up. */
const UNKNOWN = ['x', 'note', 'shopCustomer', 'my.own-field']
const TIME = '2026-03-01T10:00:00Z'

/** Shapes in which text says something of somebody. */
const SHAPES = [
  '*',
  'key=*',
  'password=*',
  'user: *,',
  '"name":"*"',
  '{"a":{"b":"*"}}',
  '(*)',
  '<*>',
  '/var/*/x',
  'at com.shop.*(Main.java:7)',
  'for * from * port 22',
  "can't find '*'",
  '*:*@*',
]

/** A mark where no blank and no quote may stand. */
function oneWord(mark: string): string {
  return mark.replace(/[\s"'[\]]+/g, '_')
}

function texts(mark: string): string[] {
  return SHAPES.map((s) => s.replaceAll('*', mark))
}

/** A record with every name that is known, alone and below what gives it its meaning. */
function record(mark: string): object {
  const o: Record<string, unknown> = { [mark]: mark, list: [mark, { note: [mark] }] }
  for (const name of [...logNames(), ...UNKNOWN]) {
    const [parent, child] = name.split(' ')
    if (child === undefined) o[parent] = mark
    else o[`${parent}.${child}`] = mark
  }
  for (const name of logNames()) {
    const [parent, child] = name.split(' ')
    if (child !== undefined) o[parent] = { [child]: mark, [mark]: { note: mark } }
  }
  texts(mark).forEach((s, i) => {
    o[`text${i}`] = s
  })
  return o
}

function syslog(mark: string): string[] {
  const word = oneWord(mark)
  return texts(mark).flatMap((s) => [
    `Mar  1 10:00:00 ${word} ${word}[7]: ${s}`,
    `<34>Mar  1 10:00:01 ${word} su: ${s}`,
    `<165>1 ${TIME} ${word} ${word} ${word} ${word} [x@9 ${word}="${word}"] ${s}`,
    `<165>1 - ${word} app - - - ${s}`,
    s,
  ])
}

function access(mark: string): string[] {
  const word = oneWord(mark)
  const quoted = mark.replaceAll('"', '\\"')
  return [
    `${word} ${word} ${word} [01/Mar/2026:10:00:00 +0000] "GET /${quoted} HTTP/1.1" 200 12`,
    `- - - [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.1" 404 - "${quoted}" "${quoted}"`,
    ...texts(word).map(
      (s) => `h - - [01/Mar/2026:10:00:00 +0000] "${s.replaceAll('"', '')}" 200 1`,
    ),
  ]
}

function zeek(mark: string): string[] {
  const names = [...logNames().filter((n) => !n.includes(' ')), ...UNKNOWN]
  return [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    `#path\t${oneWord(mark)}`,
    `#fields\tts\t${names.join('\t')}`,
    `#types\ttime\t${names.map(() => 'string').join('\t')}`,
    `1772359200.384979\t${names.map(() => mark).join('\t')}`,
  ]
}

function journal(mark: string): string[] {
  const names = [...logNames(), ...UNKNOWN, 'MESSAGE', '_HOSTNAME', 'SYSLOG_IDENTIFIER', mark]
  const fields = names.map((n) =>
    n
      .toUpperCase()
      .replace(/[^A-Z0-9]+/g, '_')
      .replace(/^[\d_]+/, ''),
  )
  const lines = [...new Set(fields)].filter((n) => n !== '').map((n) => `${n}=${mark}`)
  return ['__REALTIME_TIMESTAMP=1772359200384979', ...lines, '', '']
}

function conntrack(mark: string): string[] {
  const word = oneWord(mark)
  const ends = `src=${word} dst=${word} sport=${word} dport=${word}`
  return [
    `[1772359200.384979]\t    [NEW] tcp      6 120 SYN_SENT ${ends} [UNREPLIED] ${ends} mark=9`,
    `ipv6     10 udp      17 29 src=2001:db8::5 dst=2001:db8::6 sport=1 dport=53 ${mark}`,
  ]
}

function audit(mark: string): string[] {
  const word = oneWord(mark)
  const keys = `acct addr auid cmd comm cwd exe fam hostname key laddr lport name obj op pid
    proctitle res saddr ses subj terminal tty uid AUID SADDR shop`.split(/\s+/)
  const head = 'msg=audit(1772359200.123:77):'
  return [
    `node=${word} type=SYSCALL ${head} ${keys.map((k) => `${k}=${word}`).join(' ')}`,
    `type=USER_AUTH ${head} pid=1 msg='${keys.map((k) => `${k}="${word}"`).join(' ')}'`,
    `type=SOCKADDR ${head} saddr=0100${Buffer.from(mark).toString('hex')}`,
    `type=PROCTITLE ${head} proctitle=${Buffer.from(mark).toString('hex').toUpperCase()}`,
    `type=${word.replace(/\W/g, '')} ${head} x=1`,
    ...texts(mark).map((s) => `type=USER ${head} pid=1 ${s}`),
  ]
}

/** Inputs of each format; the mark stands in every field, under every name, in every shape. */
export function logCarriers(formats: readonly string[], mark: Uint8Array) {
  const m = Buffer.from(mark).toString()
  const json = JSON.stringify(record(m))
  const own: Readonly<Record<string, string>> = {
    'log-zeek': zeek(m).join('\n'),
    'log-journal': journal(m).join('\n'),
    'log-cloudtrail': `{"Records":[${json}]}`,
    'log-json-array': `[${json}]`,
    'log-syslog': syslog(m).join('\n'),
    'log-access': access(m).join('\n'),
    'log-audit': audit(m).join('\n'),
    'log-conntrack': conntrack(m).join('\n'),
    'log-text': texts(m)
      .map((s) => `${TIME} INFO ${s}`)
      .join('\n'),
  }
  return formats.map((format) => ({ format, bytes: Buffer.from(`${own[format] ?? json}\n`) }))
}
