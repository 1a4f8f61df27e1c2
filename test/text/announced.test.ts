/** What a word announces as somebody's leaves by no list; what is only said of it stays. */
import { describe, expect, it } from 'vitest'
import { createOutput } from '../../src/bytes/output.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { createValues } from '../../src/policy/values.js'
import { announces } from '../../src/text/announced.js'
import { createTextRewriter } from '../../src/text/rewrite-text.js'
import { vocabulary } from '../../src/text/vocabulary.js'
import { keyring } from '../keys/keyrings.js'

const rewrite = createTextRewriter(createValues(profilePolicy('partner'), keyring(1)), vocabulary)

function rewritten(s: string): string {
  const b = Buffer.from(`"${s}"`)
  const out = createOutput(4)
  rewrite(b, 1, b.length - 1, out)
  return Buffer.from(out.bytes.subarray(0, out.n)).toString()
}

/** Words that are in the vocabulary, as values of what is announced. */
const VALUE = /summer|welcome|\bwill\b|rose|frank|correct|horse|battery|rain|\bmark\b|young/i
/** Numbers likewise. */
const NUMBER = /\b(7|42|123|1000)\b/

describe('isValue', () => {
  it.each([
    'password=welcome',
    'password = welcome',
    'password: welcome',
    'password:welcome',
    'password "welcome"',
    "password 'welcome'",
    'PASSWORD=welcome',
    'DB_PASSWORD=welcome',
    'dbpassword=welcome',
    'password1=welcome',
    'passwd=Summer',
    'pwd:summer',
    'user=will',
    'user: rose',
    'user: "rose"',
    'user will',
    'login will',
    'login user will',
    'user name frank',
    'name = frank',
    'owner frank, author rose',
    'token "summer"',
    '"user":"will"',
    '{"user": "will", "id": "summer"}',
    '{\\"user\\":\\"will\\"}',
    "{'user': 'will'}",
    '{"userName":"frank"}',
    '{"users":["will","rose"]}',
    '{"password":"correct horse battery"}',
    "password='correct horse battery'",
    'password=correct-horse.battery',
    'password=correct=horse',
    'users=[will, rose]',
    'user={will}',
    'user=<will>',
    'user (will)',
    'user => will',
    'user-name=frank',
    'user.name=frank',
    'user_name: frank',
    'userName=frank',
    'X-Auth-Token: summer',
    'apiKey=summer',
    'api key summer',
    'auth=summer',
    'session=summer; cookie=rain',
    'Authorization: Bearer summer',
    'email: frank',
    'street=rose',
    'Street: Rose',
    'city = summer',
    'Accepted password for will from 10.0.0.1 port 22 ssh2',
    'Failed password for invalid user will from 10.0.0.1',
    'Invalid user rose from 10.0.0.1',
    'session opened for user rose(uid=1000) by (uid=7)',
    'su: will to root',
    'sudo: frank : TTY=pts/0',
    'uid=will euid=rose',
    'uid=1000 euid=7 auid=42',
    'logname= uid=7 euid=42 tty=ssh ruser= rhost=  user=rose',
    'GET /login?user=will&page=x&password=summer HTTP',
    'GET /account?name=rose%20young',
    'https://shop.example/?token=summer',
    'customer 42 bought',
    'token 123',
    'user is will',
    'the user called frank',
    'user will-mark',
    'user WILL',
    'WHERE name = "frank" AND x',
    'password\twelcome',
    'connection authorized: user=rose database=shop',
    'mysql -u will -p summer -h db',
    'curl -u rose:summer',
    'redis-cli -a summer',
    '-U frank',
    'chown will:staff x',
    'userdel rose',
    'user will pass summer',
    'Set-Cookie: sid=summer; Path=/',
    'Set-Cookie: cart=summer; Path=/',
    'Authorization: Token welcome summer',
    'passphrase: summer welcome',
    'uid=1000(will) gid=1000(will) groups=1000(will)',
    'opened for user rose(uid=5) by will(uid=0)',
    'logged in as will',
    'login as: will',
    'password `summer` set',
    'user->rose',
    'pw=summer',
  ])('hides what is announced: %s', (line) => {
    const left = rewritten(line)
    expect(left).not.toMatch(VALUE)
    expect(left).not.toMatch(NUMBER)
  })

  it.each([
    'user is not found',
    'the user was locked out after 3 attempts',
    'name not found',
    'password incorrect',
    'password expired, token expired',
    'Password: expired',
    'key not found in cache',
    'token has expired',
    'invalid token or session closed',
    'session opened',
    'address already in use',
    'authentication failed: user not found',
    'email sent to the queue',
    'GET /api/users HTTP/1.1 404',
    'GET /login/index.html HTTP/1.1',
    'user=null password=none',
    'SELECT name, email FROM users WHERE id = ? ORDER BY name LIMIT 10',
    'user-agent changed',
    'login failed. Please retry',
    '{"user":{"found":true}}',
    'duplicate key value violates unique constraint',
    'the price will rise after summer',
    'tests pass with errors',
    'tar -u file',
    'as well as will',
    'running as a service',
    'Cookie: \nthe web is up',
    'SELECT `user` FROM `table` WHERE x',
    'read(3) failed',
  ])('leaves what is said of it: %s', (line) => {
    expect(rewritten(line)).toBe(line)
  })

  it('knows that a word which announces may be a name', () => {
    expect(rewritten('Alicia Key opened')).toMatch(/^~\w+ ~\w+ opened$/)
    expect(rewritten('Key: summer')).not.toContain('summer')
  })

  it('ends with the value', () => {
    expect(rewritten('user=will opened page')).toMatch(/^user=~\w+ opened page$/)
    expect(rewritten('{"user":"will","status":"open"}')).toMatch(
      /^\{"user":"~\w+","status":"open"\}$/,
    )
    expect(rewritten('name=rose&page=next')).toMatch(/^name=~\w+&page=next$/)
    expect(rewritten('password=welcome\nstatus ready')).toMatch(/\nstatus ready$/)
  })

  it('gives a value the same however often it comes', () => {
    const [a, b] = rewritten('user=will user=will').split(' ')
    expect(a).toBe(b)
    expect(rewritten('user: will').slice(6)).toBe(a.slice(5))
    expect(rewritten('will user: will')).toMatch(/^will user: ~/)
  })
})

describe('announces', () => {
  it.each(['session', 'auth_key', 'customerName', 'key', 'x-auth-token'])('knows %s', (name) => {
    expect(announces(vocabulary, name)).toBe(true)
  })
  it.each(['sku', 'keyboard', 'user_count', 'note', ''])('knows %s not', (name) => {
    expect(announces(vocabulary, name)).toBe(false)
  })
})
