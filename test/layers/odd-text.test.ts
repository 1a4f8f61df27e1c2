/** Text that cannot be read for how it is written down: refused in words that help. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { leftOut, sortInputs } from '../../src/layers/inputs.js'
import { oddText } from '../../src/layers/odd-text.js'

const table = 'srcip,dstip,srcport,dstport,proto\n192.0.2.5,198.51.100.9,50000,443,tcp\n'
const wide = Buffer.from(table, 'utf16le')

describe('oddText', () => {
  it('knows wide text in both orders, with a mark and without', () => {
    const mark = Buffer.from([0xff, 0xfe])
    for (const b of [wide, Buffer.concat([mark, wide]), Buffer.from(wide).swap16()]) {
      expect(oddText(b)?.what).toBe('it is text in UTF-16')
    }
  })

  it('knows lines that end with carriage returns, and says where a zero byte is', () => {
    const returns = Buffer.from(table.replaceAll('\n', '\r'))
    expect(oddText(returns)?.hint).toContain("tr '\\r' '\\n'")
    expect(oddText(Buffer.from(table.replace('443', '4\0')))?.what).toMatch(/at byte 64$/)
  })

  it('knows a tar archive, and says how to unpack it', () => {
    const made = execFileSync('tar', ['-cf', '-', '-C', '/', '--no-recursion', 'dev'])
    expect(oddText(made.subarray(0, 65536))?.hint).toContain('tar -xf IN')
  })

  it('says nothing of plain text, of other bytes and of none', () => {
    for (const b of [Buffer.from(table), Buffer.alloc(64), Buffer.alloc(0), Buffer.from([1, 0])]) {
      expect(oddText(b)).toBe(undefined)
    }
    expect(oddText(Buffer.from(table.replaceAll('\n', '\r\n')))).toBe(undefined)
  })
})

describe('sortInputs', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'scrim-odd-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('refuses what was named, and leaves out and tells what lay in a folder', async () => {
    mkdirSync(join(folder, 'in'))
    const path = join(folder, 'in', 'wide.csv')
    writeFileSync(path, wide)
    writeFileSync(join(folder, 'in', 'table.csv'), table)
    await expect(sortInputs([path])).rejects.toThrow(`${path} cannot be read: it is text in UTF-16`)
    const inputs = await sortInputs([join(folder, 'in')])
    expect(inputs.others.map((o) => o.format)).toEqual(['flow-csv'])
    expect(leftOut(inputs)).toEqual([`left out: ${path} cannot be read: it is text in UTF-16`])
  })

  it('tells what of a folder is no file, empty or a link, and counts what are many', async () => {
    const made = join(folder, 'in')
    mkdirSync(made)
    for (let i = 0; i < 30; i++) writeFileSync(join(made, `a${i}`), 'x')
    writeFileSync(join(made, 'none'), '')
    symlinkSync('loop', join(made, 'loop'))
    execFileSync('mkfifo', [join(made, 'pipe')])
    writeFileSync(join(made, 'table.csv'), table)
    const inputs = await sortInputs([made])
    const said = leftOut(inputs).map((s) => s.replace(`${made}/`, ''))
    expect(said.slice(0, 2)).toEqual([
      'none is empty, and is left out',
      'a0 is nothing known, and is left out',
    ])
    expect(said.slice(21)).toEqual([
      '10 more: each is nothing known, and is left out',
      'pipe is no file, but a pipe, socket or device, and is left out',
      'loop is a link, and is left out; name what it leads to',
    ])
    expect(inputs.unknown).toHaveLength(31)
    expect(inputs.captures).toEqual([])
  })

  it('reads labels whose first line has many columns', async () => {
    const path = join(folder, 'labels.csv')
    const more = Array.from({ length: 2000 }, (_, i) => `extra${i}`).join(',')
    const row = `2026-03-01 10:00:00,192.0.2.7,scan${','.repeat(2000)}`
    writeFileSync(path, `start,host,label,${more}\n${row}\n`)
    const { others } = await sortInputs([path])
    expect(others.map((o) => o.format)).toEqual(['labels-csv'])
  })
})
