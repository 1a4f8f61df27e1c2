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

test('what is used wrongly says whose help to see, also below a command', async () => {
  let said = ''
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text)
    return true
  })
  const wrong = ['policy check --bogus', 'label add', 'inspect --bogus', 'policy bogus', '--bogus']
  const code = process.exitCode
  for (const args of wrong) await runProgram(['node', 'scrim', ...args.split(' ')])
  process.exitCode = code
  write.mockRestore()
  expect([...said.matchAll(/see: (.*)/g)].map(([, help]) => help)).toEqual([
    'scrim policy check --help',
    'scrim label add --help',
    'scrim inspect --help',
    'scrim policy --help',
    'scrim --help',
  ])
})
