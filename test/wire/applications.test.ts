/** Applications: which byte is which field, in messages written by hand. */
import { describe, expect, it } from 'vitest'
import { u16 } from '../../src/bytes/endian.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { type Frame, SPAN } from '../../src/wire/frame.js'
import { findWord, wordSet } from '../../src/wire/words.js'
import { fieldsOf, take, weirdOf } from './annotated.js'
import { hexOf, overUdp } from './frames/build.js'
import { hexOfMessage, messages } from './messages.js'

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** Neighbouring parts of one field are one: how many spans they are is of no concern. */
function merged(parts: readonly (readonly [string, string])[]): [string, string][] {
  const out: [string, string][] = []
  for (const [name, hex] of parts) {
    const last = out.at(-1)
    if (last !== undefined && last[0] === name) last[1] += hex
    else if (hex !== '') out.push([name, hex])
  }
  return out
}

describe('dissect', () => {
  for (const message of messages) {
    it(`names every byte of ${message.name}`, () => {
      const f = take(bytesOf(hexOf(message.parts)), 1)
      expect(typeof f === 'number' ? f : merged(fieldsOf(f))).toEqual(merged(message.parts))
    })
  }
})

/** Numbers in a fixed, repeatable order (mulberry32). */
function random(seed: number): () => number {
  let s = seed
  return () => {
    s = (s + 0x6d2b79f5) | 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
}

/** Where a frame's spans do not lie one behind the other from its first byte to its last, or ''. */
function gap(f: Frame): string {
  let at = f.at
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    if (f.spans[i + 1] !== at || f.spans[i + 2] <= at) return `at ${at}`
    at = f.spans[i + 2]
  }
  return at === f.end ? '' : `at ${at}`
}

/** What a frame says of its host names in the scratch, in the order of its labels. */
function canonical(f: Frame): string[] {
  const out: string[] = []
  for (let i = 0; i < f.n * SPAN; i += SPAN) {
    const aux = f.spans[i + 3]
    const [part] = spanTable[f.spans[i]].parts
    if (fieldTable[part.field].type !== 'label') continue
    const at = (aux & 0xffff) + 2
    const name = f.scratch.subarray(at + (aux >>> 16), at + u16(f.scratch, at - 2))
    out.push(Buffer.from(name).toString('latin1'))
  }
  return out
}

function taken(name: string): Frame {
  const f = take(bytesOf(hexOfMessage(name)), 1)
  if (typeof f === 'number') throw new Error(`${name} is ${weirdOf(f)}`)
  return f
}

describe('dissect of changed messages', () => {
  it('tiles the frame, keeps every name within the scratch, and never throws', () => {
    const draw = random(0xd15ec7)
    const bad: string[] = []
    for (const { parts, name } of messages) {
      for (let n = 0; n < 200; n++) {
        const b = bytesOf(hexOf(parts))
        for (let k = draw() % 4; k >= 0; k--) b[42 + (draw() % (b.length - 42))] = draw()
        const f = take(b, 1, b.length + (draw() % 2) * 50)
        if (typeof f === 'number') continue
        if (gap(f) !== '') bad.push(`${name}: ${gap(f)}`)
        if (canonical(f).some((text) => text.length > 255)) bad.push(`${name}: a long name`)
      }
    }
    expect(bad).toEqual([])
  })

  it('tiles a message that the capture cut anywhere', () => {
    const bad: string[] = []
    for (const { parts, name } of messages) {
      const whole = bytesOf(hexOf(parts))
      for (let n = 42; n < whole.length; n++) {
        const f = take(whole.slice(0, n), 1, whole.length)
        if (typeof f === 'number' || gap(f) !== '') bad.push(`${name} cut at ${n}`)
      }
    }
    expect(bad).toEqual([])
  })
})

describe('dnsName', () => {
  it('gives each label the name that begins there, in lower case', () => {
    expect(canonical(taken('dns query with subnet, cookie, error and padding'))).toEqual([
      'www.example.com',
      'example.com',
      'com',
    ])
  })

  it('follows pointers to complete a name', () => {
    const names = canonical(taken('dns response with compressed names'))
    expect(names).toEqual(['www.example.com', 'example.com', 'com', 'web.example.com'])
    expect(canonical(taken('mdns service')).at(-1)).toBe("bob's laptop._http._tcp.local")
    expect(canonical(taken('dhcp offer'))).toEqual(['a.corp', 'corp', 'b.corp'])
    expect(canonical(taken('dhcp request'))).toEqual(['bob-pc.corp', 'corp'])
  })

  it.each([
    ['points to itself', 'c00c'],
    ['points ahead', 'c00e'],
    ['points before the message', '0161c000c0'],
    ['loops through its own labels', '0161c00c'],
    ['has a label of an unused type', '4161'],
    ['runs out of the message', '3f61'],
  ])('that %s makes the message content', (_, name) => {
    const message = `000101000001000000000000${name}00010001`
    const query = overUdp('', 53, [['', message]])
    const f = take(bytesOf(hexOf(query.parts)), 1)
    expect(typeof f === 'number' ? f : fieldsOf(f).at(-1)).toEqual(['frame.payload', message])
  })

  it('makes the message content when names do not fit into the scratch', () => {
    const labels = `${'0161'.repeat(120)}00`
    const counts = '0000010000400000000000000'.slice(0, 24)
    const message = counts + `${labels}00010001`.repeat(64)
    const f = take(bytesOf(hexOf(overUdp('', 53, [['', message]]).parts)), 1)
    expect(typeof f === 'number' ? f : fieldsOf(f).at(-1)).toEqual(['frame.payload', message])
  })
})

describe('words', () => {
  const set = wordSet(['GET', 'chunked', 'Not Found'])

  it('are found in any case and only whole', () => {
    const b = Buffer.from('get CHUNKED not found chunk')
    expect(findWord(set, b, 0, 3)).toBe(0)
    expect(findWord(set, b, 4, 11)).toBe(1)
    expect(findWord(set, b, 12, 21)).toBe(2)
    expect(findWord(set, b, 22, 27)).toBe(-1)
    expect(findWord(set, b, 0, 0)).toBe(-1)
    expect(findWord(set, Buffer.from([0xff, 0xfe, 0xfd]), 0, 3)).toBe(-1)
  })
})

describe('tls', () => {
  it('keeps the fields of a hello up to where the segment ends', () => {
    const whole = bytesOf(hexOfMessage('tls client hello'))
    const all = merged(fieldsOf(taken('tls client hello'))).map(([name]) => name)
    for (let n = 54 + 5 + 4 + 34; n < whole.length; n++) {
      const b = whole.slice(0, n)
      b[16] = (n - 14) >> 8
      b[17] = n - 14
      const f = take(b, 1)
      if (typeof f === 'number') throw new Error(weirdOf(f))
      const names = merged(fieldsOf(f)).map(([name]) => name)
      const known = names.filter((name, i) => name === all[i]).length
      // Only the field at the end, and what opens it, may have become content.
      expect(known, `cut at ${n}`).toBeGreaterThanOrEqual(names.length - 2)
      expect(names).toContain('tls.random')
    }
  })
})
