/** What readers of logs work with: values under the policy, by the time of the record. */
import { announces } from '../text/announced.js'
import { logField, plainName } from '../text/log-keys.js'
import { createTextRewriter } from '../text/rewrite-text.js'
import { vocabulary as shipped } from '../text/vocabulary.js'
import type { Values } from '../wire/values.js'
import type { LayerContext, LayerCounts } from './layer.js'
import type { LogField, LogValues, ReaderContext } from './log-reader.js'

/** Plain names of fields that name a service, or the program that stands for one. */
const SERVICES: ReadonlySet<string> = new Set(
  `service servicename syslogidentifier app appname application program`.split(' '),
)

const FIELDS_MAX = 1 << 14

function createLogValues(values: Values, { vocabulary = shipped, watch }: LayerContext): LogValues {
  const known = new Map<string, Map<string, LogField>>()
  let size = 0
  const rule = values.rule('log.other', 'link')
  const unknown: LogField = { kind: undefined, rule }
  const secret: LogField = { kind: undefined, rule, announces: true }
  return {
    values,
    text: createTextRewriter(values, vocabulary, watch),
    field(name, parent) {
      let below = known.get(parent)
      let field = below?.get(name)
      if (field !== undefined) return field
      const found = logField(name, parent)
      field =
        found === undefined
          ? announces(vocabulary, name)
            ? secret
            : unknown
          : { kind: found.kind, rule: values.rule(found.name, found.kind) }
      const isService = SERVICES.has(plainName(name)) || found?.name === 'log.service.name'
      if (isService) field = { ...field, service: values.rule('log.service', 'link') }
      if (size++ >= FIELDS_MAX) return field
      if (below === undefined) {
        below = new Map()
        known.set(parent, below)
      }
      below.set(name, field)
      return field
    },
  }
}

/** What was made of values, and with what. */
interface Made {
  readonly vocabulary: LayerContext['vocabulary']
  readonly watch: LayerContext['watch']
  readonly own: LogValues
}

/** For all inputs: making one takes longer than rewriting a file of a few lines. */
const made = new WeakMap<Values, Made>()

function logValuesOf(values: Values, context: LayerContext): LogValues {
  const { vocabulary, watch } = context
  const had = made.get(values)
  if (had !== undefined && had.vocabulary === vocabulary && had.watch === watch) return had.own
  const own = createLogValues(values, context)
  made.set(values, { vocabulary, watch, own })
  return own
}

/** Gives the values of a time, with what belongs to them. */
export function createReaderContext(context: LayerContext, counts: LayerCounts): ReaderContext {
  let last = 0
  return {
    counts,
    valuesAt(seconds) {
      if (seconds !== undefined && Number.isFinite(seconds)) last = seconds
      const values = context.valuesAt(last)
      context.watch?.record()
      return logValuesOf(values, context)
    },
  }
}

/** Counts a value that did not leave. */
export function suppressed(counts: LayerCounts, why: string): void {
  counts.suppressed[why] = (counts.suppressed[why] ?? 0) + 1
}
