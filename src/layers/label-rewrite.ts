/**
 * Rewrites assertions: endpoints, names, ids and times get what they get in every layer. What is
 * asserted stays where its taxonomy or the vocabulary knows it; another short word may be
 * somebody's name, and gets a pseudonym. Free text does not leave.
 */
import { createOutput } from '../bytes/output.js'
import {
  type Assertion,
  type Entry,
  isRetraction,
  type Retraction,
  type Said,
  type Scope,
} from '../labels/assertion.js'
import { defined } from '../labels/fields-of.js'
import type { Subject } from '../labels/subject.js'
import { judge, judgeName, tidyValue } from '../labels/taxonomies.js'
import { moveTime } from '../policy/value-times.js'
import { Role, vocabulary } from '../text/vocabulary.js'
import type { Kind } from '../wire/fields.js'
import { isMoment, type Values } from '../wire/values.js'

/** Words of a taxonomy that are in no list; more of them are no taxonomy, but names. */
const WORDS_MAX = 64
const BASES = new Set(['dpi', 'dpi-cache', 'dpi-partial', 'port', 'address', 'rule'])
const RULE = /^\d{1,3}:\d{1,9}$|^\d{1,9}$/
const G = 1_000_000_000n
const SHARES = 10_000

/** Rewrites entries of one input. */
export interface LabelRewriter {
  /** a text says why the entry does not leave */
  entry(e: Entry): Entry | string
  /** label values that are in no list and left as words */
  readonly words: number
}

/** The state of one rewriter, with the values that hold for the entry in hand. */
interface State {
  readonly valuesAt: (seconds: number) => Values
  readonly suppressed: Record<string, number>
  readonly words: Map<string, Set<string>>
  /** of the file as a whole: ids hold throughout it, and a retraction finds what it takes back */
  readonly whole: Values
  values: Values
}

const out = createOutput(1 << 12)

function count(s: State, what: string): void {
  s.suppressed[what] = (s.suppressed[what] ?? 0) + 1
}

function through(s: State, field: string, kind: Kind, value: string): string | undefined {
  const b = Buffer.from(value)
  out.n = 0
  const values = field === 'id' ? s.whole : s.values
  const rule = values.rule(`label.${field}`, kind)
  if (!values.text(rule, b, 0, b.length, out)) return undefined
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

/** As `through`, for what may be absent; counts what does not leave. */
function maybe(s: State, field: string, kind: Kind, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const left = through(s, field, kind, value)
  if (left === undefined) count(s, field)
  return left
}

function moved(s: State, at: bigint | undefined): bigint | undefined {
  if (at === undefined) return undefined
  if (s.values.time.zero) {
    count(s, 'time')
    return undefined
  }
  const nanos = ((at % G) + G) % G
  const t = { seconds: Number((at - nanos) / G), nanos: Number(nanos) }
  // As in tables of flows: times of 1970 count from the beginning of a capture.
  const isRelative = t.seconds >= 0 && t.seconds < 365 * 86_400
  if (!isRelative && !isMoment(t.seconds)) {
    count(s, 'time')
    return undefined
  }
  moveTime(t, isRelative ? { ...s.values.time, seconds: 0, nanos: 0 } : s.values.time)
  return BigInt(t.seconds) * G + BigInt(t.nanos)
}

function port(s: State, value: number | undefined): number | undefined {
  if (value === undefined) return undefined
  const left = s.values.number(s.values.rule('label.port', 'port'), value)
  if (!Number.isNaN(left)) return left
  count(s, 'port')
  return undefined
}

/** The subject as it leaves; undefined when what it is about is not to be told. */
function subject(s: State, from: Subject): Subject | undefined {
  const to = defined<Subject>({
    kind: from.kind,
    source: maybe(s, 'address', 'address', from.source),
    destination: maybe(s, 'address', 'address', from.destination),
    sourcePort: port(s, from.sourcePort),
    destinationPort: port(s, from.destinationPort),
    protocol: from.protocol,
    host: maybe(s, 'host', 'hostname', from.host),
    traceId: maybe(s, 'trace-id', 'link', from.traceId),
    spanId: maybe(s, 'span-id', 'link', from.spanId),
    record: from.record,
    flowId: from.flowId,
  })
  // Half of a subject would be about more than was asserted.
  const must = ['source', 'destination', 'host', 'traceId', 'spanId'] as const
  return must.some((m) => from[m] !== undefined && to[m] === undefined) ? undefined : to
}

function isNew(s: State, taxonomy: string, word: string): boolean {
  const words = s.words.get(taxonomy) ?? new Set()
  s.words.set(taxonomy, words)
  if (!words.has(word) && words.size >= WORDS_MAX) return false
  words.add(word)
  return true
}

const SHORT_NUMBER = /^\d{1,2}$/
/** Three numbers in a row are somebody's: `ip-10-20-30-40`, `078-05-1120`. */
const NUMBERS = /\d[^A-Za-z\d]+\d+[^A-Za-z\d]+\d/

/** Whether a word is in the vocabulary, and nobody's name as well: `will` may be an analyst. */
function isOrdinary(word: string): boolean {
  const b = Buffer.from(word)
  const role = vocabulary.role(b, 0, b.length)
  return role >= 0 && role !== Role.name && role !== Role.doubtful
}

/** A share with as many digits as somebody can mean. */
function shareOf(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(share * SHARES) / SHARES
}

/**
 * A short word as it leaves, part by part (`From-Normal-V42`): what is in the vocabulary stays,
 * `undefined` where another part may not leave.
 */
function known(s: State, word: string): string | undefined {
  let left = ''
  const isShort = NUMBERS.test(word) ? () => false : (part: string) => SHORT_NUMBER.test(part)
  for (const part of word.split(/([^A-Za-z0-9]+)/)) {
    const stays = isShort(part) || isOrdinary(part)
    const is = !/[A-Za-z0-9]/.test(part) || stays ? part : through(s, 'word', 'link', part)
    if (is === undefined) return undefined
    left += is
  }
  return left
}

/** What is asserted, as it leaves; a text with `!` before it says why it does not. */
function valueOf(s: State, taxonomy: string, raw: string): string {
  const tidy = tidyValue(raw)
  const how = judge(taxonomy, tidy)
  if (how === 'free') return '!free-value'
  // What the policy makes of a word: known values are written with dots that make them look like
  // names of hosts, which they are not.
  const plain = through(s, 'value', 'enum', 'word')
  if (plain === undefined) return '!value'
  if (plain !== 'word') return through(s, 'value', 'enum', tidy) ?? '!value'
  if (how === 'known') return tidy
  const parts = tidy.split(/\.|::/)
  if (parts.some((p) => through(s, 'value', 'enum', p) !== p)) return '!free-value'
  if (!isNew(s, taxonomy, tidy)) return '!too-many-values'
  return known(s, tidy) ?? '!value'
}

function ruleOf(s: State, rule: string | undefined): string | undefined {
  if (rule === undefined) return undefined
  if (RULE.test(rule) && through(s, 'rule', 'enum', 'word') === 'word') return rule
  count(s, 'rule')
  return undefined
}

function said(s: State, from: Said): Said {
  const how = judgeName('tool', from.tool)
  const tool = how === 'known' ? from.tool : how === 'word' ? known(s, from.tool) : undefined
  if (tool === undefined) count(s, 'tool')
  return defined<Said>({
    tool: tool ?? 'unnamed',
    version: maybe(s, 'tool-version', 'software', from.version),
    rule: ruleOf(s, from.rule),
    config: maybe(s, 'config-digest', 'link', from.config?.toLowerCase()),
    basis: from.basis !== undefined && BASES.has(from.basis) ? from.basis : undefined,
  })
}

function scope(s: State, from: Scope | undefined): Scope | undefined {
  if (from === undefined) return undefined
  const { unlabelled } = from
  return defined<Scope>({ start: moved(s, from.start), end: moved(s, from.end), unlabelled })
}

function assertion(s: State, from: Assertion): Assertion | string {
  const how = judgeName('taxonomy', from.taxonomy)
  if (how === 'free') return 'free-taxonomy'
  const taxonomy = how === 'known' ? from.taxonomy : known(s, from.taxonomy)
  if (taxonomy === undefined) return 'taxonomy'
  const asserted = valueOf(s, from.taxonomy, from.value)
  if (asserted.startsWith('!')) return asserted.slice(1)
  const about = subject(s, from.subject)
  if (about === undefined) return 'subject'
  const start = moved(s, from.start)
  if (about.kind === 'window' && start === undefined) return 'subject'
  return defined<Assertion>({
    id: maybe(s, 'id', 'link', from.id),
    subject: about,
    taxonomy,
    value: asserted,
    tier: from.tier,
    said: said(s, from.said),
    confidence: shareOf(from.confidence),
    error: shareOf(from.error),
    start,
    end: moved(s, from.end),
    scope: scope(s, from.scope),
    candidates: from.candidates,
  })
}

function retraction(s: State, from: Retraction): Retraction | string {
  const retracts = through(s, 'id', 'link', from.retracts)
  if (retracts === undefined) return 'subject'
  const id = maybe(s, 'id', 'link', from.id)
  // Somebody took it back shortly before the release was made, and everybody knows when that was:
  // beside it, the moved time would tell by how much all times moved.
  if (from.start !== undefined) count(s, 'time')
  return defined<Retraction>({ id, retracts, said: said(s, from.said) })
}

/** Makes a rewriter; what entries lose is counted in `suppressed`. */
export function createLabelRewriter(
  valuesAt: (seconds: number) => Values,
  suppressed: Record<string, number>,
): LabelRewriter {
  const whole = valuesAt(Number.NaN)
  const s: State = { valuesAt, suppressed, words: new Map(), whole, values: whole }
  return {
    entry(e) {
      s.values = e.start === undefined ? whole : valuesAt(Number(e.start / G))
      if (e.comment !== undefined) count(s, 'free-text')
      return isRetraction(e) ? retraction(s, e) : assertion(s, e)
    },
    get words() {
      let n = 0
      for (const of of s.words.values()) n += of.size
      return n
    },
  }
}
