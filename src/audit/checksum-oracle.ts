/** Can a checksum be used to test guesses of bytes that did not leave? */
import { derive } from '../pipeline/derived.js'
import { SUM, Sum } from '../wire/frame.js'
import { type Check, countFinding } from './check.js'

const NONE = { internal: 0, partner: 0, research: 0, public: 0 }

/**
 * Claim `checksum-no-oracle`: each checksum is either zero or the right one for the bytes released
 * with it; then it says nothing that those bytes do not say. Any other value is a function of bytes
 * that stayed behind (Pang et al. 2006 record "was bad" instead).
 */
export const checksumOracle: Check = {
  name: 'checksum-oracle',
  version: 1,
  question: 'can a checksum be used to test guesses of what was there before?',
  reproducible: 'release',
  limits: NONE,
  open(context) {
    let checked = 0
    let zero = 0
    let oracle = 0
    const seen = new Float64Array(64)
    return {
      released(f) {
        const n = f.sums
        for (let i = 0; i < n; i++) seen[i] = read(f.b, f.sum[i * SUM], f.sum[i * SUM + 1], f.end)
        derive(f, f.end)
        for (let i = 0; i < n; i++) {
          if (seen[i] < 0) continue
          checked++
          if (seen[i] === 0) zero++
          else if (seen[i] !== read(f.b, f.sum[i * SUM], f.sum[i * SUM + 1], f.end)) oracle++
        }
      },
      finish: () =>
        countFinding(checksumOracle, context, {
          measure: 'checksums that are neither zero nor right for the released bytes',
          value: oracle,
          arms: { checked, zero, 'right for the released bytes': checked - zero - oracle },
          notes: [],
        }),
    }
  },
}

function read(b: Uint8Array, method: number, at: number, end: number): number {
  const size = method === Sum.crc32c ? 4 : 2
  if (at + size > end) return -1
  let v = 0
  for (let i = 0; i < size; i++) v = v * 256 + b[at + i]
  return v
}
