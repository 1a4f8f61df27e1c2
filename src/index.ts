/** The library: what other programs may build on. */

export { createPcapngWriter } from './capture/write-pcapng.js'
export { type Counts, type RunPlan, run } from './pipeline/run.js'
export { profilePolicy } from './policy/profiles.js'
export { readPolicy } from './policy/read.js'
export { verifyRelease } from './release/verify.js'
export { openTrace } from './sources/index.js'
