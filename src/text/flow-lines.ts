/**
 * Tables of flows that name no columns, or none that a separator tells: what nfdump prints for
 * people, which those who label flows add a word to, and the form in which UGR'16 is published.
 */

/** How lines of such a table are read. */
export interface FlowLines {
  readonly format: 'nfdump-text' | 'ugr16-csv'
  /** columns, by the names that tables of flows with a head give them */
  readonly names: readonly string[]
  /** whether the first line is a head */
  readonly isNamed: boolean
  /** the cells of a line; undefined when it is no flow */
  cells(line: string): string[] | undefined
}

/** Titles of nfdump's formats `line`, `long`, `extended` and `biline`, and what they are. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  'date first seen': ['start'],
  'date flow start': ['start'],
  'date last seen': ['end'],
  'date flow end': ['end'],
  duration: ['duration'],
  proto: ['protocol'],
  'src ip addr:port': ['srcaddr', 'srcport'],
  'dst ip addr:port': ['dstaddr', 'dstport'],
  'src ip addr': ['srcaddr'],
  'dst ip addr': ['dstaddr'],
  'src pt': ['srcport'],
  'dst pt': ['dstport'],
  flags: ['flags'],
  tos: ['stos'],
  packets: ['packets'],
  bytes: ['bytes'],
  'in pkt': ['ipkt'],
  'in byte': ['ibyt'],
  'out pkt': ['opkt'],
  'out byte': ['obyt'],
  pps: ['pps'],
  bps: ['bps'],
  bpp: ['bpp'],
  flows: ['flows'],
  label: ['label'],
  labels: ['label'],
}
/** Words of the longest title. */
const WORDS_MAX = 4

/** Titles of a head, of two that fit the longer; undefined when one is not known. */
export function titlesOf(line: string): string[] | undefined {
  const words = line.trim().toLowerCase().split(/\s+/)
  const titles: string[] = []
  for (let i = 0; i < words.length; ) {
    let n = Math.min(WORDS_MAX, words.length - i)
    while (n > 0 && !Object.hasOwn(TITLES, words.slice(i, i + n).join(' '))) n--
    if (n === 0) return undefined
    titles.push(words.slice(i, i + n).join(' '))
    i += n
  }
  return titles
}

/** An IPv4 address and a port behind a colon, or an IPv6 address and a port behind a point. */
const ENDS = [/^([\d.]{7,15}|-):([\d.]{1,9}|-)?(?::0)?$/, /^([0-9a-f:]{2,39})\.(\d{1,5})$/i]

function endOf(word: string): string[] | undefined {
  for (const form of ENDS) {
    const m = form.exec(word)
    if (m !== null) return [m[1], m[2] ?? '']
  }
  return undefined
}

const SCALES: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, G: 1e9, T: 1e12 }
const NUMBERED = new Set(['packets', 'bytes', 'in pkt', 'in byte', 'out pkt', 'out byte'])
for (const rate of ['pps', 'bps', 'bpp', 'flows']) NUMBERED.add(rate)

/** Takes the cells of one title from the words of a line, from `at` on; -1 when they do not fit. */
function take(title: string, words: readonly string[], at: number, cells: string[]): number {
  let i = at
  if (title.startsWith('dst ip') && /^<?->$/.test(words[i])) i++
  const word = words[i]
  if (word === undefined) return -1
  if (title.startsWith('date') && /^\d{4}-\d\d-\d\d$/.test(word)) {
    cells.push(`${word} ${words[i + 1]}`)
    return i + 2
  }
  if (title.endsWith(':port')) {
    const end = endOf(word)
    if (end === undefined) return -1
    cells.push(...end)
    return i + 1
  }
  const scale = NUMBERED.has(title) ? SCALES[words[i + 1]] : undefined
  if (scale === undefined) cells.push(word)
  else cells.push(String(Math.round(Number(word) * scale)))
  return i + (scale === undefined ? 1 : 2)
}

function nfdumpLines(first: string): FlowLines | undefined {
  const titles = titlesOf(first)
  const names = titles?.flatMap((t) => TITLES[t])
  if (titles === undefined || names === undefined) return undefined
  if (!names.includes('srcaddr') || !names.includes('dstaddr')) return undefined
  if (new Set(names).size < names.length) return undefined
  return {
    format: 'nfdump-text',
    names,
    isNamed: true,
    cells(line) {
      const words = line.trim().split(/\s+/)
      const cells: string[] = []
      let at = 0
      for (const [i, title] of titles.entries()) {
        if (i === titles.length - 1 && title.startsWith('label')) {
          cells.push(words.slice(at).join(' '))
          at = words.length
        } else at = take(title, words, at, cells)
        if (at < 0 || at > words.length) return undefined
      }
      return at === words.length ? cells : undefined
    },
  }
}

const PUBLISHED =
  `end duration srcaddr dstaddr srcport dstport protocol flags fwd stos packets bytes
  label`.split(/\s+/)
/** The first line of a file of UGR'16: when, for how long, ends, ports, what, counts, label. */
const UGR16 = new RegExp(
  String.raw`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?,\d+\.\d+,[\d.]{7,15},[\d.]{7,15},\d+,\d+,` +
    String.raw`[\w-]+,[.\w]+,\d+,\d+,\d+,\d+(?:,[\w-]+)?$`,
)
/** The head of a part of it with addresses as numbers, as those who learn from it use it. */
const LEARNED = 'srcip,dstip,srcport,dstport,proto,ts,td,pkt,byt,type'
const CALLED = 'srcaddr dstaddr srcport dstport protocol start duration packets bytes label'

function ugr16Lines(first: string): FlowLines | undefined {
  const isNamed = first.trim() === LEARNED
  if (!isNamed && !UGR16.test(first)) return undefined
  const names = isNamed ? CALLED.split(' ') : PUBLISHED.slice(0, first.split(',').length)
  return {
    format: 'ugr16-csv',
    names,
    isNamed,
    cells(line) {
      const cells = line.split(',')
      return cells.length === names.length ? cells : undefined
    },
  }
}

/** How lines of a table are read that begins with this one; undefined when it is no such one. */
export function flowLinesOf(first: string): FlowLines | undefined {
  return nfdumpLines(first) ?? ugr16Lines(first)
}
