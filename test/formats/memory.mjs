/** Writes 10 million rows as tables of a release and prints the most memory it took, in bytes. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { createSpillFile } from '../../src/cli/spill-file.ts'
import { parquet } from '../../src/formats/parquet.ts'
import { openTables } from '../../src/formats/tables.ts'

const [root, rows, days] = process.argv.slice(2)
const DAY = 86_400_000_000_000n
const START = 1_714_521_600_000_000_000n
const table = {
  name: 'things',
  doc: 'things',
  columns: [
    ['time', 'timestamp'],
    ['id', 'int64'],
    ['address', 'string'],
    ['name', 'string'],
    ['length', 'int64'],
    ['share', 'double'],
  ].map(([name, type]) => ({ name, type, doc: name })),
}
const create = (path) => {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, '', { flag: 'wx' })
  return { write: (b) => appendFileSync(file, b), close: () => undefined }
}
mkdirSync(root)
const tables = openTables(parquet, create, createSpillFile(join(root, 'spill')))
for (let i = 0; i < Number(rows); i++) {
  const at = START + BigInt(i % Number(days)) * DAY + BigInt(i) * 1000n
  const address = `10.${i & 3}.${(i >> 3) & 255}.${(i >> 5) & 255}`
  tables.row(table, [at, BigInt(i), address, `span ${i % 977}`, BigInt(i % 1500), i / 3])
}
const [{ files }] = tables.close()
process.stdout.write(`${process.resourceUsage().maxRSS * 1024} ${files.length}\n`)
