/** Results of which one value, or the rows of one chunk, are more than a string can hold. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parquet } from '../../src/formats/parquet.js'
import { openTables } from '../../src/formats/tables.js'
import { openQuery } from '../../src/release/query.js'
import { memorySpill } from '../correlate/spill.js'
import { folderOf, row, table } from '../formats/made.js'
import { list } from '../release/forge.js'
import { scrimProcess } from './run.js'

const release = mkdtempSync(join(tmpdir(), 'scrim-query-'))
afterAll(() => rmSync(release, { recursive: true }))
beforeAll(() => {
  const tables = openTables(parquet, folderOf(release), memorySpill())
  tables.row(table, row(0))
  tables.close()
  list(release)
})

test('a value too long for a string is a wrong question, not a fault of the program', async () => {
  const open = await openQuery(release, '4GB')
  try {
    const found = await open.run("SELECT repeat('x', 540000000)")
    await expect(found.rows()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'usage',
      message: 'a value is too long to be shown',
    })
  } finally {
    open.close()
  }
}, 120_000)

test('rows that are too long together are printed one after the other', async () => {
  const sql = "SELECT repeat('x', 10000000) FROM range(60)"
  const ran = await scrimProcess(['query', release, sql], 'throws-away')
  expect([ran.code, ran.err]).toEqual([0, '60 rows\n'])
}, 120_000)
