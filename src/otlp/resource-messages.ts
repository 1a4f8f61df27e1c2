/** What all signals share: the resource that records come from, and the library that made them. */
import { Act, type Fields, field, type Message, message } from './message.js'

/** No program leaves out more of one record; a greater number is somebody's. */
export const DROPPED_MAX = 1e6

const entity = message('EntityRef', {
  schemaUrl: [1, field.text('resource.schema_url')],
  type: [2, field.text('resource.entity_type')],
  idKeys: [3, field.keys],
  descriptionKeys: [4, field.keys],
})

const resource = message('Resource', {
  attributes: [1, field.attributes],
  droppedAttributesCount: [2, field.most(Act.varint, 'resource.dropped', DROPPED_MAX)],
  entityRefs: [3, field.many(entity)],
})

const scope = message('InstrumentationScope', {
  name: [1, field.text('scope.name')],
  version: [2, field.text('scope.version')],
  attributes: [3, field.attributes],
  droppedAttributesCount: [4, field.most(Act.varint, 'resource.dropped', DROPPED_MAX)],
})

/** Resource, scope and records, as all signals have them. */
export function signal(
  plural: string,
  records: string,
  record: Message,
  more: Fields = {},
): Message {
  const inScope = message(`Scope${plural}`, {
    scope: [1, field.one(scope)],
    [records]: [2, field.many(record)],
    schemaUrl: [3, field.text('scope.schema_url')],
  })
  const inResource = message(`Resource${plural}`, {
    resource: [1, field.one(resource)],
    [`scope${plural}`]: [2, field.many(inScope)],
    schemaUrl: [3, field.text('resource.schema_url')],
  })
  return message(plural, { [`resource${plural}`]: [1, field.many(inResource)], ...more })
}
