/** The hot loop leaves nothing behind: no object for a record, and nothing to be collected. */
import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { shop } from '../e2e/captures.js'
import { main } from '../e2e/program.js'

const script = fileURLToPath(new URL('./allocation.mjs', import.meta.url))
const dist = dirname(dirname(main))

describe('rewriteBatch', () => {
  it.each(['partner', 'public'])('allocates less than one object for two records (%s)', (tier) => {
    const args = ['--expose-gc', script, dist, shop, tier, '200000']
    const seen = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
    expect(seen.records).toBeGreaterThanOrEqual(200_000)
    expect(seen.dropped).toBe(0)
    // Values of more than 16 bytes (TLS randoms) are left out; they are the rest.
    expect(seen.share).toBeGreaterThan(0.98)
    expect(seen.collections).toBe(0)
    // Measured: 2.5 to 5.9 bytes, which does not fall to zero with more records, so something small
    // is still allocated now and then. An object per record (12 bytes and more) fails this.
    expect(seen.heapPerRecord).toBeLessThan(8)
    expect(seen.buffersPerRecord).toBe(0)
  })
})
