/** Whether a template that came in another input can be that of a set. */
import { u16 } from '../bytes/endian.js'
import { VARIABLE } from './export-fields.js'
import { readOptionsTemplate, readTemplate } from './export-templates.js'

/** Bytes of zeros with which a set may end. */
const PADDING_MAX = 7

/**
 * Whether records of the template in a set of its own fill a set of data, up to padding: what
 * another exporter means by the same number mostly has another length.
 */
export function fillsSet(template: Uint8Array, data: Uint8Array, isIpfix: boolean): boolean {
  const isOptions = u16(template, 0) === (isIpfix ? 3 : 1)
  const read = isOptions ? readOptionsTemplate : readTemplate
  const one = read(template, 4, template.length, isIpfix)?.template
  if (one === undefined) return false
  if (one.fields.some((f) => f.length === VARIABLE)) return true
  const rest = (data.length - 4) % one.least
  return rest <= PADDING_MAX && data.subarray(data.length - rest).every((c) => c === 0)
}
