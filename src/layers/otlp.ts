/** Telemetry of OpenTelemetry: traces, logs and metrics in OTLP. */
import { createProtobufInput } from '../otlp/protobuf-input.js'
import { createRun } from '../otlp/run.js'
import { type Framing, framingOf } from '../otlp/signals.js'
import type { TextRewriter, TextRewriters, Way } from '../otlp/treatments.js'
import { createTextRewriter } from '../text/rewrite-text.js'
import { vocabulary } from '../text/vocabulary.js'
import type { Values } from '../wire/values.js'
import type { Layer, LayerContext, LayerRun } from './layer.js'

const FRAMINGS: Readonly<Record<string, Framing>> = {
  'otlp-proto': 'bare',
  'otlp-proto-delimited': 'delimited',
  'otlp-proto-framed': 'framed',
}

/** Texts of these forms leave word by word; others as the rule of their kind says. */
const READABLE: ReadonlySet<Way> = new Set(['name', 'text', 'url', 'query', 'path', 'sql'])

/** One rewriter for all texts under the same values. */
function createTexts(): TextRewriters {
  const known = new WeakMap<Values, TextRewriter>()
  return (values, way) => {
    if (!READABLE.has(way)) return undefined
    const rewrite = known.get(values) ?? createTextRewriter(values, vocabulary)
    known.set(values, rewrite)
    return rewrite
  }
}

function recognise(head: Uint8Array): string | undefined {
  const framing = framingOf(head)
  return Object.keys(FRAMINGS).find((format) => FRAMINGS[format] === framing)
}

function open(format: string, context: LayerContext): LayerRun {
  const run = createRun(context.valuesAt, createTexts())
  const records = { in: 0, out: 0, dropped: {} as Record<string, number> }
  const notices: string[] = []
  const input = createProtobufInput(FRAMINGS[format], run, records, context)
  return { ...input, counts: { records, suppressed: run.suppressed }, notices }
}

/** Traces, logs and metrics as OpenTelemetry's protocol has them. */
export const otlp: Layer = {
  name: 'otlp',
  formats: {
    'otlp-proto': 'an OTLP request in protocol buffers',
    'otlp-proto-delimited': 'OTLP requests in protocol buffers, each behind its length as a varint',
    'otlp-proto-framed': 'OTLP requests in protocol buffers, each behind four bytes of length',
  },
  extensions: {
    'otlp-proto': 'otlp',
    'otlp-proto-delimited': 'otlp',
    'otlp-proto-framed': 'otlp',
  },
  tables: [],
  recognise,
  open,
}
