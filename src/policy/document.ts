/**
 * What a policy file may contain, before names are looked up: the shape, and the JSON Schema that
 * editors use to complete and check it.
 */
import { z } from 'zod'
import { transforms } from '../transforms/index.js'
import { EPOCH, WORDS_MAX } from './limits.js'
import { fieldNames, rulableKinds } from './names.js'
import { tiers } from './policy.js'

const RECIPIENT = /^[a-z0-9][a-z0-9._-]{0,62}$/
const LINE = /^[^\p{Cc}]{1,200}$/u

/** The top of a policy file; rules, fields and gate are read key by key. */
export const documentSchema = z.strictObject({
  scrim: z.literal(1).describe('version of the policy language'),
  extends: z.enum(tiers).optional().describe('the profile whose rules hold where this has none'),
  tier: z
    .enum(tiers)
    .optional()
    .describe('instead of extends: stands for itself, a kind without a rule is suppressed'),
  recipient: z
    .string()
    .regex(RECIPIENT, 'lower-case letters, digits, . _ - (at most 63)')
    .optional()
    .describe('who receives it; scopes the keys, so that two recipients cannot join their copies'),
  purpose: z
    .string()
    .regex(LINE, 'one line of text (at most 200)')
    .optional()
    .describe('what it may be used for'),
  epoch: z
    .string()
    .regex(EPOCH, 'release, or a duration such as 1h or 7d')
    .optional()
    .describe('after which time pseudonyms change'),
  payload: z
    .enum(['cut', 'zero', 'filler'])
    .optional()
    .describe('suppressed payload: cut off, or overwritten with zeros or with filler bytes'),
  words: z
    .number()
    .int()
    .min(0)
    .max(WORDS_MAX)
    .optional()
    .describe('a word that no list has leaves when so many hosts and persons use it; 0 for never'),
  rules: z.record(z.string(), z.unknown()).nullish().describe('a rule for each kind'),
  fields: z.record(z.string(), z.unknown()).nullish().describe('exceptions by field name'),
  gate: z.record(z.string(), z.unknown()).nullish().describe('limits, stricter than the tier has'),
})

function ruleSchema(): z.ZodType {
  const names = z.enum(transforms.map((t) => t.name))
  const withArgs = transforms.map((t) => z.strictObject({ [t.name]: t.args }).describe(t.reveals))
  const one = z.union([names, ...withArgs])
  return z.union([one, z.array(one).min(1).max(8)]).meta({ id: 'rule' })
}

/** The JSON Schema (draft 2020-12) of a policy file, for editors. */
export function policySchema(): Record<string, unknown> {
  const rule = ruleSchema()
  const byKind = Object.fromEntries(rulableKinds.map((k) => [k, rule.optional()]))
  const byField = Object.fromEntries(fieldNames().map((n) => [n, rule.optional()]))
  const whole = documentSchema.extend({
    rules: z.strictObject(byKind).optional(),
    fields: z.object(byField).catchall(rule).optional(),
    gate: z.record(z.string(), z.number().min(0)).optional(),
  })
  const schema = z.toJSONSchema(whole, { io: 'input', unrepresentable: 'any' })
  return { ...schema, title: 'scrim policy' }
}
