/**
 * Profiles (profiles/v1development/profiles.proto, as of 1.11). Texts, stacks and attributes stand
 * in tables of the request and are named by number, so every entry keeps its number. Fields were
 * numbered anew with nearly every version under the same name, and what is a time in one is a
 * duration in another: a message with a field that this layout does not have is refused.
 */
import { Act, type Fields, field, type Message, message as make } from './message.js'
import { DROPPED_MAX, signal } from './resource-messages.js'

const message = (name: string, table: Fields, record = false): Message =>
  make(name, table, { strict: true, record })

/** No file of source has more lines, and no line more columns; a greater number is somebody's. */
const LINES_MAX = 1e7
const index = field.plain(Act.index)
const indices = field.list(Act.indices)
const never = field.plain(Act.never)
/** Where code lies in memory tells a run of a program, and its version, from others. */
const address = field.value(Act.varint, 'profile.address')
const line = { ...field.most(Act.varint, 'profile.line', LINES_MAX), signed: true }

const valueType = message('ValueType', { typeStrindex: [1, index], unitStrindex: [2, index] })

const sample = message('Sample', {
  stackIndex: [1, index],
  attributeIndices: [2, indices],
  linkIndex: [3, index],
  values: [4, { ...field.list(Act.varints, 'profile.value'), signed: true }],
  timestampsUnixNano: [5, field.list(Act.times)],
})

const profile = message(
  'Profile',
  {
    sampleType: [1, field.one(valueType)],
    samples: [2, field.many(sample)],
    timeUnixNano: [3, field.time],
    durationNano: [4, field.plain(Act.duration)],
    periodType: [5, field.one(valueType)],
    period: [6, field.signed(Act.varint, 'profile.value')],
    profileId: [7, field.id('profile.id', 16)],
    droppedAttributesCount: [8, field.most(Act.varint, 'resource.dropped', DROPPED_MAX)],
    originalPayloadFormat: [9, never],
    originalPayload: [10, never],
    attributeIndices: [11, indices],
  },
  true,
)

const mapping = message('Mapping', {
  memoryStart: [1, address],
  memoryLimit: [2, address],
  fileOffset: [3, address],
  filenameStrindex: [4, index],
  attributeIndices: [5, indices],
})

const lines = message('Line', { functionIndex: [1, index], line: [2, line], column: [3, line] })

const location = message('Location', {
  mappingIndex: [1, index],
  address: [2, address],
  lines: [3, field.many(lines)],
  attributeIndices: [4, indices],
})

const func = message('Function', {
  nameStrindex: [1, index],
  systemNameStrindex: [2, index],
  filenameStrindex: [3, index],
  startLine: [4, line],
})

const link = message('Link', {
  traceId: [1, field.id('span.trace_id', 16)],
  spanId: [2, field.id('span.span_id', 8)],
})

const keyValueAndUnit = message('KeyValueAndUnit', {
  keyStrindex: [1, index],
  value: [2, field.value(Act.any, 'attr.unknown')],
  unitStrindex: [3, index],
})

/** Tables that all profiles of a request share. */
export const dictionary = message('ProfilesDictionary', {
  mappingTable: [1, field.many(mapping)],
  locationTable: [2, field.many(location)],
  functionTable: [3, field.many(func)],
  linkTable: [4, field.many(link)],
  stringTable: [5, field.list(Act.string, 'profile.string')],
  attributeTable: [6, field.keyed(keyValueAndUnit)],
  stackTable: [7, field.many(message('Stack', { locationIndices: [1, indices] }))],
})

/** A request of profiles. */
export const profiles = signal('Profiles', 'profiles', profile, {
  dictionary: [2, field.one(dictionary)],
})
