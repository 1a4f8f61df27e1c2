/**
 * Rows per second of CPU at which tables are written as Parquet, beside DuckDB's COPY of the same
 * rows: `node bench/parquet.mjs DIST [ROWS]`, after `npm run build`. DuckDB makes the rows in SQL
 * while it writes; ours are made by JavaScript, and what making them costs is measured apart.
 * The least of three runs counts.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'

const [dist, count = '500000'] = process.argv.slice(2)
if (dist === undefined) {
  process.stderr.write('bench: node bench/parquet.mjs DIST [ROWS]\n')
  process.exit(1)
}
const rows = Number(count)
const load = (path) => import(pathToFileURL(join(resolve(dist), path)).href)
const { parquet } = await load('formats/parquet.js')
const folder = mkdtempSync(join(tmpdir(), 'scrim-bench-'))

const START = 1_714_521_600_000_000_000n
const table = {
  name: 'rows',
  doc: 'rows',
  columns: [
    ['time', 'timestamp'],
    ['id', 'int64'],
    ['address', 'string'],
    ['name', 'string'],
    ['length', 'int64'],
    ['share', 'double'],
  ].map(([name, type]) => ({ name, type, doc: name })),
}
const SELECT = `SELECT make_timestamp_ns(${START} + i * 1000) AS "time", i AS id,
  '10.' || (i & 3) || '.' || ((i >> 3) & 255) || '.' || ((i >> 5) & 255) AS address,
  'span ' || (i % 977) AS name, i % 1500 AS length, i / 3 AS share
  FROM range(${rows}) t(i)`

function make(take) {
  for (let i = 0; i < rows; i++) {
    const address = `10.${i & 3}.${(i >> 3) & 255}.${(i >> 5) & 255}`
    const time = START + BigInt(i) * 1000n
    take([time, BigInt(i), address, `span ${i % 977}`, BigInt(i % 1500), i / 3])
  }
}

async function cpu(run) {
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < 3; n++) {
    const before = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1e6)
  }
  return least
}

const ours = join(folder, 'ours.parquet')
const making = await cpu(() => {
  let n = 0
  make((cells) => (n += cells.length))
  return n
})
const writing = await cpu(() => {
  const fd = openSync(ours, 'w')
  const writer = parquet.open(table, (bytes) => writeSync(fd, bytes))
  make(writer.row)
  writer.end()
  closeSync(fd)
})
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
const theirs = join(folder, 'theirs.parquet')
const copying = await cpu(() =>
  connection.run(`COPY (${SELECT}) TO '${theirs}' (FORMAT parquet, ROW_GROUP_SIZE 16384)`),
)
const [[same]] = (
  await connection.runAndReadAll(
    `SELECT count(*) FROM '${ours}' a JOIN '${theirs}' b USING ("time", id, address, name, length)`,
  )
).getRowsJson()
connection.closeSync()

const say = (what, seconds, file) => {
  const rate = Math.round(rows / seconds / 1000)
  const size = (statSync(file).size / rows).toFixed(1)
  process.stdout.write(
    `${what.padEnd(34)}${String(rate).padStart(7)} k rows/cpu-s  ${size} B/row\n`,
  )
}
say('scrim, rows made and written', writing, ours)
say('scrim, writing alone', Math.max(1e-3, writing - making), ours)
say('DuckDB COPY, rows made and written', copying, theirs)
const ratio = ((writing - making) / copying).toFixed(1)
process.stdout.write(`equal rows ${same} of ${rows}; writing costs ${ratio} times DuckDB's COPY\n`)
if (Number(same) !== rows) process.exitCode = 1
rmSync(folder, { recursive: true })
