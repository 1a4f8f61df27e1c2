/** The library: what other programs may build on. */

export { append, appendByte, createOutput } from './bytes/output.js'
export { createPcapngWriter } from './capture/write-pcapng.js'
export { layers, recogniseLayer } from './layers/index.js'
export type { Layer, LayerContext, LayerRun } from './layers/layer.js'
export type { Table } from './layers/table.js'
export { type Counts, type RunPlan, run } from './pipeline/run.js'
export { profilePolicy } from './policy/profiles.js'
export { readPolicy } from './policy/read.js'
export { verifyRelease } from './release/verify.js'
export { openTrace } from './sources/index.js'
export { valueFields } from './wire/fields.js'
export type { Values } from './wire/values.js'
