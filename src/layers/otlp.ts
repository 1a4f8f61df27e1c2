/** Telemetry of OpenTelemetry: traces, logs and metrics in OTLP. */
import { createProtobufInput } from '../otlp/protobuf-input.js'
import { createRun } from '../otlp/run.js'
import { type Framing, framingOf } from '../otlp/signals.js'
import type { TextRewriters } from '../otlp/treatments.js'
import type { Layer, LayerContext, LayerRun } from './layer.js'

const FRAMINGS: Readonly<Record<string, Framing>> = {
  'otlp-proto': 'bare',
  'otlp-proto-delimited': 'delimited',
  'otlp-proto-framed': 'framed',
}

/** Free text does not leave before there is somebody to rewrite it. */
const noTexts: TextRewriters = () => undefined

function recognise(head: Uint8Array): string | undefined {
  const framing = framingOf(head)
  return Object.keys(FRAMINGS).find((format) => FRAMINGS[format] === framing)
}

function open(format: string, context: LayerContext): LayerRun {
  const run = createRun(context.valuesAt, noTexts)
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
