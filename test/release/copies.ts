/** A release made once, and a copy of it for each test to change. */
import { cpSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { type VerifyOptions, verifyRelease } from '../../src/release/verify.js'
import { folder, known, makeRelease } from './made.js'

/** Where things are; set before each test. */
export const copies = { root: '', original: '', dir: '' }

/** Sets up the copies. */
export function useCopies(): void {
  beforeAll(async () => {
    copies.root = await folder()
    copies.original = (await makeRelease(copies.root)).path
  })
  afterAll(() => rm(copies.root, { recursive: true, force: true }))
  beforeEach(() => {
    copies.dir = join(copies.root, 'copy')
    cpSync(copies.original, copies.dir, { recursive: true })
    return () => rm(copies.dir, { recursive: true, force: true })
  })
}

/** Verifies the copy. */
export const verify = (more: Partial<VerifyOptions> = {}) =>
  verifyRelease(copies.dir, { checks: known, engine: '0.1.0', ...more })

/** The files named by the problems found. */
export async function named(more: Partial<VerifyOptions> = {}): Promise<string[]> {
  const { ok, problems } = await verify(more)
  expect(ok).toBe(problems.length === 0)
  return problems.map((p) => p.file)
}
