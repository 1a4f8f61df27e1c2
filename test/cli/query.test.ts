/** `scrim query`: what a release answers, and what it does not let itself be asked. */
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parquet } from '../../src/formats/parquet.js'
import { openTables } from '../../src/formats/tables.js'
import { openQuery } from '../../src/release/query.js'
import { memorySpill } from '../correlate/spill.js'
import { freshFolder } from '../e2e/program.js'
import { folderOf, row, table } from '../formats/made.js'
import { filesOf, list } from '../release/forge.js'
import { scrim, scrimProcess } from './run.js'

const folder = freshFolder()
const release = join(folder, 'acme-1')
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(() => {
  const tables = openTables(parquet, folderOf(release), memorySpill())
  for (let i = 0; i < 200; i++) tables.row(table, row(i * 1000))
  tables.close()
  list(release)
})

const ask = (...args: string[]) => scrim(['query', release, ...args])

describe('query', () => {
  it('gives rows as a table, as JSON, and as CSV', async () => {
    const sql = 'SELECT small, text, large FROM things ORDER BY time LIMIT 2'
    const shown = await ask(sql)
    expect([shown.code, shown.err]).toEqual([0, '2 rows\n'])
    expect(shown.out.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^small {2,}text +large$/),
      expect.stringMatching(/^-+ {2}-+ {2}-+$/),
    ])
    const json = await ask(sql, '--json')
    expect(
      json.out
        .trimEnd()
        .split('\n')
        .map((l) => JSON.parse(l)),
    ).toEqual([
      { small: 0, text: row(0)[1], large: '4611686018427387904' },
      { small: -1000, text: row(1000)[1], large: '4611686018427386904' },
    ])
    const csv = await ask('SELECT count(*) AS n, min(text) AS t FROM things', '--csv')
    expect(csv.out).toBe(`n,t\n200,"text 0, ""quoted""\n\u00e9\u{1f600}"\n`)
  })

  it('shows tables and columns when it is asked nothing', async () => {
    const { out, code } = await ask()
    expect(code).toBe(0)
    expect(out).toMatch(/^things +time +TIMESTAMP_NS$/m)
    expect(out).toMatch(/^things +large +BIGINT$/m)
  })

  it('finds rows by the day they are filed under', async () => {
    const { out } = await ask('SELECT day, count(*) AS n FROM things GROUP BY day', '--csv')
    expect(out.trimEnd().split('\n').slice(1).sort()).toEqual(
      ['2024-05-01,50', '2024-05-02,86', '2024-05-03,64'].sort(),
    )
  })

  it.each([
    ["SELECT * FROM read_text('/etc/hostname')", 'Permission Error'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'Permission Error'],
    ["SELECT * FROM '/etc/passwd'", 'does not exist'],
    ["SELECT * FROM glob('/etc/*')", 'Permission Error'],
    ["SELECT * FROM read_parquet('https://example.org/x.parquet')", 'Error'],
    ["COPY things TO 'x.csv'", 'Permission Error'],
    ["ATTACH 'x.db'", 'ATTACH is not run'],
    ['INSTALL httpfs', 'is not run'],
    ['LOAD httpfs', 'LOAD is not run'],
    ['SET enable_external_access = true', 'SET is not run'],
    ['CREATE TABLE x AS SELECT 1', 'CREATE is not run'],
    ['SELECT 1; SELECT 2', 'found 2 statements'],
    ['EXPLAIN ANALYZE CREATE TABLE x AS SELECT 1', 'EXPLAIN is not run'],
    ["SELECT * FROM enable_logging(storage = 'file', storage_path = 'logs')", 'is not run'],
    ["SELECT * FROM enable_profiling(save_location = 'x.json')", 'is not run'],
    ['', 'found no statement'],
  ])('refuses %s', async (sql, why) => {
    const files = (): string[] => readdirSync(release, { recursive: true }).map(String).sort()
    const before = files()
    const ran = await ask(sql)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain(why)
    expect([ran.out, files()]).toEqual(['', before])
  })

  it('does not write into the files that it may read', async () => {
    const [file] = readdirSync(join(release, 'data/things'), { recursive: true })
      .map((f) => join(release, 'data/things', String(f)))
      .filter((f) => f.endsWith('.parquet'))
    const before = readFileSync(file)
    const copy = `COPY (SELECT 1) TO '${file}' (FORMAT parquet, USE_TMP_FILE false)`
    for (const sql of [copy, `EXPLAIN ANALYZE ${copy}`, `SELECT * FROM query($$${copy}$$)`]) {
      expect(await ask(sql)).toMatchObject({ code: 1, out: '' })
      expect(readFileSync(file).equals(before)).toBe(true)
    }
  })

  it('leaves nothing where it was started, and stops where memory ends', async () => {
    const sql =
      "SELECT count(*) FROM (SELECT DISTINCT repeat('x', 40) || range FROM range(2000000))"
    expect((await ask(sql, '--memory', '1GB', '--csv')).out).toBe('count_star()\n2000000\n')
    const ran = await ask(sql, '--memory', '30MB')
    expect([ran.code, ran.out]).toEqual([1, ''])
    expect(ran.err).toContain('needs more memory than it may have')
    expect(existsSync('.tmp')).toBe(false)
    expect((await ask(sql, '--memory', 'much')).err).toContain('much is no size')
  })

  it('says what went wrong after the first rows', async () => {
    const late = "SELECT CASE WHEN range = 900000 THEN error('late') END AS x FROM range(1000000)"
    const ran = await ask(late, '--csv')
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('late')
    expect(ran.out.length).toBeGreaterThan(1)
  })

  it('prints as it goes, and ends when nobody reads', async () => {
    const ran = await scrimProcess(['query', release, 'FROM range(100000000)', '--json'], 'is-gone')
    expect([ran.code, ran.err]).toEqual([0, ''])
  })

  it('says where a statement is wrong, and which tables there are', async () => {
    const wrong = await ask('SELECT nothing FROM things')
    expect(wrong.err).toContain('"nothing" not found')
    expect(wrong.err).toContain('tables: things')
    expect(wrong.err).toMatch(/LINE 1: SELECT nothing FROM things\nscrim: {16}\^$/m)
    const unknown = await ask('SELECT 1 FROM flows')
    expect(unknown.err).toMatch(/flows does not exist/)
  })

  it('refuses what is no release, and a release without tables', async () => {
    expect(await scrim(['query', folder, 'SELECT 1'])).toMatchObject({ code: 2 })
    mkdirSync(join(folder, 'bare/data/packets'), { recursive: true })
    list(join(folder, 'bare'))
    const bare = await scrim(['query', join(folder, 'bare'), 'SELECT 1'])
    expect(bare.code).toBe(2)
    expect(bare.err).toContain('has no tables')
  })

  it('reads the tables that the manifest lists, and no file that was put beside them', async () => {
    const day = join(release, 'data/things/day=2024-05-01')
    const before = await ask('SELECT count(*) AS n FROM things', '--csv')
    for (const to of [join(day, 'foreign.parquet'), join(release, 'data/other.parquet')]) {
      copyFileSync(join(day, readdirSync(day)[0]), to)
    }
    mkdirSync(join(release, 'data/strange'))
    renameSync(join(release, 'data/other.parquet'), join(release, 'data/strange/1.parquet'))
    expect(await ask('SELECT count(*) AS n FROM things', '--csv')).toEqual(before)
    expect((await ask('FROM strange')).err).toContain('strange does not exist')
    for (const path of [join(day, 'foreign.parquet'), join(release, 'data/strange')]) {
      rmSync(path, { recursive: true })
    }
  })

  it.each<[string, (dir: string, file: string) => void]>([
    ['was changed', (dir, file) => appendFileSync(join(dir, file), 'x')],
    ['is missing', (dir, file) => rmSync(join(dir, file))],
    [
      'is no plain file',
      (dir, file) => {
        renameSync(join(dir, file), join(dir, 'elsewhere'))
        symlinkSync(join(dir, 'elsewhere'), join(dir, file))
      },
    ],
    [
      'is no plain file',
      (dir) => {
        renameSync(join(dir, 'data/things'), join(dir, 'elsewhere'))
        symlinkSync(join(dir, 'elsewhere'), join(dir, 'data/things'))
      },
    ],
    [
      'it leads out of the release',
      (dir) =>
        list(dir, (m) => m.files.push({ ...m.files[0], path: 'data/things/../../x.parquet' })),
    ],
  ])('refuses a table that %s', async (why, change) => {
    const copy = join(folder, 'copy')
    cpSync(release, copy, { recursive: true })
    const [file] = filesOf(copy).filter((f) => f.endsWith('.parquet'))
    change(copy, file)
    const ran = await scrim(['query', copy, 'FROM things'])
    expect([ran.code, ran.out]).toEqual([2, ''])
    expect(ran.err).toContain(why)
    rmSync(copy, { recursive: true })
  })

  it('takes a statement that begins with a comment for what it is', async () => {
    for (const sql of [
      '-- how many\nSELECT 7 AS n',
      '--how many?\nSELECT 7 AS n',
      '--x\nFROM (SELECT 7 AS n)',
    ]) {
      expect(await ask(sql, '--csv')).toEqual({ code: 0, out: 'n\n7\n', err: '' })
    }
    expect((await ask('SELECT 7', '--cvs')).err).toContain("unknown option '--cvs'")
    expect((await ask('SELECT 7', '--memory=1 GB')).code).toBe(0)
    const both = await ask('SELECT 7', '--json', '--csv')
    expect([both.code, both.out]).toEqual([1, ''])
    expect(both.err).toContain('cannot be used with')
  })

  it('explains what it would run, and runs nothing else for that', async () => {
    const shown = await ask('/* how */ -- so\nexplain SELECT small FROM things', '--json')
    expect(shown.code).toBe(0)
    expect(JSON.parse(shown.out).explain_value).toContain('READ_PARQUET')
    const drawn = await ask('EXPLAIN SELECT small FROM things')
    expect(drawn.out.split('\n')[0]).toMatch(/^┌─+┐$/)
    const named = await ask("SELECT 'x' AS explain_key, 'a\nb' AS explain_value, 1 AS n")
    expect(named.out.split('\n')[0]).toBe('explain_key  explain_value  n')
    const copy = "COPY (SELECT 1) TO 'x.csv'"
    for (const sql of ['ANALYZE SELECT 1', `ANALYZE ${copy}`, `(ANALYZE) ${copy}`, copy]) {
      const ran = await ask(`EXPLAIN ${sql}`)
      expect([sql, ran.code, ran.out, existsSync('x.csv')]).toEqual([sql, 1, '', false])
    }
  })

  it('holds few of the rows of a result at once', async () => {
    const open = await openQuery(release)
    const { rows } = await open.run("SELECT repeat('x', 300000) AS x FROM range(20)")
    const parts: number[] = []
    for await (const part of rows()) parts.push(part.length)
    open.close()
    expect(parts).toEqual([4, 4, 4, 4, 4])
  })
})
