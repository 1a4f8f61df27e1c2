/** What `scrim --help` lists: what people use, not what makes the reference. */
import { expect, test, vi } from 'vitest'
import { commands } from '../../src/cli/index.js'
import { runProgram } from '../../src/cli/program.js'

test('--help lists the commands that are not for those who change scrim', async () => {
  let said = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  await runProgram(['node', 'scrim', '--help'])
  write.mockRestore()
  const listed = [...said.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name)
  const wanted = commands.filter((c) => c.hidden !== true).map((c): string => c.name)
  expect(listed.filter((name) => name !== 'help')).toEqual(wanted)
  expect(wanted).not.toContain('docs')
  expect(wanted).toContain('release')
})
