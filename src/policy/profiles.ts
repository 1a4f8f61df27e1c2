/** The policies that ship with scrim, one for each tier: tables, each rule with its reason. */
import { rulableKinds } from './names.js'
import type { Policy, RulableKind, Rule, Tier } from './policy.js'
import { completed } from './rules.js'

/** A rule and, in one sentence, why it is so. */
export interface Reasoned {
  readonly rule: Rule
  readonly because: string
}

/** A profile: what a policy extends. */
export interface Profile {
  readonly tier: Tier
  /** one sentence for the list of profiles */
  readonly summary: string
  readonly recipient: string
  readonly epoch: string
  readonly payload: Policy['payload']
  readonly words: number
  readonly rules: Readonly<Record<RulableKind, Reasoned>>
  readonly fields: Readonly<Record<string, Reasoned>>
}

const rule = (transform: string, args: Rule['args'] = {}, otherwise?: Rule): Rule =>
  otherwise === undefined ? { transform, args } : { transform, args, otherwise }

const because = (r: Rule, reason: string): Reasoned => ({ rule: r, because: reason })

/** Shared by all tiers: these three never leave unless a policy names them itself. */
const never = {
  person: because(
    rule('suppress'),
    'names of people identify them, whatever else is known; no analysis of traffic needs them',
  ),
  secret: because(
    rule('suppress'),
    'passwords, cookies and tokens would give access, and a pseudonym of them helps nobody',
  ),
  content: because(
    rule('suppress'),
    'bytes that are not understood may hold anything, so nobody can say what they reveal',
  ),
} as const

const links = because(
  rule('offset', {}, rule('pseudonym')),
  'differences within a flow stay (loss, order, round trips); start values, which match, do not',
)

const keptVlans = because(
  rule('keep'),
  'the same controller runs the network, and looks for faults by the numbers it gave',
)

const partnerRules: Profile['rules'] = {
  ...never,
  address: because(
    rule('prefix-preserving'),
    'detection rules and topology need subnets; one recipient under contract may see their shape',
  ),
  hardware: because(
    rule('pseudonym'),
    'which device it is stays constant; maker and serial number do not leave',
  ),
  hostname: because(
    rule('pseudonym', { keep: 'public-suffix' }),
    'the number of labels and the public suffix are signals of abuse; the names are not',
  ),
  link: links,
  time: because(
    rule('shift'),
    'all times move by one unknown amount: every interval stays exact, the date does not leave',
  ),
  size: because(rule('keep'), 'sizes are what most analyses measure'),
  port: because(rule('keep'), 'ports name services, and a known recipient needs to know which'),
  software: because(
    rule('keep', { numbers: true }, rule('products')),
    'window, TTL and well-known products tell stacks apart, as detection needs; no other text does',
  ),
  location: because(rule('suppress'), 'a place identifies a site and those who are there'),
  code: because(rule('suppress'), 'code and statements quote identifiers and business secrets'),
  enum: because(
    rule('keep'),
    'values from a short public list say how a protocol is used, not by whom',
  ),
  vlan: because(
    rule('pseudonym'),
    'which frames share a network is topology; its number is in configurations and tickets',
  ),
}

/** Words of free text that are in no list. */
const words = {
  'text.word': because(
    rule('pseudonym'),
    'that two lines hold the same unknown word is what debugging needs; which word it is, is not',
  ),
} as const

const internal: Profile = {
  tier: 'internal',
  summary: 'the same controller, inside a pseudonymisation domain',
  recipient: 'internal',
  epoch: 'release',
  payload: 'cut',
  words: 5,
  rules: {
    ...partnerRules,
    location: because(
      rule('pseudonym'),
      'the same controller may tell sites apart without learning their names',
    ),
    vlan: keptVlans,
    code: because(rule('keep'), 'the same controller wrote the code and looks for faults in it'),
  },
  fields: words,
}

const partner: Profile = {
  tier: 'partner',
  summary: 'one named recipient under contract',
  recipient: 'partner',
  epoch: 'release',
  payload: 'cut',
  words: 10,
  rules: partnerRules,
  fields: words,
}

const HOPS = { bins: [0, 32, 64, 128, 255] }
const hops = because(
  rule('generalise', HOPS),
  'the class of start value stays; the exact number gives the distance, which finds hosts again',
)

const research: Profile = {
  tier: 'research',
  summary: 'a vetted group under an agreement',
  recipient: 'research-group',
  epoch: '1d',
  payload: 'cut',
  words: 0,
  rules: {
    ...partnerRules,
    address: because(
      rule('prefix', { v4: 16, v6: 32 }),
      'networks stay together to /16 and /32; below, known hosts would expose their neighbours',
    ),
    hostname: because(
      rule('pseudonym', { keep: 'none' }),
      'rare public suffixes single out names, and a group cannot be held to one purpose',
    ),
    port: because(
      rule('permute', { classes: ['dynamic'] }),
      'well-known and registered ports name services and stay; dynamic ones name connections',
    ),
    software: because(
      rule('suppress'),
      'versions, options and vendor values together single out hosts by their stack',
    ),
  },
  fields: {
    ...words,
    'ipv4.ttl': hops,
    'ipv6.hlim': hops,
    'tcp.window': because(
      rule('generalise', { bins: [0, 1, 1024, 8192, 32768] }),
      'zero and its order of size stay for studies of flow control; exact values name a stack',
    ),
    'tcp.mss': because(
      rule('generalise', { bins: [0, 536, 1220, 1360, 1440] }),
      'tunnels stay visible as a class; the exact size is part of a stack fingerprint',
    ),
    'tcp.clock*': because(
      rule('offset'),
      'round trips can be measured; the clock starts anew for each connection',
    ),
  },
}

const gone = because(
  rule('suppress'),
  'the rate of this clock is a constant of the device and finds it again through any address map',
)

const open: Profile = {
  tier: 'public',
  summary: 'anyone',
  recipient: 'anyone',
  epoch: '1h',
  payload: 'cut',
  words: 0,
  rules: {
    ...research.rules,
    address: because(
      rule('pseudonym'),
      'no prefix structure: anyone may know some hosts, and structure would expose those near them',
    ),
    hostname: because(
      rule('suppress'),
      'names that are asked for describe people, and profiles of them can be linked across epochs',
    ),
    time: because(
      rule('shift', { round: '1s' }),
      'whole seconds at an unknown date: finer times match a second vantage point',
    ),
    port: because(
      rule('permute', { classes: ['registered', 'dynamic'] }),
      'well-known ports name services and stay; others are used to look for a known product',
    ),
  },
  fields: {
    'tcp.clock': gone,
    'tcp.clock-echo': gone,
    'rtp.timestamp': gone,
  },
}

/** Every profile by tier. */
export const profiles: Readonly<Record<Tier, Profile>> = {
  internal,
  partner,
  research,
  public: open,
}

function rulesOf<K extends string>(table: Readonly<Record<K, Reasoned>>): Record<K, Rule> {
  const out = {} as Record<K, Rule>
  for (const key of Object.keys(table) as K[]) out[key] = completed(table[key].rule)
  return out
}

/** The policy of a tier as it is when nothing is added to its profile. */
export function profilePolicy(tier: Tier): Policy {
  const p = profiles[tier]
  return {
    scrim: 1,
    tier,
    recipient: p.recipient,
    purpose: 'not stated',
    epoch: p.epoch,
    rules: rulesOf(p.rules),
    fields: rulesOf(p.fields),
    payload: p.payload,
    words: p.words,
    gate: {},
  }
}

/** The policy of a tier that suppresses everything: what `tier:` without `extends:` begins with. */
export function standsForItself(tier: Tier): Policy {
  const suppress = completed({ transform: 'suppress', args: {} })
  const rules = Object.fromEntries(rulableKinds.map((k) => [k, suppress]))
  return { ...profilePolicy(tier), words: 0, rules: rules as Policy['rules'], fields: {} }
}
