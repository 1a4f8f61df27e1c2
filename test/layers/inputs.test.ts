/** Lists of inputs: what they name, and what is said of it. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { leftOut, sortInputs } from '../../src/layers/inputs.js'
import { freshFolder } from '../e2e/program.js'

const recording = join(import.meta.dirname, '../../examples/shop/recording')

describe('sortInputs', () => {
  it('takes the labels that a list names with its inputs', async () => {
    const { captures, others } = await sortInputs([join(recording, 'dataset.yaml')])
    expect(captures.length).toBeGreaterThan(0)
    const labels = others.filter((o) => o.layer.name === 'labels')
    expect(labels).toMatchObject([
      { path: join(recording, 'labels', 'labels.csv'), format: 'labels-csv' },
    ])
  })
  it('follows no link in a folder, and one that is named', async () => {
    const root = freshFolder()
    const day = join(root, 'day1')
    mkdirSync(day)
    const line = '{"time":"2024-03-01T10:00:00Z","level":"info","msg":"started"}\n'
    for (const name of ['day1/own.jsonl', 'other.jsonl']) writeFileSync(join(root, name), line)
    symlinkSync(join(root, 'other.jsonl'), join(day, 'elsewhere.jsonl'))
    symlinkSync(join(root, 'nowhere'), join(day, 'dangling.jsonl'))
    const links = [join(day, 'dangling.jsonl'), join(day, 'elsewhere.jsonl')]
    const inputs = await sortInputs([day])
    expect(inputs.others.map((o) => o.path)).toEqual([join(day, 'own.jsonl')])
    expect(inputs).toMatchObject({ unknown: [], links })
    expect(leftOut(inputs)[0]).toContain('dangling.jsonl is a link, and is left out')
    const list = join(root, 'dataset.yaml')
    writeFileSync(list, 'inputs:\n  - day1\n')
    expect(await sortInputs([list])).toMatchObject({ links })
    const named = await sortInputs([join(day, 'elsewhere.jsonl')])
    expect(named.others).toHaveLength(1)
    rmSync(root, { recursive: true })
  })
  it('takes a file once, however often and by whichever name it is named', async () => {
    const root = freshFolder()
    const line = '{"time":"2024-03-01T10:00:00Z","level":"info","msg":"started"}\n'
    const [own, alike, link] = ['own', 'alike', 'link'].map((name) => join(root, `${name}.jsonl`))
    for (const path of [own, alike]) writeFileSync(path, line)
    symlinkSync(own, link)
    const inputs = await sortInputs([own, root, link])
    expect(inputs.others.map((o) => o.path)).toEqual([own, alike])
    expect(inputs.twice).toEqual([own, link])
    expect(leftOut(inputs)).toContain(`${link} is named twice, and is left out once`)
    rmSync(root, { recursive: true })
  })
  it('leaves out releases that lie beside what they were made of, unless named', async () => {
    const root = freshFolder()
    const line = '{"time":"2024-03-01T10:00:00Z","level":"info","msg":"started"}\n'
    const [released, refused] = [join(root, 'acme-1'), join(root, 'acme-2.refused')]
    for (const folder of [released, refused]) {
      mkdirSync(join(folder, 'audit'), { recursive: true })
      writeFileSync(join(folder, 'report.html'), '<html></html>')
      writeFileSync(join(folder, 'audit', 'logs.jsonl'), line)
    }
    // neither alone makes a release
    mkdirSync(join(root, 'day1', 'audit'), { recursive: true })
    for (const name of ['own.jsonl', 'day1/audit/own.jsonl']) writeFileSync(join(root, name), line)
    const inputs = await sortInputs([root])
    const own = [join(root, 'day1', 'audit', 'own.jsonl'), join(root, 'own.jsonl')]
    expect(inputs.others.map((o) => o.path)).toEqual(own)
    expect(inputs).toMatchObject({ unknown: [], releases: [released, refused] })
    expect(leftOut(inputs)[0]).toBe(`${released} is a release, and is left out`)
    const named = await sortInputs([released])
    expect(named.others.map((o) => o.path)).toEqual([join(released, 'audit', 'logs.jsonl')])
    rmSync(root, { recursive: true })
  })
  it.each([
    ['', 'it is empty'],
    ['inputs: 7\n', 'inputs invalid input: expected array, received number'],
    ['inputs: [a]\n---\ninputs: [b]\n', 'line 2, column 1: a second document begins here'],
    [`inputs: ${'['.repeat(20_000)}`, ': it is nested too deeply'],
  ])('says what is wrong with the list %.20j', async (text, why) => {
    const root = freshFolder()
    writeFileSync(join(root, 'dataset.yaml'), text)
    await expect(sortInputs([root])).rejects.toThrow(why)
    rmSync(root, { recursive: true })
  })
  it('refuses a list without end', async () => {
    const root = freshFolder()
    symlinkSync('/dev/zero', join(root, 'dataset.yaml'))
    const why = 'dataset.yaml has more than 16 MiB, expected a list of inputs'
    await expect(sortInputs([root])).rejects.toThrow(why)
    rmSync(root, { recursive: true })
  })
})
