/** Reading policies: what is wrong is said with its place; what is right reads back the same. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ScrimError } from '../../src/bytes/errors.js'
import { rulableKinds } from '../../src/policy/names.js'
import { tiers } from '../../src/policy/policy.js'
import { profilePolicy } from '../../src/policy/profiles.js'
import { type ReadOptions, readPolicy } from '../../src/policy/read.js'
import { policyDigest, policyYaml } from '../../src/policy/show.js'
import { transforms } from '../../src/transforms/index.js'
import { fieldTable } from '../../src/wire/fields.js'

const limits = {
  residue: { internal: 0, partner: 0, research: 0, public: 0 },
  'singling-out': { internal: 1, partner: 0.2, research: 0.09, public: 0.05 },
}

function messageOf(text: string, options: ReadOptions = { limits }): string {
  try {
    readPolicy(text, 'p.yaml', options)
  } catch (e) {
    expect(e).toBeInstanceOf(ScrimError)
    expect((e as ScrimError).code).toBe('policy')
    return (e as ScrimError).message
  }
  return ''
}

const kindNames = rulableKinds.join(', ')
const transformNames = transforms.map((t) => t.name).join(', ')
const portTypes = [...new Set(fieldTable.filter((f) => f.kind === 'port').map((f) => f.type))].join(
  ', ',
)
const head = 'scrim: 1\nextends: partner\n'

const bad: readonly (readonly [string, string, string])[] = [
  ['an empty file', '', 'p.yaml:1:1 policy: found nothing, expected a map'],
  ['a list', '- 1\n', 'p.yaml:1:1 policy: found a list, expected a map'],
  [
    'no profile',
    'scrim: 1\n',
    'p.yaml:1:1 policy: found neither extends nor tier, expected one of extends: internal, ' +
      'partner, research, public',
  ],
  [
    'extends and tier',
    `${head}tier: partner\n`,
    'p.yaml:3:1 tier: found both extends and tier, expected one',
  ],
  ['another version', 'scrim: 2\nextends: partner\n', 'p.yaml:1:8 scrim: found 2, expected 1'],
  [
    'a mistyped profile',
    'scrim: 1\nextends: partnr\n',
    'p.yaml:2:10 extends: found "partnr", expected internal or partner or research or public; ' +
      'did you mean partner?',
  ],
  [
    'a mistyped key',
    `${head}recipent: acme\n`,
    'p.yaml:3:1 recipent: found the key "recipent", expected one of scrim, extends, tier, ' +
      'recipient, purpose, epoch, payload, words, rules, fields, gate; did you mean recipient?',
  ],
  [
    'a recipient with a space',
    `${head}recipient: Acme Corp\n`,
    'p.yaml:3:12 recipient: found "Acme Corp", expected lower-case letters, digits, . _ - ' +
      '(at most 63)',
  ],
  [
    'no duration',
    `${head}epoch: 0d\n`,
    'p.yaml:3:8 epoch: found "0d", expected release, or a duration such as 1h or 7d',
  ],
  [
    'a mistyped payload',
    `${head}payload: zer\n`,
    'p.yaml:3:10 payload: found "zer", expected cut or zero or filler; did you mean zero?',
  ],
  [
    'words of too few sources',
    `${head}words: 4\n`,
    'p.yaml:3:8 words: found 4, expected 0 or at least 5 (partner)',
  ],
  [
    'makers of too few devices',
    `${head}rules:\n  hardware: { pseudonym: { vendorsFrom: 4 } }\n`,
    'p.yaml:4:13 rules.hardware: found 4, expected no vendorsFrom or at least 5 (partner)',
  ],
  [
    'a mistyped kind',
    `${head}rules:\n  adress: keep\n`,
    `p.yaml:4:3 rules.adress: found the kind "adress", expected one of ${kindNames}; ` +
      'did you mean address?',
  ],
  [
    'structure',
    `${head}rules:\n  structure: keep\n`,
    'p.yaml:4:3 rules.structure: structure cannot be ruled: lengths, versions and next-protocol ' +
      'numbers must stay, or nothing can be read',
  ],
  [
    'derived',
    `${head}rules: { derived: keep }\n`,
    'p.yaml:3:10 rules.derived: derived cannot be ruled: checksums and lengths are made ' +
      'anew from the bytes that leave',
  ],
  [
    'a mistyped transform',
    `${head}rules:\n  address: prefix-preservin\n`,
    `p.yaml:4:12 rules.address: found the transform "prefix-preservin", expected one of ` +
      `${transformNames}; did you mean prefix-preserving?`,
  ],
  [
    'a mistyped argument',
    `${head}rules:\n  hostname: { pseudonym: { kep: none } }\n`,
    'p.yaml:4:28 rules.hostname.pseudonym.kep: found the key "kep", expected one of keep, ' +
      'vendors, vendorsFrom; did you mean keep?',
  ],
  [
    'a value no argument has',
    `${head}rules:\n  hostname: { pseudonym: { keep: pulic-suffix } }\n`,
    'p.yaml:4:34 rules.hostname.pseudonym.keep: found "pulic-suffix", expected public-suffix or ' +
      'none; did you mean public-suffix?',
  ],
  [
    'a number that is too large',
    `${head}rules:\n  address: { prefix: { v4: 33, v6: 32 } }\n`,
    'p.yaml:4:28 rules.address.prefix.v4: found 33, expected at most 32',
  ],
  [
    'a missing argument',
    `${head}rules:\n  address: { prefix: { v4: 16 } }\n`,
    'p.yaml:4:22 rules.address.prefix.v6: found nothing, expected a number',
  ],
  [
    'an argument where none is taken',
    `${head}rules:\n  address: { suppress: { to: 1 } }\n`,
    'p.yaml:4:26 rules.address.suppress.to: found the key "to", expected none',
  ],
  [
    'a rule that is a number',
    `${head}rules:\n  address: 7\n`,
    'p.yaml:4:12 rules.address: found 7, expected a transform, { transform: { arguments } }, ' +
      'or a list of those',
  ],
  [
    'a fallback that is mistyped',
    `${head}rules:\n  link:\n    - offset\n    - pseudonim\n`,
    `p.yaml:6:7 rules.link.1: found the transform "pseudonim", expected one of ` +
      `${transformNames}; ` +
      'did you mean pseudonym?',
  ],
  [
    'a transform no field of the kind can take',
    `${head}rules:\n  port: shift\n`,
    'p.yaml:4:9 rules.port: found shift for the kind port of type ' +
      `${portTypes}, expected a transform for ` +
      'this type (shift changes record-time, ntp64, unix32)',
  ],
  [
    'a mistyped field',
    `${head}fields:\n  tcp.clok: keep\n`,
    'p.yaml:4:3 fields.tcp.clok: found the field "tcp.clok", expected a field name or ' +
      'protocol.*; did you mean tcp.clock?',
  ],
  [
    'a pattern that matches nothing',
    `${head}fields:\n  tpc.*: keep\n`,
    'p.yaml:4:3 fields.tpc.*: found the field "tpc.*", expected a field name or protocol.*; ' +
      'did you mean tcp.*?',
  ],
  [
    'a pattern for everything',
    `${head}fields:\n  "*": keep\n`,
    'p.yaml:4:3 fields.*: found the field "*", expected a field name or protocol.*',
  ],
  [
    'a field of structure',
    `${head}fields:\n  ipv4.version: keep\n`,
    'p.yaml:4:3 fields.ipv4.version: ipv4.version is structure and cannot be ruled: lengths, ' +
      'versions and next-protocol numbers must stay, or nothing can be read',
  ],
  [
    'a transform the field cannot take',
    `${head}fields:\n  ipv4.ttl: prefix-preserving\n`,
    'p.yaml:4:13 fields.ipv4.ttl: found prefix-preserving for a field of type uint, expected a ' +
      'transform for this type (prefix-preserving changes ipv4, ipv6)',
  ],
  [
    'arguments that suit no field',
    `${head}fields:\n  ipv4.src: { constant: { value: nobody } }\n` +
      '  dns.qname: { keep: { numbers: true } }\n',
    'p.yaml:4:13 fields.ipv4.src: found constant for a field of type ipv4, expected arguments ' +
      'that suit this type\n' +
      'p.yaml:5:14 fields.dns.qname: found keep for a field of type label, expected arguments ' +
      'that suit this type',
  ],
  [
    'a gate laxer than its tier',
    `${head}gate:\n  singling-out: 0.5\n`,
    'p.yaml:4:17 gate.singling-out: found 0.5, expected at most 0.2: a gate may be stricter than ' +
      'its tier (partner), never laxer',
  ],
  [
    'a mistyped check',
    `${head}gate:\n  residu: 0\n`,
    'p.yaml:4:3 gate.residu: found the check "residu", expected one of residue, singling-out; ' +
      'did you mean residue?',
  ],
  [
    'a limit that is text',
    `${head}gate:\n  residue: none\n`,
    'p.yaml:4:12 gate.residue: found "none", expected a number of at least 0',
  ],
  ['a key twice', `${head}extends: public\n`, 'p.yaml:3:1 policy: map keys must be unique'],
  [
    'the name of a prototype',
    `${head}rules:\n  __proto__: keep\n`,
    `p.yaml:4:3 rules.__proto__: found the kind "__proto__", expected one of ${kindNames}`,
  ],
]

describe('readPolicy', () => {
  it.each(bad)('refuses %s', (_, text, message) => {
    expect(messageOf(text)).toBe(message)
  })

  it('reports all that is wrong, in the order of the file', () => {
    const text = `${head}rules:\n  time: shft\n  adress: keep\ngate: { residue: 1 }\n`
    expect(
      messageOf(text)
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['p.yaml:4:9', 'p.yaml:5:3', 'p.yaml:6:18'])
  })

  it('refuses aliases that multiply', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x]']
    for (let i = 1; i < 8; i++)
      lines.push(`k${i}: &k${i} [${`*${i > 1 ? `k${i - 1}` : 'a'},`.repeat(8)}]`)
    expect(messageOf(`${lines.join('\n')}\n`)).toMatch(/^p\.yaml: excessive alias count/)
  })

  it('throws nothing but a policy error, whatever the text', () => {
    const word = fc.constantFrom(
      'scrim: 1',
      'extends: public',
      'rules:',
      '  link: [',
      '&a',
      '*a',
      '? ',
      ': ',
      '- ',
      '{',
      '}',
      '!!x',
      '"',
      '\n',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.string({ maxLength: 5 })), { maxLength: 20 }),
        (words) => {
          messageOf(words.join(''))
        },
      ),
      { seed: 7, numRuns: 300 },
    )
  })

  it('lays its own words over the profile', () => {
    const own =
      'recipient: acme\nepoch: 6h\nrules: { port: permute }\nfields: { dns.*: suppress }\n'
    const base = profilePolicy('partner')
    expect(readPolicy(head + own, 'p.yaml')).toEqual({
      ...base,
      recipient: 'acme',
      epoch: '6h',
      rules: { ...base.rules, port: { transform: 'permute', args: {} } },
      fields: { ...base.fields, 'dns.*': { transform: 'suppress', args: {} } },
    })
  })

  it('suppresses a kind without a rule when it extends nothing', () => {
    const policy = readPolicy('scrim: 1\ntier: partner\nrules: { size: keep }\n', 'p.yaml')
    for (const kind of rulableKinds) {
      expect(policy.rules[kind].transform).toBe(kind === 'size' ? 'keep' : 'suppress')
    }
    expect(policy.fields).toEqual({})
  })

  it('takes empty parts', () => {
    expect(readPolicy(`${head}rules:\nfields:\ngate:\n`, 'p')).toEqual(profilePolicy('partner'))
  })

  it('takes overrides, and checks them as it checks the file', () => {
    const overrides = { recipient: 'acme', epoch: '1h' }
    const policy = readPolicy(head, 'p.yaml', { overrides })
    expect([policy.recipient, policy.epoch]).toEqual(['acme', '1h'])
    expect(messageOf(head, { overrides: { epoch: 'never' } })).toBe(
      'option --epoch: found "never", expected release, or a duration such as 1h or 7d',
    )
  })
})

describe('policyYaml', () => {
  it.each(tiers)('of the profile %s reads back to the same policy', (tier) => {
    const policy = profilePolicy(tier)
    for (const reasons of [false, true]) {
      const back = readPolicy(policyYaml(policy, reasons), 'p.yaml')
      expect(back).toEqual(policy)
      expect(policyDigest(back)).toBe(policyDigest(policy))
    }
  })

  it('reads back with fallbacks, arguments and limits', () => {
    const rules = 'rules:\n  time: [{ round: { to: 1ms } }, suppress]\n'
    const text = `${head}purpose: "yes: #1"\n${rules}gate: { singling-out: 0.02 }\n`
    const policy = readPolicy(text, 'p.yaml', { limits })
    expect(policy.gate).toEqual({ 'singling-out': 0.02 })
    expect(readPolicy(policyYaml(policy), 'p.yaml', { limits })).toEqual(policy)
  })
})

describe('policyDigest', () => {
  it('does not depend on the order of keys, and changes with every value', () => {
    const policy = profilePolicy('partner')
    const turned = Object.fromEntries(Object.entries(policy).reverse()) as unknown as typeof policy
    expect(policyDigest(turned)).toBe(policyDigest(policy))
    expect(policyDigest({ ...policy, purpose: 'x' })).not.toBe(policyDigest(policy))
  })
})
