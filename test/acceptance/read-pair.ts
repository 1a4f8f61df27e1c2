/** Rewrites captures and has tshark read both what was and what became of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Policy } from '../../src/policy/policy.js'
import { writePair } from './before-after.js'
import type { Frame } from './readings.js'
import { readFields } from './tshark.js'

/** Frames in order, and what to call each of them. */
export interface Reading {
  readonly frames: readonly Frame[]
  nameOf(index: number): string
}

/** Rewrites the files, lets `use` read the two files, and removes them. */
export async function withPair<T>(
  paths: readonly string[],
  policy: Policy,
  use: (read: ReadPair) => Promise<T>,
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'scrim-acceptance-'))
  const pair = { before: join(scratch, 'before.pcapng'), after: join(scratch, 'after.pcapng') }
  try {
    const { fileOf } = await writePair(paths, policy, pair)
    const nameOf = (i: number): string => {
      const path = paths[fileOf[i]].split('/').slice(-3).join('/')
      return `${path}, frame ${i - fileOf.indexOf(fileOf[i]) + 1} of those kept`
    }
    return await use(async (fields, options) => {
      const [was, is] = await Promise.all(
        [pair.before, pair.after].map((path) => readFields(path, fields, options)),
      )
      if (was.length !== fileOf.length || is.length !== fileOf.length) {
        throw new Error(`of ${fileOf.length} frames tshark read ${was.length} and ${is.length}`)
      }
      return { frames: was.map((w, i) => ({ was: w, is: is[i] })), nameOf }
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Reads fields of both files with some preferences of tshark. */
export type ReadPair = (fields: readonly string[], options: readonly string[]) => Promise<Reading>
