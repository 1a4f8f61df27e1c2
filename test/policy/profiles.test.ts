/** Profiles: what each tier promises about what leaves. */
import { describe, expect, it } from 'vitest'
import { ruleFor } from '../../src/policy/compile.js'
import { policySchema } from '../../src/policy/document.js'
import { epochLabel, epochSeconds } from '../../src/policy/limits.js'
import { fieldsNamed, rulableKinds } from '../../src/policy/names.js'
import { tiers } from '../../src/policy/policy.js'
import { profilePolicy, profiles } from '../../src/policy/profiles.js'
import { nearest } from '../../src/policy/suggest.js'
import { fieldTable } from '../../src/wire/fields.js'

describe.each(tiers)('profile %s', (tier) => {
  const policy = profilePolicy(tier)

  it('lets no person, secret or content leave', () => {
    for (const field of fieldTable) {
      if (!['person', 'secret', 'content'].includes(field.kind)) continue
      expect([field.name, ruleFor(policy, field).transform]).toEqual([field.name, 'suppress'])
    }
  })

  it('keeps no address, hardware address, host name, link or time as it is', () => {
    for (const field of fieldTable) {
      if (!['address', 'hardware', 'hostname', 'link', 'time'].includes(field.kind)) continue
      expect([field.name, ruleFor(policy, field).transform]).not.toEqual([field.name, 'keep'])
    }
  })

  it('rules every kind, names fields that are there, and gives a reason for each rule', () => {
    expect(Object.keys(profiles[tier].rules).sort()).toEqual([...rulableKinds].sort())
    for (const [name, { because }] of [
      ...Object.entries(profiles[tier].rules),
      ...Object.entries(profiles[tier].fields),
    ]) {
      expect(because.length, name).toBeGreaterThan(20)
    }
    for (const name of Object.keys(profiles[tier].fields)) {
      expect(fieldsNamed(name).length, name).toBeGreaterThan(0)
    }
  })

  it('moves sequence numbers by flow, and gives other links pseudonyms', () => {
    const by = (name: string) => ruleFor(policy, fieldsNamed(name)[0]).transform
    expect(by('tcp.seq')).toBe('offset')
    expect(by('wireguard.sender')).toBe('pseudonym')
  })
})

describe('profiles', () => {
  const by = (tier: (typeof tiers)[number], name: string) =>
    ruleFor(profilePolicy(tier), fieldsNamed(name)[0]).transform

  it('show less of addresses, clocks and stacks the more may receive them', () => {
    expect(tiers.map((t) => by(t, 'ipv4.src'))).toEqual([
      'prefix-preserving',
      'prefix-preserving',
      'prefix',
      'pseudonym',
    ])
    expect(tiers.map((t) => by(t, 'tcp.clock')).slice(2)).toEqual(['offset', 'suppress'])
    expect(tiers.map((t) => by(t, 'ipv4.ttl')).slice(2)).toEqual(['generalise', 'suppress'])
    expect(by('public', 'dhcp.host-name')).toBe('suppress')
  })
})

describe('policySchema', () => {
  it('is a JSON Schema of 2020-12 that lists kinds, fields and transforms', () => {
    const schema = policySchema() as {
      $schema: string
      properties: Record<string, { properties?: Record<string, unknown>; enum?: string[] }>
      $defs: Record<string, unknown>
    }
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema.properties.extends.enum).toEqual([...tiers])
    const text = JSON.stringify(schema)
    for (const name of ['"address"', '"tcp.clock"', '"tcp.*"', '"prefix-preserving"', '"v4"']) {
      expect(text).toContain(name)
    }
    expect(text).not.toContain('"structure"')
  })
})

describe('epochs', () => {
  it('epochSeconds reads minutes, hours, days and release', () => {
    expect(['90m', '6h', '7d', 'release'].map(epochSeconds)).toEqual([5400, 21600, 604800, 0])
    for (const wrong of ['', '0h', '1w', '1.5h', '-1d', '1h ', '99999d']) {
      expect(() => epochSeconds(wrong), wrong).toThrow(/expected release, or a duration/)
    }
  })

  it('epochLabel is the start of the epoch, or the name of the release', () => {
    expect(epochLabel('1d', 20484, 'r')).toBe('1d@2026-01-31T00:00Z')
    expect(epochLabel('1h', -1, 'r')).toBe('1h@1969-12-31T23:00Z')
    expect(epochLabel('release', 0, 'spring')).toBe('release@spring')
    expect(epochLabel('1d', 1e12, 'r')).toBe('1d@1000000000000')
  })
})

describe('nearest', () => {
  it('finds a name with a letter missing, added, changed or swapped, and no other', () => {
    const names = ['address', 'hostname', 'port', 'size']
    expect(['adress', 'addresss', 'addrezs', 'addrses'].map((w) => nearest(w, names))).toEqual(
      Array(4).fill('address'),
    )
    expect(nearest('colour', names)).toBeUndefined()
    expect(nearest('', names)).toBeUndefined()
    const fields = ['cdp.address', 'attr.client.address', 'attr.client.port']
    expect(nearest('Client.address', fields)).toBe('attr.client.address')
    expect(nearest('cdp.adress', fields)).toBe('cdp.address')
  })
})
