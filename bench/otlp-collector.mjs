/**
 * The redaction processor of the OpenTelemetry Collector as a peer: built by `go` from
 * `bench/collector`, into the cache of node_modules. Without `go`, or where its modules cannot be
 * had, it is left out, and that is said.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const source = join(dirname(fileURLToPath(import.meta.url)), 'collector')
const cache = join(source, '..', '..', 'node_modules', '.cache', 'scrim', 'bench')

/** Builds it. @returns the program, or undefined */
function build() {
  mkdirSync(cache, { recursive: true })
  const program = join(cache, 'collector-redact')
  const { error, status, stderr } = spawnSync('go', ['build', '-o', program, '.'], {
    cwd: source,
    encoding: 'utf8',
  })
  if (status === 0) return program
  const why = error === undefined ? stderr.trim().split('\n').at(-1) : 'there is no `go`'
  process.stdout.write(`the Collector is left out: ${why}\n`)
  return undefined
}

/**
 * Makes the peer for requests.
 * @returns a function that gives seconds of CPU and bytes out of each round with keys that are
 * allowed, of which some are hashed; undefined where it cannot be built
 */
export function openCollector(requests) {
  const program = build()
  if (program === undefined) return undefined
  const path = join(cache, 'requests.otlp')
  const framed = requests.flatMap((b) => {
    const head = Buffer.alloc(4)
    head.writeUInt32BE(b.length)
    return [head, b]
  })
  writeFileSync(path, Buffer.concat(framed))
  return (rounds, allowed, hashed) => {
    const keys = hashed.length === 0 ? [] : [hashed.join(',')]
    const args = [path, String(rounds), allowed.join(','), ...keys]
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`the Collector failed: ${stderr}`)
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' ').map(Number))
      .map(([seconds, written]) => ({ seconds, written }))
  }
}
