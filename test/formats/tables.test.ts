/** Tables as others read them: DuckDB for Parquet, plain parsing for the rest. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { csv } from '../../src/formats/csv.js'
import type { Format } from '../../src/formats/format.js'
import { formats } from '../../src/formats/index.js'
import { jsonl } from '../../src/formats/jsonl.js'
import { parquet } from '../../src/formats/parquet.js'
import { openTables, type Tables } from '../../src/formats/tables.js'
import type { Cell } from '../../src/layers/table.js'
import { memorySpill } from '../correlate/spill.js'
import { freshFolder } from '../e2e/program.js'
import { DAY, empty, folderOf, row, START, table } from './made.js'

const folder = freshFolder()
afterAll(() => rmSync(folder, { recursive: true }))

function bytesOf(format: Format, rows: readonly (readonly Cell[])[]): Buffer {
  const parts: Buffer[] = []
  const writer = format.open(table, (b) => parts.push(Buffer.from(b)))
  for (const cells of rows) writer.row(cells)
  writer.end()
  return Buffer.concat(parts)
}

async function ask(sql: string): Promise<unknown[][]> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = (await connection.runAndReadAll(sql)).getRowsJson()
  connection.closeSync()
  return rows as unknown[][]
}

describe('parquet', () => {
  const path = join(folder, 'all.parquet')

  it('gives DuckDB every type as it was, and what is absent', async () => {
    writeFileSync(path, bytesOf(parquet, [row(1), empty, row(2)]))
    const types = await ask(`SELECT column_type FROM (DESCRIBE SELECT * FROM '${path}')`)
    expect(types.flat()).toEqual([
      'TIMESTAMP_NS',
      'VARCHAR',
      'INTEGER',
      'BIGINT',
      'DOUBLE',
      'BOOLEAN',
      'VARCHAR',
      'BLOB',
    ])
    const rows = await ask(
      `SELECT epoch_ns("time"), text, small, large, real, flag, more->>'s', hex(raw)
       FROM '${path}'`,
    )
    expect(rows).toEqual([
      [
        String(START + 1_000_000_007n),
        row(1)[1],
        -1,
        String(2n ** 62n - 1n),
        1 / 7,
        false,
        'a"b',
        '0001FF',
      ],
      [null, null, null, null, null, null, null, null],
      [
        String(START + 2_000_000_014n),
        row(2)[1],
        -2,
        String(2n ** 62n - 2n),
        2 / 7,
        true,
        'a"b',
        '0002FF',
      ],
    ])
  })

  it('tells what its columns mean', async () => {
    writeFileSync(path, bytesOf(parquet, [row(1)]))
    const docs = await ask(`SELECT decode(key), decode(value) FROM parquet_kv_metadata('${path}')`)
    expect(docs).toContainEqual(['doc.text', 'a text'])
    expect(docs).toContainEqual(['doc', 'things of every type'])
  })

  it('holds no more than a row group at a time, and loses none', async () => {
    const writes: number[] = []
    const writer = parquet.open(table, (b) => {
      writes.push(b.length)
      writeFileSync(path, b, { flag: writes.length === 1 ? 'w' : 'a' })
    })
    for (let i = 0; i < 50_000; i++) writer.row(row(i))
    expect(writes.length).toBe(3)
    writer.end()
    expect(await ask(`SELECT count(*), sum(small) FROM '${path}'`)).toEqual([
      ['50000', String(-(49_999 * 50_000) / 2)],
    ])
  })

  it('gives the same bytes for the same rows, and a file for none', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => row(i))
    expect(bytesOf(parquet, rows).equals(bytesOf(parquet, rows))).toBe(true)
    writeFileSync(path, bytesOf(parquet, []))
    expect(await ask(`SELECT count(*) FROM '${path}'`)).toEqual([['0']])
  })
})

describe('csv', () => {
  it('quotes what would end a field, and tells empty from absent', () => {
    const cells = [...row(1)]
    cells[1] = ''
    const lines = bytesOf(csv, [row(1), cells, empty])
      .toString()
      .split('\r\n')
    expect(lines[0]).toBe('time,text,small,large,real,flag,more,raw')
    expect(lines[1]).toContain('2024-05-01T10:20:31.000000007Z,"text 1, ""quoted""\n')
    expect(lines[2]).toContain('007Z,"",-1,4611686018427387903,')
    expect(lines[3]).toBe(',,,,,,,')
  })
})

describe('jsonl', () => {
  it('writes objects that a JSON reader takes, without absent cells', () => {
    const lines = bytesOf(jsonl, [row(1), empty])
      .toString()
      .trimEnd()
      .split('\n')
    expect(JSON.parse(lines[0])).toEqual({
      time: '2024-05-01T10:20:31.000000007Z',
      text: row(1)[1],
      small: -1,
      large: '4611686018427387903',
      real: 1 / 7,
      flag: false,
      more: { i: 1, s: 'a"b' },
      raw: '0001ff',
    })
    expect(lines[1]).toBe('{}')
  })
})

describe('openTables', () => {
  function into(root: string, format: Format) {
    const files = { open: 0 }
    const spill = memorySpill()
    return { tables: openTables(format, folderOf(root, files), spill), files, spill }
  }

  it.each(formats.map((f) => [f.name, f] as const))(
    'parts %s by day into one file each, whatever the order',
    (_name, format) => {
      const root = join(folder, format.name)
      const { tables, files } = into(root, format)
      for (let i = 0; i < 600; i++) {
        const cells = row(i)
        cells[0] = START + BigInt((i * 7) % 200) * DAY
        tables.row(table, cells)
      }
      tables.row(table, empty)
      const [written] = tables.close()
      expect(files.open).toBe(0)
      expect(written).toMatchObject({ rows: 601, first: START, last: START + 199n * DAY })
      expect(written.files.length).toBe(201)
      const days = new Set(written.files.map((f) => f.split('/')[2]))
      expect([days.size, days.has('day=none'), days.has('day=2024-05-20')]).toEqual([
        201,
        true,
        true,
      ])
      for (const f of written.files) expect(readFileSync(join(root, f)).length).toBeGreaterThan(2)
    },
  )

  const long = 'long '.repeat(2000)
  /** Long ones, those that come again, and those that do not. */
  const textOf = (i: number): string =>
    i % 7 === 0 ? long : i % 7 < 4 ? `again ${i % 11}` : `text ${i}`
  /** Rows of so many days by turns, in order of `small`. */
  function byTurns(tables: Tables, rows: number, days: number): void {
    for (let i = 0; i < rows; i++) {
      const cells = row(i)
      cells[0] = START + BigInt(i % days) * DAY
      cells[1] = textOf(i)
      tables.row(table, cells)
    }
  }

  it('puts rows away until those of a day are together, and writes them in order', async () => {
    const root = join(folder, 'many')
    const { tables, files, spill } = into(root, parquet)
    byTurns(tables, 8200, 410)
    expect([files.open, spill.blocks.length]).toEqual([0, 2])
    const [written] = tables.close()
    expect([files.open, written.rows, written.files.length]).toEqual([0, 8200, 410])
    expect(new Set(written.files).size).toBe(410)
    const from = `read_parquet('${root}/data/things/*/*.parquet', file_row_number = true)`
    const rows = await ask(
      `SELECT count(*), sum(small), sum(length(text)), count(DISTINCT text),
         count(*) FILTER (text LIKE 'again%' AND text = 'again ' || (-small % 11)),
         max(abs(-small // 410 - file_row_number)),
         count(*) FILTER (flag = (small % 2 = 0) AND large - 4611686018427387904 = small
           AND abs(real * 7 + small) < 1e-6
           AND (more->>'i')::INT = -small AND hex(raw) LIKE '00__FF')
       FROM ${from}`,
    )
    const texts = Array.from({ length: 8200 }, (_, i) => textOf(i))
    const again = String(texts.filter((text) => text.startsWith('again')).length)
    const length = texts.reduce((n, text) => n + text.length, 0)
    const sum = String(-(8199 * 8200) / 2)
    expect(rows).toEqual([
      ['8200', sum, String(length), String(new Set(texts).size), again, '0', '8200'],
    ])
    const groups = await ask(
      `SELECT max(n) FROM (SELECT count(DISTINCT row_group_id) AS n
       FROM parquet_metadata('${root}/data/things/*/*.parquet') GROUP BY file_name)`,
    )
    expect(groups).toEqual([['1']])
  })

  it('writes what is more than a group in groups of about the same length', async () => {
    const root = join(folder, 'groups')
    const { tables } = into(root, parquet)
    for (let i = 0; i < 20_000; i++)
      tables.row(table, [START, null, i, null, null, null, null, null])
    tables.close()
    const groups = await ask(
      `SELECT DISTINCT row_group_num_rows FROM parquet_metadata('${root}/data/things/*/*.parquet')`,
    )
    expect(groups).toEqual([['10000']])
  })

  it('writes a day of which there is enough before the end', async () => {
    const root = join(folder, 'one')
    const { tables, files, spill } = into(root, parquet)
    byTurns(tables, 8200, 1)
    expect([files.open, spill.blocks.length]).toEqual([1, 0])
    tables.close()
    const rows = await ask(
      `SELECT count(*), max(abs(-small - file_row_number))
       FROM read_parquet('${root}/data/things/*/*.parquet', file_row_number = true)`,
    )
    expect([files.open, rows]).toEqual([0, [['8200', '0']]])
  })

  it('reads back whatever was written, in any order and of any size', async () => {
    const cell = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }), { nil: null })
    const record = fc.record({
      day: fc.integer({ min: -40_000, max: 80_000 }),
      text: cell,
      large: fc.oneof(
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        fc.maxSafeInteger(),
        fc.constant(null),
      ),
      real: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
      raw: fc.option(fc.uint8Array({ maxLength: 300 }), { nil: null }),
    })
    let n = 0
    const property = fc.asyncProperty(
      fc.array(record, { minLength: 1, maxLength: 40 }),
      async (r) => {
        const root = join(folder, `any-${n++}`)
        const { tables } = into(root, parquet)
        const time = (day: number): bigint => BigInt(day) * DAY + 17n
        r.forEach(({ day, text, large, real, raw }, i) =>
          tables.row(table, [time(day), text, i, large, real, null, null, raw]),
        )
        tables.close()
        const rows = await ask(
          `SELECT small, epoch_ns("time"), lower(hex(encode(text))), large, real, lower(hex(raw))
         FROM read_parquet('${root}/data/things/*/*.parquet') ORDER BY small`,
        )
        const bytes = (b: Uint8Array): string => Buffer.from(b).toString('hex')
        expect(rows).toEqual(
          r.map((x, i) => [
            i,
            String(time(x.day)),
            x.text === null ? null : bytes(Buffer.from(x.text)),
            x.large === null ? null : String(x.large),
            x.real,
            x.raw === null ? null : bytes(x.raw),
          ]),
        )
      },
    )
    await fc.assert(property, { numRuns: 12, seed: 7 })
  })

  it('takes a text of megabytes', async () => {
    const root = join(folder, 'long')
    const { tables } = into(root, parquet)
    const cells = row(1)
    cells[1] = 'long \u00e9'.repeat(2_000_000)
    tables.row(table, cells)
    tables.row(table, row(2))
    tables.close()
    expect(await ask(`SELECT max(length(text)) FROM '${root}/data/things/*/*.parquet'`)).toEqual([
      ['12000000'],
    ])
  })
})
