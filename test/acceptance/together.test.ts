/** Everything that real networks gave us, of all layers, released together. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ended, freshFolder, makeKeys, start } from '../e2e/program.js'
import { folder, withoutData } from './captures.js'

const scratch = freshFolder()
afterAll(() => rmSync(scratch, { recursive: true }))

describe.skipIf(withoutData !== '')(`captures, flows, spans and logs${withoutData}`, () => {
  it('leave together, and nothing that one of them names stands in another', async () => {
    const env = await makeKeys(scratch)
    const inputs = ['packets', 'flows', 'telemetry', 'logs'].map((name) => join(folder, name))
    const run = async (...args: string[]) => {
      const { code, out, err } = await ended(start(args, { env, cwd: scratch }))
      return { code, said: out + err }
    }
    const to = ['--for', 'partner', '--recipient', 'acme', '-o', 'all']
    const { code, said } = await run('release', ...inputs, ...to)
    expect([code, said]).toEqual([0, expect.stringMatching(/pass +residue: .* 0\n/)])
    expect(await run('verify', 'all')).toMatchObject({ code: 0 })
  })
})
