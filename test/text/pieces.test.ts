/** Values in paths, queries and lists get the pseudonyms that they have alone. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { readPolicy } from '../../src/policy/read.js'
import { createValues } from '../../src/policy/values.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { growthOf, LINEAR } from '../growth.js'
import { keyring } from '../keys/keyrings.js'

const YAML = 'scrim: 1\nextends: partner\nrules:\n  person: pseudonym\n'
const policy = readPolicy(YAML, 'policy.yaml')
const rewrite = createTextRewriter(createValues(policy, keyring(1)), vocabulary)
const partner = (s: string): string => {
  const b = Buffer.from(`<${s}>`)
  const out = createOutput(4)
  rewrite(b, 1, b.length - 1, out)
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

const HOST = 'mail.corp.example.net'
const VALUES = [
  HOST,
  '192.0.2.77',
  '2001:db8::77',
  '00:00:5e:00:53:07',
  '0000.5e00.5307',
  '550e8400-e29b-41d4-a716-446655440000',
  '2024-05-01T10:20:30Z',
]
/** Marks as RFC 3986 §2.1 escapes them, also twice. */
const escape = (s: string): string =>
  s.replace(/[:@]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
const twice = (s: string): string => escape(s).replace(/%/g, '%25')

describe('values in URLs and lists', () => {
  it.each(VALUES)('get the pseudonym that they have alone: %s', (value) => {
    const alone = partner(value)
    expect(alone).not.toBe(value)
    for (const [before, behind] of [
      ['GET /hosts/', '/status'],
      ['/search?key=', '&page=2'],
      ['/search?key=', '#top'],
      ['/search?page=2&key=', '&all'],
      ['url=https%3A%2F%2F', '%2Fstatus'],
      ['url=https%253A%252F%252F', '%252Fstatus'],
      ['https://example.org/hosts/', '/status'],
      ['/proxy/http://example.org/to/', '/status'],
      ['peer:', '/status'],
      ['[host:', '/status]'],
      ['of~', '~and'],
      ['host=', '+status'],
      ['one!', '!two'],
    ]) {
      const written = [value, escape(value), twice(value)]
      const lines = written.map((s) => partner(`${before}${s}${behind}`))
      for (const line of lines) {
        expect(line).toContain(alone)
        expect(line).not.toContain(value)
      }
    }
  })

  it('gives a mailbox its pseudonym, and takes what stands before it for a part of it', () => {
    const [mail, host] = [partner('rose@mail.example.net'), partner('mail.example.net')]
    expect(mail.slice(mail.indexOf('@') + 1)).toBe(host)
    for (const line of [
      '?mail=rose@mail.example.net&page=2',
      '?mail=rose%40mail.example.net&page=2',
      'sip:rose@mail.example.net',
      '<mailto:rose@mail.example.net?subject=x>',
    ]) {
      expect(partner(line)).toContain(mail)
    }
    for (const line of [':rose!will@mail.example.net', 'rose:will@mail.example.net']) {
      const left = partner(line)
      expect([line, left, /rose|will/.test(left)]).toEqual([line, left, false])
      expect(left).toContain(host)
    }
  })

  it('keeps ports, and what a sentence puts behind a name', () => {
    const [host, address] = [partner(HOST), partner('192.0.2.77')]
    const port = partner('192.0.2.77:8080').slice(address.length)
    expect(partner(`/to/${HOST}:8080/status`)).toBe(`/to/${host}${port}/status`)
    expect(partner(`?query=${HOST}%3A8080&code`)).toBe(`?query=${host}${port}&code`)
    expect(partner(`?host=${HOST}.&page=2`)).toBe(`?host=${host}.&page=2`)
    expect(partner('src:192.0.2.77:8080/status')).toBe(`src:${address}${port}/status`)
  })

  it('tells names of files from names of hosts behind a slash', () => {
    expect(partner('/install/setup.sh')).toBe('/install/setup.sh')
    expect(partner('\\install\\setup.py')).toBe('\\install\\setup.py')
    expect(partner('\\\\share.setup.py\\install')).not.toContain('setup')
    expect(partner('/install/index.html?version=1.0')).toBe('/install/index.html?version=1.0')
    expect(partner('/hosts/www.setup.sh/x')).not.toContain('setup')
    expect(partner('host=setup.sh&all')).not.toContain('setup')
  })

  it('hides what is announced, also behind a name that ends in a key', () => {
    expect(partner('&user.name=will')).not.toContain('will')
    const line = partner('password=summer.example.com&error=connection')
    expect(line).not.toContain('summer')
    expect(line).toMatch(/&error=connection$/)
  })

  it('takes no part of an address or a name for all of it', () => {
    const line = (value: string): string => partner(`/status/${value}/page`)
    expect(line('192.0.2.7%37')).toBe(line('192.0.2.77'))
    expect(line('mai%6c.corp.example.net')).toBe(line(HOST))
    expect(line('mail.corp%e9.example.net')).not.toContain('corp')
    expect(line('1.2.3.4.5.6')).toMatch(/^\/[^.]+\/\[number\]\/page$/)
    expect(line('10:20:30:40:50:60:70:80:90:10')).toMatch(/^\/[^.]+\/\[number\]\/page$/)
  })

  it('is done in linear time', () => {
    for (const shape of ['a:', 'a.b:', 'a@', '%3A', 'a%3Ab.c', '1:1:', 'a-b-', 'a%2525', 'a..']) {
      const grown = growthOf((size) => partner(shape.repeat(size / shape.length)), 40_000)
      expect([shape, grown < LINEAR]).toEqual([shape, true])
    }
  })

  it('finds a value wherever it stands between marks', () => {
    const mark = fc.constantFrom('/', '?', '&', '+', '~', '$', '!', '*', '#', '%2F', '%26')
    const word = fc.constantFrom('status', 'index.html', 'page', 'x', 'rose', 'a-b')
    const parts = fc.array(fc.tuple(word, mark), { maxLength: 4 })
    fc.assert(
      fc.property(parts, fc.constantFrom(...VALUES), mark, parts, (before, value, m, behind) => {
        const join = (list: [string, string][]): string => list.map((p) => p.join('')).join('')
        const line = `${join(before)}${value}${m}${join(behind)}`
        const left = partner(line)
        expect([line, left, left.includes(partner(value))]).toEqual([line, left, true])
      }),
      { numRuns: 400, seed: 5 },
    )
  })
})

describe('names beside pieces', () => {
  const left = (s: string): string => partner(s).replace(/~\w+/g, '~')

  it('are hidden beside a mailbox, however often it was met', () => {
    for (let i = 0; i < 3; i++) {
      expect(left('status rose@mail.example.net, Will')).not.toContain('Will')
      expect(left('x?mail=rose@mail.example.net;Will&y')).not.toContain('Will')
    }
    expect(partner('status rose@mail.example.net, page')).toMatch(/, page$/)
  })

  it('do not depend on what was met before, behind a value that has a form', () => {
    const line = 'user db1.example.net (Will) status'
    const first = partner(line)
    expect(partner(line)).toBe(first)
    expect(first).not.toContain('Will')
    expect(first).toMatch(/status$/)
  })

  it('are hidden behind a key that looks like a name with a port', () => {
    for (const line of ['|user.name:80/welcome+', '/x%3Auser.name:80!welcome*', 'user.name:80;']) {
      expect(left(line)).not.toContain('welcome')
    }
    expect(partner('db1.example.net:80/status')).toMatch(/:80\/status$/)
    expect(left('/user.name(welcome')).not.toContain('welcome')
  })

  it('end no piece with an apostrophe behind it', () => {
    expect(left("x$my.pw‘summer my.pw’ $my.pw'summer")).not.toMatch(/my\.pw'?summer/)
    expect(left("&x$de.pw'summer?")).not.toContain('summer')
    expect(partner(`${HOST}'s page`)).toBe(`${partner(HOST)}'s page`)
  })
})

describe('isSplitKey', () => {
  const hidden = (line: string): boolean => !partner(line).includes('welcome')

  it('finds keys that do not end at their equals sign', () => {
    for (const key of [
      'user[password]',
      'filter[user]',
      'user[]',
      'user[0]',
      'users[0][name]',
      'user%5Bpassword%5D',
      'user%5B0%5D',
      'user!',
      'userName~',
      'user__icontains',
      'user.eq',
      'apiKey[]',
    ]) {
      for (const before of ['', 'GET /x?page=2&', 'https://db1.example.net/page?']) {
        expect([key, before, hidden(`${before}${key}=welcome`)]).toEqual([key, before, true])
      }
    }
  })

  it('takes no other key for one', () => {
    for (const key of ['page[number]', 'filter[status]', 'status!', 'page__gt', 'size.eq', 'x[]']) {
      expect([key, hidden(`?${key}=welcome`)]).toEqual([key, false])
    }
  })

  it('is done in linear time', () => {
    for (const shape of ['[a]=', '%5Ba%5D=', '=', '!=', 'a_', ']']) {
      const grown = growthOf((size) => partner(shape.repeat(size / shape.length)), 40_000)
      expect([shape, grown < LINEAR]).toEqual([shape, true])
    }
  })
})

describe('what stands behind escapes and marks of queries', () => {
  const hidden = (line: string): boolean => !partner(line).includes('welcome')

  it('is a part of a folder of users, behind an escaped slash', () => {
    expect(hidden('x%2Faccount/welcome')).toBe(true)
    expect(hidden('x%252Fhome/welcome/page')).toBe(true)
    expect(hidden('x%2Fpage/welcome')).toBe(false)
  })

  it('is announced by an equals sign that HTML escapes, in a URL too', () => {
    for (const sign of ['&#61;', '&#x3d;', '&equals;']) {
      expect(hidden(`http://db1.example.net/a?user${sign}welcome`)).toBe(true)
    }
  })

  it('is one of several in a folder of users, or in a folder like one', () => {
    for (const path of [
      '/users/rose,welcome',
      '/users/rose;welcome/page',
      '/users//welcome',
      '/home2/welcome/page',
      '/var/mail/welcome',
      'thin:rose/welcome@//db1.example.net:1521/page',
    ]) {
      expect([path, hidden(path)]).toEqual([path, true])
    }
    for (const path of [
      '/u01/welcome',
      '/mail/welcome',
      '/etc/cron/welcome',
      '/users/1, welcome',
    ]) {
      expect([path, hidden(path)]).toEqual([path, false])
    }
  })

  it('is announced across a plus', () => {
    expect(hidden('"login+user+welcome"')).toBe(true)
    expect(hidden('"page+welcome"')).toBe(false)
  })
})
