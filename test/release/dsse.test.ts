/** Envelopes: the encoding of the specification, and signatures that hold for nothing else. */
import { createPublicKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { fingerprint, isSignedBy, preAuthEncoding, seal } from '../../src/release/dsse.js'
import { keys } from './made.js'

describe('preAuthEncoding', () => {
  test('gives the vector of the DSSE specification', () => {
    // github.com/secure-systems-lab/dsse, protocol.md, "Test Vectors".
    const body = Buffer.from('hello world')
    expect(preAuthEncoding('http://example.com/HelloWorld', body).toString()).toBe(
      'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
    )
  })

  test('counts bytes, not characters', () => {
    expect(preAuthEncoding('é', Buffer.from('ü')).toString()).toBe('DSSEv1 2 é 2 ü')
  })

  test('keeps type and body apart', () => {
    const one = preAuthEncoding('a b', Buffer.from('c'))
    expect(one.equals(preAuthEncoding('a', Buffer.from('b c')))).toBe(false)
  })
})

describe('seal', () => {
  const envelope = seal({ a: 1 }, [keys.transformer])
  const open = createPublicKey(keys.transformer)

  test('is verified by its own key only', () => {
    expect(isSignedBy(envelope, open)).toBe(true)
    expect(isSignedBy(envelope, createPublicKey(keys.auditor))).toBe(false)
  })

  test('does not hold for another payload', () => {
    const payload = Buffer.from('{"a":2}').toString('base64')
    expect(isSignedBy({ ...envelope, payload }, open)).toBe(false)
  })

  test('does not hold under the name of another key', () => {
    const [{ sig }] = envelope.signatures
    const signatures = [{ keyid: fingerprint(keys.auditor), sig }]
    expect(isSignedBy({ ...envelope, signatures }, open)).toBe(false)
  })

  test('is the same for the same statement', () => {
    expect(seal({ a: 1 }, [keys.transformer])).toEqual(envelope)
  })
})

describe('fingerprint', () => {
  test('is the same for both halves of a key', () => {
    expect(fingerprint(keys.transformer)).toBe(fingerprint(createPublicKey(keys.transformer)))
    expect(fingerprint(keys.transformer)).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})
