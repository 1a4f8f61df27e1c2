/** Writes release after release until it is killed; the parent looks at what is left. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBundle } from '../../src/release/bundle.js'
import { writeRelease } from '../../src/release/write.js'
import { makeFacts } from './made.js'

const [dir] = process.argv.slice(2)
for (let i = 0; ; i++) {
  const bundle = await createBundle(join(dir, `release-${i}`))
  for (let k = 0; k < 4; k++) {
    writeFileSync(bundle.path(`data/packets/${k}.pcapng`), Buffer.alloc(50_000, k))
  }
  await writeRelease(bundle, makeFacts())
  await bundle.commit()
  if (i === 0) process.stdout.write('begun\n')
}
