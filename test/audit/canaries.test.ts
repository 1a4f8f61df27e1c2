/** Canaries in packets: how many fields they reach, and that each way of leaking is found. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canaries } from '../../src/audit/canaries.js'
import { places } from '../../src/audit/canary-places.js'
import { plantable } from '../../src/audit/canary-values.js'
import type { Finding } from '../../src/audit/check.js'
import { createKeyring } from '../../src/keys/keyring.js'
import { createEpochs } from '../../src/pipeline/epochs.js'
import { compile } from '../../src/policy/compile.js'
import { type Policy, tiers } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import type { Apply } from '../../src/transforms/transform.js'
import { fieldTable, spanTable } from '../../src/wire/fields.js'
import { keyring } from '../keys/keyrings.js'
import { contextFor, partner } from './harness.js'

/** What canaries say of a program that does `instead` with one field, whatever its rules say. */
function with1(name: string, instead: Apply, policy: Policy = partner): Finding {
  const honest = contextFor(policy)
  const own = { ...honest.own!, program: { ...compile(policy, keyring(3)) } }
  const field = fieldTable.find((f) => f.name === name)?.id
  const { program } = own
  const apply = [...program.apply]
  for (const s of spanTable) {
    const parts = s.parts.filter((p) => program.rules[p.field].transform !== 'keep')
    for (const [i, part] of parts.entries()) {
      if (part.field === field) apply[program.first[s.id] + i] = instead
    }
  }
  return canaries.open({ ...honest, own: { ...own, program: { ...program, apply } } }).finish()
}
const leave: Apply = () => undefined

/** Measures that are read below 2^24 only: they take no mark of four bytes, but have twins. */
const BOUNDED = ['icmpv6.timer', 'hsrp.interval', 'hsrp.priority', 'ospf.interval']
const isBounded = (field: number): boolean => BOUNDED.includes(fieldTable[field].name)

describe('canaries', () => {
  it.each(tiers)('reaches every field that %s rules', (tier) => {
    const context = contextFor(profilePolicy(tier))
    const { rules } = context
    const f = canaries.open(context).finish()
    expect(f).toMatchObject({ verdict: 'pass', value: 0, notes: [] })
    expect(f.arms['fields reached']).toBe(f.arms['fields with a rule'])
    expect(f.arms['fields reached']).toBeGreaterThan(500)
    const bounded = places(rules).filter((p) => isBounded(p.field) && p.end - p.at >= 4).length
    const seen = f.arms['seen before rewriting']
    expect(seen).toBeGreaterThan((f.arms.planted - bounded) * 0.99)
  })

  it('fails when a transform does not do what the rules say', () => {
    const honest = contextFor(partner)
    const rules = { ...partner.rules, address: { transform: 'keep', args: {} } }
    const own = contextFor({ ...partner, rules }).own
    const f = canaries.open({ ...honest, own: own! }).finish()
    expect(f.verdict).toBe('fail')
    expect(f.notes.join()).toContain('ipv4.src')
  })

  it('passes where one mark comes out by chance: under this key and seed one does', () => {
    const policy = profilePolicy('research')
    const secret = createHash('sha512').update('cresearch359').digest()
    const own = createEpochs(policy, 0, () => createKeyring(secret)).program(0)
    // 45.8.0.75 in `ipv4.dst`: a device before it ends in 2d, and 08 00 4b is how IPv4 begins.
    const f = canaries.open({ ...contextFor(policy), seed: 's359', own }).finish()
    expect([f.verdict, f.value, f.notes]).toEqual(['pass', 0, []])
  })

  it('fails where one mark comes out, and too few others can be planted', () => {
    /** Lets the first value out of each place that no carrier has. */
    const once = (): { apply: Apply; left: () => number } => {
      const own = places(contextFor(partner).rules).map(({ carrier: { bytes }, at, end }) =>
        Buffer.from(bytes.subarray(at, end)).toString('hex'),
      )
      const carried = new Set(own)
      const firsts = new Map<string, string>()
      let left = 0
      const apply: Apply = (f, at, end) => {
        const value = Buffer.from(f.b.subarray(at, end)).toString('hex')
        const place = `${at} ${f.end - f.at}`
        if (!carried.has(value) && !firsts.has(place)) firsts.set(place, value)
        if (value === firsts.get(place)) left++
        else f.b.fill(0, at, end)
      }
      return { apply, left: () => left }
    }
    const few = once()
    const { verdict, notes } = with1('bfd.interval', few.apply, profilePolicy('public'))
    expect([verdict, notes.join()]).toEqual(['fail', 'what was planted in bfd.interval came out'])
    const many = once()
    expect(with1('ipv4.dst', many.apply).verdict).toBe('pass')
    expect([few.left(), many.left()].every((n) => n > 0)).toBe(true)
  })

  it('fails where one value of two comes out', () => {
    const odd: Apply = (f, at, end) => {
      if ((f.b[end - 1] & 1) === 0) f.b.fill(0, at, end)
    }
    const { verdict, notes } = with1('ipv4.dst', odd)
    expect([verdict, notes.join()]).toEqual(['fail', 'what was planted in ipv4.dst came out'])
  })

  it('fails where a short field stays as it is', () => {
    const f = with1('dns.id', leave)
    expect(f.verdict).toBe('fail')
    expect(f.notes).toEqual(['what was planted in dns.id came out'])
  })

  it('fails where the first bytes of a frame stay as they are', () => {
    const f = with1('eth.dst', leave)
    expect(f.notes).toEqual(['what was planted in eth.dst came out'])
    // Within tunnels it stands elsewhere, in all other frames at the very beginning.
    expect(f.arms['found after']).toBeGreaterThan(100)
  })

  it('fails where a short field comes out inverted, or elsewhere', () => {
    const invert: Apply = ({ b }, at, end) => {
      for (let i = at; i < end; i++) b[i] ^= 0xff
    }
    expect(with1('vrrp.router', invert).notes).toHaveLength(1)
    const move: Apply = ({ b }, at) => {
      b.copyWithin(8, at, at + 2)
      b[at] = b[at + 1] = 0
    }
    expect(with1('dns.id', move).verdict).toBe('fail')
  })

  it('fails where a blank field tells one bit of what stood in it', () => {
    const oneBit: Apply = ({ b }, at, end) => {
      const bit = b[end - 1] & 1
      b.fill(0, at, end)
      b[at] = bit
    }
    expect(with1('tcp.option-cookie', oneBit).notes).toEqual([
      'what was planted in tcp.option-cookie came out',
    ])
  })

  it('says which fields it does not reach', () => {
    const context = contextFor(partner)
    const rules = context.rules.map((r) =>
      r.field.name === 'ipv4.version' ? { ...r, transform: 'suppress' } : r,
    )
    const f = canaries.open({ ...context, rules }).finish()
    expect(f.notes.join()).toContain('takes too few other values: ipv4.version')
  })

  it('is inconclusive without keys', () => {
    const { own: _, ...without } = contextFor(partner)
    expect(canaries.open(without).finish().verdict).toBe('inconclusive')
  })
})

describe('plantable', () => {
  it('gives different values of the length of the field, none of them what stood there', () => {
    const { rules } = contextFor(partner)
    for (const { carrier, field, at, end } of places(rules).slice(0, 60)) {
      const was = carrier.bytes.subarray(at, end)
      const values = [...plantable(rules[field], was, 'test')]
      const texts = new Set(values.map((v) => Buffer.from(v).toString('hex')))
      expect(texts.size).toBe(values.length)
      expect(texts.has(Buffer.from(was).toString('hex'))).toBe(false)
      expect(values.every((v) => v.length === was.length)).toBe(true)
    }
  })
})
