/** What changes from one epoch to the next, and what must not. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBytes } from '../capture/made.js'
import { pcap } from '../e2e/captures.js'
import { freshFolder, makeKeys } from '../e2e/program.js'
import { scrim } from './run.js'

const folder = freshFolder()
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  env = await makeKeys(folder)
})

const START = 1_700_000_000
const frame = Buffer.from('4500001c000100004011f6c80a01020308080808003500350008f75c', 'hex')

/** Captures of one packet each, hours apart. */
function captures(hours: readonly number[]): string[] {
  return hours.map((hour) => {
    const path = join(folder, `${hour}.pcap`)
    writeFileSync(path, pcap(101, [frame], START + 3600 * hour))
    return path
  })
}

describe('epochs', () => {
  it.each([
    ['a raw key', () => ['--key-file', join(folder, 'key')]],
    ['a vault', () => []],
  ] as const)('have pseudonyms of their own and times in common, with %s', async (_name, keys) => {
    const out = join(folder, 'out.pcapng')
    const args = ['anonymize', ...captures([0, 5, 48]), out, '--for', 'public', '--force']
    const ran = await scrim([...args, '--quiet', ...keys()], env)
    expect([ran.code, ran.err]).toEqual([0, ''])
    const { records } = await readBytes(readFileSync(out))
    const times = records.map((r) => r.seconds)
    expect(times.map((t) => Math.round((t - times[0]) / 3600))).toEqual([0, 5, 48])
    expect(times[0]).toBeGreaterThan(START + 31_000_000)
    const sources = records.map((r) => Buffer.from(r.data, 'hex').readUInt32BE(12))
    expect(new Set(sources).size).toBe(3)
  })
})
