/** How tests are run: fast ones by default, slow ones (`*.slow.test.ts`) when SCRIM_SLOW is set. */
import { defineConfig } from 'vitest/config'

const slow = process.env.SCRIM_SLOW === '1'

export default defineConfig({
  test: {
    include: slow ? ['test/**/*.slow.test.ts'] : ['test/**/*.test.ts'],
    exclude: slow ? ['node_modules/**'] : ['node_modules/**', 'test/**/*.slow.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // files of a worker share what is loaded and compiled: a quarter of the CPU of the suite
    isolate: false,
    fileParallelism: true,
    // processes take their time where much else runs
    testTimeout: slow ? 300_000 : 180_000,
    hookTimeout: slow ? 300_000 : 240_000,
    reporters: ['default'],
  },
})
