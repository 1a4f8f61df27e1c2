/** Releases made for tests: the numbers are those of an office network on a working day. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding, Verdict } from '../../src/audit/check.js'
import type { Policy, RulableKind, Rule } from '../../src/policy/policy.js'
import { createBundle } from '../../src/release/bundle.js'
import type { KindRow, ReleaseFacts, RuleBytes } from '../../src/release/facts.js'
import type { KnownCheck } from '../../src/release/verify-audit.js'
import { type Written, writeRelease } from '../../src/release/write.js'
import type { UtilityResult } from '../../src/utility/measure.js'

/** An empty folder of its own. */
export function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'scrim-release-'))
}

/** Two keys, made once for a test run. */
export const keys = {
  transformer: generateKeyPairSync('ed25519').privateKey,
  auditor: generateKeyPairSync('ed25519').privateKey,
}

const transforms: Readonly<Record<RulableKind, string>> = {
  address: 'prefix-preserving',
  hardware: 'pseudonym',
  hostname: 'pseudonym',
  person: 'suppress',
  secret: 'suppress',
  link: 'pseudonym',
  time: 'shift',
  size: 'keep',
  port: 'keep',
  software: 'suppress',
  location: 'suppress',
  code: 'keep',
  content: 'suppress',
  enum: 'keep',
  vlan: 'pseudonym',
}

/** A policy of the tier partner. */
export const policy: Policy = {
  scrim: 1,
  tier: 'partner',
  recipient: 'acme-ndr',
  purpose: 'detection-tuning',
  epoch: '1d',
  rules: Object.fromEntries(
    Object.entries(transforms).map(([kind, transform]) => [kind, { transform, args: {} }]),
  ) as Record<RulableKind, Rule>,
  fields: {},
  payload: 'cut',
  words: 0,
  gate: {},
}

/** The same policy as a release holds it. */
export const policyYaml = `scrim: 1
tier: partner
recipient: acme-ndr
purpose: detection-tuning
epoch: 1d
gate:
  uniqueness: 0.9
`

/** A finding of one check; the verdict follows from the numbers unless it is given. */
export function finding(
  check: string,
  question: string,
  measure: string,
  numbers: { value: number; interval?: [number, number]; limit?: number; verdict?: Verdict },
  more: Partial<Finding> = {},
): Finding {
  const { value, interval = [value, value], limit = 0 } = numbers
  return {
    check,
    version: 1,
    question,
    measure,
    value,
    interval,
    limit,
    verdict: numbers.verdict ?? (interval[1] <= limit ? 'pass' : 'fail'),
    arms: {},
    notes: [],
    reproducible: 'release',
    ...more,
  }
}

/** Findings of a release that passes. */
export const findings: readonly Finding[] = [
  finding(
    'byte-accounting',
    'is there a released byte that no rule put there?',
    'bytes without a rule, and bytes of suppressed fields that are not blank',
    { value: 0 },
    {
      arms: { frames: 1_284_033, attributed: 98_402_118, unattributed: 0, 'not blank': 0 },
      reproducible: 'owner',
    },
  ),
  finding(
    'canaries',
    'does a secret planted in any field of any protocol come out in any form?',
    'planted marks found after rewriting',
    { value: 0 },
    { arms: { planted: 4_096, 'seen before rewriting': 4_096, found: 0 }, reproducible: 'owner' },
  ),
  finding(
    'residue',
    'is any address, name or identifier of the input still in the output, in any form?',
    'original identifiers found in the output',
    { value: 0 },
    {
      arms: { identifiers: 18_233, decoys: 18_233, 'decoys found': 2, windows: 98_402_118 },
      reproducible: 'owner',
    },
  ),
  finding(
    'checksum-oracle',
    'can a checksum be used to test guesses of what was there before?',
    'checksums that are neither zero nor right for the released bytes',
    { value: 0 },
    { arms: { checksums: 2_511_004, zero: 1_733_120, right: 777_884 } },
  ),
  finding(
    'container-metadata',
    'does the capture file around the packets say where or how they were captured?',
    'blocks and options that a release may not have',
    { value: 0 },
    { arms: { blocks: 1_284_036 } },
  ),
  finding(
    'uniqueness',
    'can a subject be singled out by the port, protocol, time and size of one flow?',
    'share of subjects with a flow unlike any other subject’s',
    { value: 0.412, interval: [0.3861, 0.4384], limit: 0.9 },
    {
      arms: { subjects: 1_412, 'singled out': 582 },
      notes: [
        'the rarest ports are 5985, 8089, 27017, 47808; each was used by one subject only',
        'with times rounded to 60 s the share would be 0.083',
      ],
    },
  ),
]

/** The checks that `verify` is told of, as the tier partner has them. */
export const known: readonly KnownCheck[] = findings.map((f) => {
  const limit = f.check === 'uniqueness' ? 1 : 0
  const limits = { internal: limit, partner: limit, research: 0, public: 0 }
  return { name: f.check, limits, version: f.version, reproducible: f.reproducible }
})

const does: Readonly<Record<string, [string, string, string]>> = {
  keep: ['left as it was', 'everything', 'always'],
  suppress: ['overwritten with zeros, or cut off', 'that there was a value, and its length', '—'],
  pseudonym: ['mapped one to one under a key', 'which values are equal within an epoch', '1 day'],
  'prefix-preserving': [
    'mapped under a key so that common prefixes stay common',
    'which hosts share a network, and how networks nest; a known host tells about its neighbours',
    '1 day',
  ],
  shift: ['moved by one secret offset', 'order and distance of events, not when they were', 'all'],
}

const kinds: KindRow[] = Object.entries(transforms).map(([kind, transform], i) => {
  const [what, reveals, stability] = does[transform]
  return { kind, transform, does: what, reveals, stability, bytes: (i * 7_919_123) % 31_000_000 }
})

const rules: RuleBytes[] = [
  ...kinds.map((k) => ({
    rule: `kind ${k.kind}`,
    kind: k.kind,
    transform: k.transform,
    reveals: k.reveals,
    bytes: k.bytes,
    fields: [`ipv4.${k.kind}`, `tcp.${k.kind}`, `tls.client-hello-${k.kind}`, `dns.${k.kind}`],
  })),
  {
    rule: 'structure',
    kind: 'structure',
    transform: 'keep',
    reveals: 'how frames are built',
    bytes: 22_114_870,
    fields: ['ipv4.version', 'ipv4.total-length', 'tcp.data-offset'],
  },
  {
    rule: 'field dns.qname-of-the-internal-zone.*',
    kind: 'hostname',
    transform: 'pseudonym',
    reveals: 'which names are equal',
    bytes: 911_204,
    fields: ['dns.qname'],
  },
]

const sizes = [64, 128, 256, 512, 1024, 1280, 1400, 1500, 2048, 4096, 8192, 9000]

/** Measures of usefulness, with one distribution that changed and two that did not. */
export const utility: readonly UtilityResult[] = [
  {
    measure: 'volume',
    question: 'how many packets, bytes and conversations are there, and over how long?',
    numbers: {
      packets: { before: 1_291_870, after: 1_284_033 },
      'bytes on the wire': { before: 912_338_104, after: 911_002_118 },
      conversations: { before: 48_211, after: 48_190 },
      'seconds covered': { before: 28_799.9913, after: 28_799.9913 },
    },
    distances: { 'packets per conversation jsd': 0.000012 },
    series: [
      {
        label: 'packets per conversation',
        unit: 'packets (log2)',
        bins: Array.from({ length: 16 }, (_, i) => `${2 ** i}`),
        before: [9, 40, 95, 130, 110, 70, 44, 23, 12, 7, 4, 2, 1, 1, 0, 0],
        after: [9, 40, 94, 130, 110, 70, 44, 23, 12, 7, 4, 2, 1, 1, 0, 0],
      },
    ],
  },
  {
    measure: 'sizes',
    question: 'how large are packets?',
    numbers: { 'mean size': { before: 706.2, after: 709.5 } },
    distances: { 'packet sizes jsd': 0.0361 },
    series: [
      {
        label: 'packet sizes',
        unit: 'bytes on the wire',
        bins: sizes.map(String),
        before: [410, 130, 90, 70, 60, 40, 210, 330, 3, 1, 0, 0],
        after: [380, 170, 60, 70, 60, 40, 160, 400, 3, 1, 0, 0],
      },
    ],
  },
  {
    measure: 'protocols',
    question: 'which protocols are there?',
    numbers: {},
    distances: { 'transport protocols jsd': 0.00004 },
    series: [
      {
        label: 'transport protocols',
        unit: 'protocol',
        bins: ['tcp', 'udp', 'icmp', 'icmp6', 'sctp', 'other protocols'],
        before: [812_004, 431_111, 31_004, 9_121, 4, 8_626],
        after: [812_004, 431_111, 31_004, 9_121, 4, 789],
      },
    ],
  },
]

/** Facts of a release that passes; `more` changes what a test is about. */
export function makeFacts(more: Partial<ReleaseFacts> = {}): ReleaseFacts {
  return {
    name: 'acme-ndr-2026-11-office-north-and-warehouse-week-47',
    created: '2026-11-25',
    engine: '0.1.0',
    description: 'One working day of an office network of about 1,400 hosts, at its edge.',
    policy,
    policyYaml,
    keyId: '3f9c1a77e0b25d48',
    seed: 'b6d1c0de',
    packets: {
      in: 1_291_870,
      out: 1_284_033,
      dropped: {
        'truncated in tcp.options': 6_120,
        'unknown-ethertype 0x88b5': 1_713,
        'bad-length': 4,
      },
    },
    bytes: { in: 912_338_104, out: 98_402_118 },
    rules,
    kinds,
    interfaces: [
      { linkType: 'Ethernet', packets: 1_201_000 },
      { linkType: 'Linux cooked v2', packets: 83_033 },
    ],
    timespan: { first: '2019-04-02T11:07:41Z', last: '2019-04-02T19:07:41Z' },
    layers: [],
    tables: [],
    findings,
    utility,
    verifyCommand: 'scrim verify acme-ndr-2026-11-office-north-and-warehouse-week-47',
    keys,
    ...more,
  }
}

/** Writes a small release under a folder. */
export async function makeRelease(
  dir: string,
  more: Partial<ReleaseFacts> = {},
): Promise<{ path: string; written: Written }> {
  const bundle = await createBundle(join(dir, 'release'))
  await writeFile(bundle.path('data/packets/0001.pcapng'), Buffer.from('packets of the first hour'))
  await writeFile(bundle.path('data/packets/0002.pcapng'), Buffer.from('packets of the second'))
  const written = await writeRelease(bundle, makeFacts(more))
  await bundle.commit()
  return { path: bundle.name, written }
}
