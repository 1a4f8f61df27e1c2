/** Every layer. Adding one: a file beside this, an import here, an entry in the list. */
import { flows } from './flows.js'
import { labels } from './labels.js'
import type { Layer } from './layer.js'
import { logs } from './logs.js'
import { otlp } from './otlp.js'

/** In the order in which they are asked whether an input is theirs: the strictest first. */
export const layers: readonly Layer[] = [flows, otlp, labels, logs]

/** The layer and format of an input by its first bytes, or undefined. */
export function recogniseLayer(
  head: Uint8Array,
): { readonly layer: Layer; readonly format: string } | undefined {
  for (const layer of layers) {
    const format = layer.recognise(head)
    if (format !== undefined) return { layer, format }
  }
  return undefined
}
