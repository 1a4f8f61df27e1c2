/** Runs a program and says what it cost: seconds of CPU, seconds that passed, the most memory. */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/** GNU time asks the kernel (wait4), so children and threads count; Debian's package is `time`. */
const TIME = '/usr/bin/time'

/** Where a program is found in PATH, or undefined. */
export function find(program) {
  if (program.includes('/')) return existsSync(program) ? program : undefined
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((f) => join(f, program)).find((path) => existsSync(path))
}

/** What one run cost. Throws when the program's exit code is not one of `exits`. */
export function measure(program, args, { scratch, env, exits = [0] }) {
  const said = join(scratch, 'time')
  const timed = ['-f', '%U %S %e %M', '-o', said, program, ...args]
  const ran = spawnSync(TIME, timed, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
    maxBuffer: 1 << 30,
  })
  if (ran.error) throw ran.error
  if (!exits.includes(ran.status)) {
    const last = ran.stderr.toString().trim().split('\n').slice(-3).join('\n')
    throw new Error(`${program} ${args.join(' ')} exits with ${ran.status}: ${last}`)
  }
  // before the figures stands "Command exited with non-zero status", where it did
  const line = readFileSync(said, 'utf8').trim().split('\n').at(-1)
  rmSync(said)
  const [user, system, wall, kilobytes] = line.split(' ').map(Number)
  return { cpu: user + system, wall, peak: kilobytes * 1024 }
}

/** How many records a pcap file has; peers are asked to leave none out. */
export function countPackets(path) {
  const fd = openSync(path, 'r')
  const chunk = Buffer.alloc(1 << 22)
  try {
    let start = 0
    let have = readSync(fd, chunk, 0, chunk.length, 0)
    const big = have >= 4 && (chunk.readUInt32BE(0) & 0xffff) !== 0xb2a1 && chunk[0] === 0xa1
    const length = (at) => (big ? chunk.readUInt32BE(at) : chunk.readUInt32LE(at))
    let at = 24
    let packets = 0
    for (;;) {
      if (at + 16 > have) {
        start += at
        at = 0
        have = readSync(fd, chunk, 0, chunk.length, start)
        if (have < 16) return packets
      }
      at += 16 + length(at + 8)
      packets++
      if (at > have) {
        start += at
        at = 0
        have = readSync(fd, chunk, 0, chunk.length, start)
      }
    }
  } finally {
    closeSync(fd)
  }
}
