/** Commands that are printed can be run as they stand. */
import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { shellWord } from '../../src/cli/ui/shell-word.js'

it('gives a shell each name back as one word', () => {
  for (const name of ['acme-1', 'out put', "it's", '$HOME', '~', 'a;b', '`id`', 'a\nb', 'ü', '*']) {
    const ran = spawnSync('sh', ['-c', `printf %s ${shellWord(name)}`], { encoding: 'utf8' })
    expect(ran.stdout).toBe(name)
  }
  expect(shellWord('acme-1')).toBe('acme-1')
  expect(shellWord('-out')).toBe('./-out')
})
