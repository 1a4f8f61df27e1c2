/** Statements of databases: what stands in quotes is a value, and leaves by no list of words. */
import { describe, expect, it } from 'vitest'
import { drive } from './drive.js'
import { attr, fixed64, len } from './proto.js'

/** What the text of an attribute of a span becomes. */
function left(key: string, text: string): string {
  const span = [...fixed64(7, 1_716_240_000_000_000_000n), ...attr(9, key, text)]
  return drive(len(1, len(2, len(2, span)))).bytes.toString()
}

const STATEMENTS = [
  `select id from orders where status = "welcome"`,
  `select id from orders where status="welcome" and id in ("summer", "welcome")`,
  `insert into orders values (1, "welcome")`,
  `{"find":"orders","filter":{"status":{"$eq":"welcome"}}}`,
  `{"query":{"match":{"text":"welcome"}}}`,
  `query { orders(status: "welcome") { id } }`,
  `query Q($n: String = "welcome") { orders(status: $n) { id } }`,
  `params: ["welcome", 1]`,
]

describe('createTextRewriter', () => {
  it.each(STATEMENTS)('hides values in double quotes: %s', (text) => {
    for (const key of ['db.statement', 'db.query.text', 'graphql.document']) {
      expect(left(key, text)).not.toMatch(/welcome|summer/)
      expect(left(key, text)).toMatch(/orders|query|params|find/)
    }
    // Elsewhere they are words of a sentence, or of a record.
    expect(left('exception.message', 'x, status="welcome"')).toContain('status="welcome"')
  })

  it('keeps keys of statements in JSON', () => {
    expect(left('db.statement', STATEMENTS[4])).toContain('{"query":{"match":{"text":"')
  })
})
