/** The list of transforms: add one by its file, an import and a line here. */
import { constant } from './constant.js'
import { filler } from './filler.js'
import { generalise } from './generalise.js'
import { keep } from './keep.js'
import { offset } from './offset.js'
import { permute } from './permute.js'
import { prefix } from './prefix.js'
import { prefixPreserving } from './prefix-preserving.js'
import { products } from './products.js'
import { pseudonym } from './pseudonym.js'
import { round } from './round.js'
import { shift } from './shift.js'
import { suppress } from './suppress.js'
import type { Transform } from './transform.js'
import { truncate } from './truncate.js'

/** All transforms a policy can name. */
export const transforms: readonly Transform[] = [
  keep,
  suppress,
  constant,
  filler,
  truncate,
  round,
  generalise,
  pseudonym,
  products,
  prefixPreserving,
  prefix,
  permute,
  offset,
  shift,
]

/** The transform of this name, or undefined. */
export function findTransform(name: string): Transform | undefined {
  return transforms.find((t) => t.name === name)
}
