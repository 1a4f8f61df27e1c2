/** Inputs and options that are wrong: an exit code, a line that says what, and what to do. */
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { words } from '../capture/made.js'
import { scrim as inProcess } from '../cli/run.js'
import { pcap, shop, shopAs } from './captures.js'
import { freshFolder, makeKeys, scrim } from './program.js'

const folder = freshFolder()
const out = join(folder, 'out')
let env: Record<string, string> = {}
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(async () => {
  env = await makeKeys(folder)
  mkdirSync(out)
})

const SENDS = ['--for', 'partner', '--recipient', 'acme']
const TAKES = 'packets are read from pcap and pcapng files, also packed with gzip or zstd'

function file(name: string, bytes: Uint8Array | string): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

/** What `anonymize` says of an input; checks that nothing is left of the output. */
async function refused(input: string, ...more: string[]): Promise<[number, string]> {
  const key = ['--key-file', join(folder, 'key')]
  const name = join(out, 'x.pcapng')
  const ran = await inProcess(['anonymize', input, name, ...SENDS, ...key, ...more])
  expect(ran.out).toBe('')
  expect(readdirSync(out)).toEqual([])
  expect(ran.err).not.toMatch(/^ +at |internal error/m)
  return [ran.code, ran.err.replaceAll(`${folder}/`, '')]
}

describe('an input that is no capture', () => {
  it.each([
    ['empty', '', `it is empty\n       ${TAKES}\n`],
    ['text', 'some words\n', `it looks like text\n       ${TAKES}; text2pcap turns hex dumps`],
    ['pdf', '%PDF-1.4 and more of it', `it looks like a PDF document\n       ${TAKES}\n`],
    ['zip', 'PK\x03\x04 and more of it', 'it looks like a zip archive\n       unpack it and give'],
    ['two', '\x01\x02', `it has 2 bytes\n       ${TAKES}\n`],
  ])('is refused by name: %s', async (name, content, says) => {
    const [code, err] = await refused(file(name, content))
    expect(code).toBe(2)
    expect(err).toContain(`scrim: ${name} is no packet capture: ${says}`)
  })

  it('is left out of a folder, by its name, and refused where nothing else is there', async () => {
    const dir = join(folder, 'dir')
    mkdirSync(dir)
    writeFileSync(join(dir, 'good.pcap'), pcap(1, [Buffer.alloc(60)]))
    writeFileSync(join(dir, 'notes.txt'), 'notes of the day')
    const name = join(out, 'x.pcapng')
    const key = ['--key-file', join(folder, 'key')]
    for (const order of ['time', 'given']) {
      const ran = await inProcess(['anonymize', dir, name, ...SENDS, ...key, '--order', order])
      rmSync(name)
      expect([ran.code, ran.err.replaceAll(`${folder}/`, '').split('\n')[0]]).toEqual([
        0,
        'scrim: dir/notes.txt is nothing known, and is left out',
      ])
    }
    const says = 'dir/notes.txt is no packet capture: it looks like text'
    rmSync(join(dir, 'good.pcap'))
    const [code, err] = await refused(dir)
    expect([code, err.split('\n')[0]]).toEqual([2, `scrim: ${says}`])
    mkdirSync(join(folder, 'bare'))
    expect(await refused(join(folder, 'bare'))).toEqual([
      2,
      `scrim: there are no files in bare\n       name what is to be rewritten\n`,
    ])
  })

  it('is refused when it is not there', async () => {
    expect(await refused(join(folder, 'missing'))).toEqual([
      2,
      'scrim: cannot read missing: there is no such file\n       check the name\n',
    ])
  })
})

describe('a damaged capture', () => {
  it('is read as far as it goes, wherever it is cut', async () => {
    for (const format of ['pcap', 'pcapng'] as const) {
      const whole = await shopAs(format, 40)
      let last = 0
      for (let n = 97; n < whole.length; n += 97) {
        const input = file('cut', whole.subarray(0, n))
        const name = join(out, 'cut.pcapng')
        const key = ['--key-file', join(folder, 'key')]
        const ran = await inProcess(['anonymize', input, name, ...SENDS, ...key, '--json'])
        if (ran.code === 0) {
          const { packets } = JSON.parse(ran.out)
          expect(packets.out).toBeGreaterThanOrEqual(last)
          expect(packets.in - packets.out).toBeLessThanOrEqual(1)
          last = packets.out
        } else {
          expect([ran.code, last]).toEqual([2, 0])
          expect(JSON.parse(ran.err.trim().split('\n').at(-1) as string).error.code).toBe('input')
        }
        rmSync(name, { force: true })
        expect(readdirSync(out)).toEqual([])
      }
      expect(last).toBeGreaterThan(37)
    }
  })

  it('is refused when no packet of it can be read', async () => {
    const head = pcap(1, [])
    const claims = (n: number) => words(true, [4, 0], [4, 0], [4, n], [4, n])
    for (const n of [0x7fffffff, 0xffffffff, 0x10000000]) {
      const huge = file('huge', Buffer.concat([head, claims(n), Buffer.alloc(100)]))
      const [code, err] = await refused(huge)
      expect([code, err]).toEqual([
        2,
        `scrim: huge: reading stopped: a record claims ${n} bytes; what follows was not read: ` +
          'mend it first (pcapfix), or take it from its source again\n' +
          'scrim: no packet is left: of 1 read, dropped were unreadable-rest 1\n' +
          '       see what the input holds with: scrim inspect\n',
      ])
    }
  })

  it('is refused when nobody knows its link type', async () => {
    const [code, err] = await refused(file('link', pcap(147, [Buffer.alloc(60), Buffer.alloc(9)])))
    expect(code).toBe(2)
    expect(err).toContain('no packet is left: of 2 read, dropped were unknown-link-type 2')
  })

  it('without packets becomes a capture without packets, but no release', async () => {
    const input = file('none.pcap', pcap(1, []))
    const key = ['--key-file', join(folder, 'key')]
    const ran = await scrim(['anonymize', input, '-', ...SENDS, ...key])
    expect([ran.code, ran.err]).toEqual([0, 'scrim: 0 of 0 packets, 0 of 0 bytes\n'])
    expect(ran.out.readUInt32LE(0)).toBe(0x0a0d0d0a)
    const released = await scrim(['release', input, ...SENDS, '-o', join(out, 'r')], { env })
    expect(released.code).toBe(2)
    expect(released.err).toMatch(/^scrim: the input holds no record, so there is nothing to/)
    expect(readdirSync(out)).toEqual([])
  })
})

describe('wrong options', () => {
  const cases: [string, string[], string, string][] = [
    ['no command', ['relase'], "unknown command 'relase'", 'Did you mean release?'],
    [
      'unknown',
      ['release', shop, '-o', 'x', '--colour'],
      "unknown option '--colour'",
      'see: scrim',
    ],
    [
      'misspelt',
      ['release', shop, '-o', 'x', '--recipent', 'a'],
      "unknown option '--recipent'",
      '--recipient',
    ],
    [
      'no output',
      ['release', shop, ...SENDS],
      "required option '-o, --output <dir>'",
      'see: scrim',
    ],
    ['no tier', ['release', shop, '-o', 'x'], 'nothing says who receives this', '--for partner'],
    ['bad tier', ['release', shop, '-o', 'x', '--for', 'partnr'], 'partnr:', 'profiles: internal'],
    ['one name', ['anonymize', shop, ...SENDS], 'needs an input and an output', 'anonymize IN OUT'],
    ['stdin twice', ['anonymize', '-', '-', 'x', ...SENDS], 'standard input (-) is read alone', ''],
    ['workers', ['anonymize', shop, 'x', '--workers', '0'], 'a number from 1 to 64', 'see: scrim'],
    ['epoch', ['release', shop, '-o', 'x', ...SENDS, '--epoch', '5x'], '--epoch: found "5x"', ''],
    ['no recipient', ['release', shop, '-o', 'x', '--for', 'partner'], 'which', '--recipient NAME'],
    ['policy', ['release', shop, '-o', 'x', '--policy', 'no.yaml'], 'no.yaml: no such file', ''],
    ['no folder', ['anonymize', shop, 'no/x', ...SENDS], 'there is no folder no', 'make it first'],
  ]

  it.each(cases)('are explained: %s', async (_, args, what, hint) => {
    const key = args[0] === 'anonymize' ? ['--key-file', join(folder, 'key')] : []
    const ran = await inProcess([...args, ...key], env)
    expect([ran.code, ran.out]).toEqual([1, ''])
    const [first, second = ''] = ran.err.split('\n')
    expect(first).toMatch(/^scrim: /)
    expect(first).toContain(what)
    expect(second).toContain(hint)
    expect(ran.err).not.toMatch(/^ +at |internal error/m)
    expect(ran.err.split('\n').length).toBeLessThan(5)
  })

  it('of a tier suggest the one that was meant', async () => {
    const ran = await inProcess(['release', shop, '-o', 'x', '--for', 'reserch'], env)
    expect(ran.err).toContain('did you mean research?')
  })

  it('of a policy file name line, column and what was meant', async () => {
    const bad = file('bad.yaml', 'scrim: 1\nextends: partner\nrules:\n  adress: keep\n')
    const ran = await inProcess(['release', shop, '-o', join(out, 'x'), '--policy', bad], env)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('bad.yaml:4:3 rules.adress')
    expect(ran.err).toContain('address')
    expect(readdirSync(out)).toEqual([])
  })
})

describe('keys', () => {
  const args = ['release', shop, ...SENDS, '-o', join(out, 'x')]

  it('that are missing or wrong are explained, and nothing is written', async () => {
    const none = { ...env, SCRIM_VAULT: join(folder, 'none.age') }
    const missing = await inProcess(args, none)
    expect([missing.code, missing.err]).toEqual([
      1,
      `scrim: there is no vault at ${folder}/none.age\n       make one with: scrim keys create\n`,
    ])
    writeFileSync(join(folder, 'wrong'), 'another passphrase\n', { mode: 0o600 })
    const wrong = await inProcess(args, { ...env, SCRIM_PASSPHRASE_FILE: join(folder, 'wrong') })
    const vault = env.SCRIM_VAULT
    const said = `scrim: the passphrase does not open the vault ${vault}\n`
    expect([wrong.code, wrong.err]).toEqual([1, said])
    expect(readdirSync(out)).toEqual([])
  })

  it('that are short or open to others are refused', async () => {
    const short = join(folder, 'short')
    writeFileSync(short, Buffer.alloc(31), { mode: 0o600 })
    const few = await inProcess(['anonymize', shop, join(out, 'x'), ...SENDS, '--key-file', short])
    expect([few.code, few.err]).toEqual([
      1,
      `scrim: a key file needs at least 32 bytes, ${short} has 31\n` +
        '       make one with: scrim keys create --raw FILE\n',
    ])
    const open = join(folder, 'open')
    writeFileSync(open, Buffer.alloc(32))
    chmodSync(open, 0o644)
    const seen = await inProcess(['anonymize', shop, join(out, 'x'), ...SENDS, '--key-file', open])
    expect([seen.code, seen.err]).toEqual([
      1,
      `scrim: others may read or write the key file ${open} (mode 0644, expected 0600)\n` +
        `       if nobody has: chmod 600 ${open}\n`,
    ])
    expect(readdirSync(out)).toEqual([])
  })

  it('that cannot sign make no release, which is said before the work', async () => {
    const ran = await inProcess([...args, '--key-file', join(folder, 'key')])
    expect([ran.code, ran.err]).toEqual([
      1,
      'scrim: a release is signed, and a raw key file holds no signing keys\n' +
        '       use a vault: scrim keys create\n',
    ])
  })
})

describe('scrim verify', () => {
  it('says what is no release', async () => {
    const ran = await inProcess(['verify', join(folder, 'nothing')])
    expect(ran.code).toBe(2)
    expect(ran.out).toContain('is no folder')
    const dir = await inProcess(['verify', out])
    expect([dir.code, dir.out.split('\n')[0]]).toEqual([
      2,
      'manifest.json: is missing, no plain file, or far too large',
    ])
  })
})

describe('scrim --help', () => {
  it('is there at once', async () => {
    const took: number[] = []
    for (let i = 0; i < 5; i++) {
      const began = performance.now()
      const ran = await scrim(['--help'])
      took.push(performance.now() - began)
      expect(ran.code).toBe(0)
    }
    // The best of five: other work on the machine only ever adds.
    expect(Math.min(...took)).toBeLessThan(1000)
  })
})
