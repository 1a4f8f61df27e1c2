/** Identifiers of traces and spans (W3C Trace Context, OTLP). */
import { text } from './fields-of.js'

/** An identifier of a trace or span, of so many hexadecimal digits at most. */
export function hexId(v: unknown, digits: number): string | undefined {
  const s = text(v)
  return s !== undefined && s.length <= digits && /^[0-9a-f]+$/i.test(s) ? s : undefined
}
