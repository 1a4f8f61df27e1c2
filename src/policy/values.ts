/**
 * What a policy makes of values outside of packets. The transforms are those of packets: a value in
 * text is read, its bytes go through the transform that the field of a packet would get, and are
 * written in the form in which they stood. So one address has one pseudonym in every layer.
 *
 * A value is treated as what it is before it is treated as what its field is said to be: an address
 * in a field that is kept is an address. Only a rule that names the field lets it stay. What is
 * kept is short and of harmless characters; anything else is free text, and not for this room.
 */
import { createMemory } from '../bytes/memory.js'
import { append, reserve } from '../bytes/output.js'
import type { Keyring } from '../keys/keyring.js'
import { createValue } from '../text/forms.js'
import { type FieldType, fieldTable, type Kind, spanTable } from '../wire/fields.js'
import { rest } from '../wire/frame.js'
import type { Values } from '../wire/values.js'
import { compileTime, ruleFor } from './compile.js'
import type { Policy } from './policy.js'
import { createRules, type ValueRule } from './value-rules.js'
import { createShown, type Met } from './value-shown.js'
import { change, formOf, moveNumber, type Room, writeText } from './value-text.js'

const CACHE = { log2: 13, slot: 128, twice: false }

/** The capture time of packets: all times move as it does. */
const timeField = fieldTable[spanTable[rest.time].parts[0].field]

/** Types of the bytes of a kind, by their number. */
function typeOf(kind: Kind, size: number): FieldType {
  if (kind === 'address') return size === 4 ? 'ipv4' : size === 16 ? 'ipv6' : 'bytes'
  if (kind === 'vlan' && size === 2) return 'vlan'
  return kind === 'hardware' && size === 6 ? 'eui48' : 'bytes'
}

/**
 * Makes what a policy says of values, with the keys of one epoch.
 * @param met sees each value at least once, with what it became
 */
export function createValues(policy: Policy, keys: Keyring, met?: Met): Values {
  const made = createRules(policy, keys)
  const rules: ValueRule[] = []
  const byName = new Map<string, number>()
  const cache = createMemory(CACHE)
  const shown = met === undefined ? undefined : createShown(met)
  const time = compileTime(ruleFor(policy, timeField), keys)
  const room: Room = { step: made.step, value: createValue(), shift: time }
  const text: Values['text'] = (id, b, at, end, out) => {
    const rule = rules[id]
    if (rule.fate === 'suppress') {
      met?.(rule.kind, b, at, end, out, out.n)
      return false
    }
    if (rule.bare) {
      append(out, b, at, end)
      return true
    }
    const known = cache.find(id + 1, b, at, end, out)
    if (known >= 0) return known === 1
    const from = out.n
    reserve(out, end - at)
    const left = writeText(room, rule, b, at, end, out)
    if (!left) out.n = from
    met?.(rule.kind, b, at, end, out, from)
    cache.keep(id + 1, b, at, end, left, out, from)
    return left
  }
  const word = rules.push(made.make('text', 'link')) - 1
  return {
    time,
    rule(name, kind) {
      const key = `${kind} ${name}`
      let id = byName.get(key)
      if (id === undefined) {
        id = rules.push(made.make(name, kind)) - 1
        byName.set(key, id)
      }
      return id
    },
    fate: (id) => rules[id].fate,
    text,
    formed(b, at, end, out) {
      if (cache.find(word + 1, b, at, end, out) === 1) return 1
      const form = formOf(room, b, at, end)
      if (form === 0) return 0
      return text(word, b, at, end, out) ? form : -form
    },
    number: (id, value) => (rules[id].bare ? value : moveNumber(room, rules[id], value)),
    bytes(id, b, at, end) {
      const rule = rules[id]
      const step = made.step(rule, typeOf(rule.kind, end - at))
      const left = step.fate !== 'suppress'
      const isNew = !rule.bare && shown?.before(rule.kind, b, at, end) === true
      if (!left) b.fill(0, at, end)
      else if (!rule.bare) change(step, b, at, end)
      if (isNew) shown?.after(rule.kind, b, at, end, left)
      return left
    },
    many(id, b, n) {
      const { apply, fate } = made.step(rules[id], typeOf(rules[id].kind, 8))
      if (fate !== 'change' || rules[id].bare || apply?.many === undefined) return false
      apply.many(b, n)
      return true
    },
  }
}
