/** Who has exported a record, as it leaves, where that is known: of datagrams out of packets. */
import { addressText } from '../text/address-text.js'
import type { Values } from '../wire/values.js'
import type { LayerContext } from './layer.js'

/** The name of the information element, and the rewritten address. */
export type Sender = readonly [name: string, address: string]

function rewritten(exporter: Uint8Array, values: Values): Sender | undefined {
  const name = exporter.length === 4 ? 'exporterIPv4Address' : 'exporterIPv6Address'
  const b = exporter.slice()
  if (!values.bytes(values.rule(`flow.${name}`, 'address'), b, 0, b.length)) return undefined
  return [name, addressText(b, 0, b.length)]
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
