/** An output that is the input, by any name, is refused even with --force: the original stays. */
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scrim } from './run.js'

const shop = join(import.meta.dirname, '../../examples/shop/shop.pcapng')

test('anonymize and flows never write over their input', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'scrim-same-'))
  const [input, link, key] = ['in.pcapng', 'link.pcapng', 'key'].map((n) => join(dir, n))
  try {
    copyFileSync(shop, input)
    symlinkSync(input, link)
    writeFileSync(key, Buffer.alloc(32, 7), { mode: 0o600 })
    const wanted = ['--for', 'partner', '--recipient', 'acme', '--key-file', key, '--force']
    for (const output of [input, link]) {
      const ran = await scrim(['anonymize', ...wanted, input, output])
      expect(ran.code).toBe(1)
      expect(ran.err).toContain('is the input')
      const flows = await scrim(['flows', input, '-o', output, '--force'])
      expect(flows.code).toBe(1)
      expect(flows.err).toContain('is the input')
    }
    expect(readFileSync(input).equals(readFileSync(shop))).toBe(true)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
