/** Who has exported a record, as it leaves, where that is known: of datagrams out of packets. */
import { createOutput } from '../bytes/output.js'
import { appendIpv4, appendIpv6 } from '../text/addresses.js'
import type { Values } from '../wire/values.js'
import type { LayerContext } from './layer.js'

/** The name of the information element, and the rewritten address. */
export type Sender = readonly [name: string, address: string]

const text = createOutput(64)

function rewritten(exporter: Uint8Array, values: Values): Sender | undefined {
  const name = exporter.length === 4 ? 'exporterIPv4Address' : 'exporterIPv6Address'
  const b = exporter.slice()
  if (!values.bytes(values.rule(`flow.${name}`, 'address'), b, 0, b.length)) return undefined
  text.n = 0
  if (b.length === 4) appendIpv4(text, b, 0)
  else appendIpv6(text, b, 0)
  return [name, Buffer.from(text.bytes.subarray(0, text.n)).toString('latin1')]
}

/** Gives who has sent the datagrams of an input, under the values of a time; asked for once. */
export function createSender({ sent }: LayerContext): (values: Values) => Sender | undefined {
  const known = new WeakMap<Values, Sender | undefined>()
  return (values) => {
    if (sent === undefined) return undefined
    if (!known.has(values)) known.set(values, rewritten(sent.exporter, values))
    return known.get(values)
  }
}
