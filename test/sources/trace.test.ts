/** Files, directories and pipes as traces. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { createBatch } from '../../src/capture/batch.js'
import { openFile } from '../../src/sources/byte-stream.js'
import { openTrace, sources } from '../../src/sources/index.js'
import { enhanced, face, readTrace, section } from '../capture/made.js'

const folder = mkdtempSync(join(tmpdir(), 'scrim-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A capture of packets at these seconds; each holds its second and the file's number. */
function capture(name: string, link: number, seconds: number[]): string {
  const packets = seconds.map((s) => enhanced(true, 0, BigInt(s) * 1_000_000n, Buffer.of(s, link)))
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([section(true), face(true, link), ...packets]))
  return path
}

describe('openTrace', () => {
  it('merges files by time and keeps their interfaces apart', async () => {
    const a = capture('a.pcapng', 1, [1, 4, 4, 9])
    const b = capture('b.pcapng', 101, [2, 4, 3, 10])
    const c = capture('c.pcapng', 1, [])
    const d = capture('d.pcapng', 1, [11, 12])
    const read = await readTrace(await openTrace([a, b, c, d]))
    // The clock of b jumps back from 4 to 3: its own order is kept.
    expect(read.records.map((r) => r.seconds)).toEqual([1, 2, 4, 4, 4, 3, 9, 10, 11, 12])
    expect(read.records.map((r) => r.linkType).slice(0, 6)).toEqual([1, 101, 1, 1, 101, 101])
    for (const r of read.records)
      expect(r.data).toBe(Buffer.of(r.seconds, r.linkType).toString('hex'))
    expect(new Set(read.records.map((r) => r.iface)).size).toBe(3)
    expect(read.description).toBe('4 captures (pcapng)')
  })

  it('merges many files as sorting by time would', async () => {
    const paths: string[] = []
    const all: number[] = []
    for (let f = 0; f < 20; f++) {
      const seconds = Array.from({ length: 50 }, (_, i) => ((f * 7) % 60) + i * ((f % 4) + 1))
      all.push(...seconds)
      paths.push(
        capture(
          `many${f}.pcapng`,
          1,
          seconds.map((s) => s & 0xff),
        ),
      )
    }
    const read = await readTrace(await openTrace(paths))
    const want = all.map((s) => s & 0xff).sort((x, y) => x - y)
    expect(read.records.map((r) => r.seconds).sort((x, y) => x - y)).toEqual(want)
    const rising = all.every((s) => s < 256)
    if (rising) expect(read.records.map((r) => r.seconds)).toEqual(want)
  })

  it('reads files one after the other when asked to', async () => {
    const a = capture('late.pcapng', 1, [7, 8])
    const b = capture('early.pcapng', 101, [1, 2])
    const read = await readTrace(await openTrace([a, b], { order: 'given' }))
    expect(read.records.map((r) => [r.seconds, r.iface])).toEqual([
      [7, 0],
      [8, 0],
      [1, 1],
      [2, 1],
    ])
  })

  it('adds up what the files dropped, in either order', async () => {
    const a = capture('cut.pcapng', 1, [7, 8])
    const whole = capture('fine.pcapng', 1, [1])
    execFileSync('truncate', ['-s', '-1', a])
    for (const order of ['time', 'given'] as const) {
      const read = await readTrace(await openTrace([a, whole], { order }))
      expect(read.records.length).toBe(2)
      expect(read.dropped).toEqual({ 'truncated-record': 1 })
      expect(read.notices[0]).toContain('cut.pcapng ends inside of a record')
    }
  })

  it('takes a directory for the files in it', async () => {
    const inner = join(folder, 'inner')
    mkdirSync(inner)
    capture('inner/2.pcapng', 1, [1, 3])
    capture('inner/1.pcapng', 1, [2])
    writeFileSync(join(inner, '.hidden'), 'not looked at')
    const read = await readTrace(await openTrace([inner]))
    expect(read.records.map((r) => r.seconds)).toEqual([1, 2, 3])
  })

  it('refuses, before any record, a list in which one file is no capture', async () => {
    const a = capture('good.pcapng', 1, [1])
    const text = join(folder, 'notes.txt')
    writeFileSync(text, 'not a capture at all, just words')
    for (const order of ['time', 'given'] as const) {
      await expect(openTrace([a, text], { order })).rejects.toThrow(/notes.txt.*text/)
    }
    await expect(openTrace([join(folder, 'absent.pcap')])).rejects.toThrow(/there is no such file/)
    await expect(openTrace([])).rejects.toThrow(/no input/)
    await expect(openTrace(['-', a])).rejects.toThrow(/read alone/)
  })

  it('gives records from a pipe as soon as they are there', async () => {
    const pipe = new PassThrough()
    pipe.write(Buffer.concat([section(true), face(true, 1), enhanced(true, 0, 1n, Buffer.of(1))]))
    const trace = await openTrace(['-'], { stdin: pipe })
    const batch = createBatch(1 << 16, 64)
    expect(await trace.fill(batch)).toBe(true)
    expect(batch.count).toBe(1)
    const next = enhanced(true, 0, 2_000_000n, Buffer.of(2))
    pipe.write(next.subarray(0, 20))
    const waiting = trace.fill(batch)
    pipe.write(next.subarray(20))
    expect(await waiting).toBe(true)
    expect([batch.count, batch.seconds[0]]).toEqual([1, 2])
    pipe.end(next.subarray(0, 9))
    expect(await trace.fill(batch)).toBe(false)
    expect(batch.dropped).toEqual({ 'truncated-record': 1 })
    expect(await trace.fill(batch)).toBe(false)
    expect(batch.dropped).toEqual({})
    await trace.close()
  })

  it('reads a named pipe alone', async () => {
    const a = capture('piped.pcapng', 1, [1, 2])
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    await expect(openTrace([a, pipe])).rejects.toThrow(/can only be read once/)
    const writing = spawn('cp', [a, pipe])
    const read = await readTrace(await openTrace([pipe]))
    expect(read.records.length).toBe(2)
    writing.kill()
  })

  it('reports progress in bytes of the input', async () => {
    const a = capture('progress.pcapng', 1, [1, 2, 3])
    const trace = await openTrace([a])
    await trace.fill(createBatch(1 << 16, 64))
    expect(trace.progress.bytesRead).toBe(trace.progress.bytesTotal)
    expect(trace.progress.bytesTotal).toBeGreaterThan(100)
    await trace.close()
  })
})

describe('openFile', () => {
  it('does not wait at a pipe that was a file when it was looked at', () => {
    const pipe = join(folder, 'was-a-file')
    execFileSync('mkfifo', [pipe])
    expect(() => openFile(pipe)).toThrow(`cannot read ${pipe}: it is a pipe, and was a file`)
  })
})

describe('sources', () => {
  it('have names, and each input list has one source', () => {
    expect(sources.map((s) => s.name)).toEqual(['stdin', 'file'])
    for (const inputs of [['-'], ['a'], ['a', 'b']]) {
      expect(sources.filter((s) => s.accepts(inputs)).length).toBe(1)
    }
  })
})
