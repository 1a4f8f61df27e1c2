/** Sequence numbers, TCP clocks and identifications, moved by a keyed constant for each flow. */

import { z } from 'zod'
import { put16, put32, u16, u32 } from '../bytes/endian.js'
import { FLOW_VALUES, FlowValue } from '../keys/flow-offsets.js'
import type { FieldType } from '../wire/fields.js'
import { fillBytes } from './fill.js'
import type { Apply, Transform } from './transform.js'

const VALUE: Readonly<Partial<Record<FieldType, number>>> = {
  'flow-seq-forward': FlowValue.seqForward,
  'flow-seq-reverse': FlowValue.seqReverse,
  'flow-clock-forward': FlowValue.clockForward,
  'flow-clock-reverse': FlowValue.clockReverse,
  'flow-id': FlowValue.idForward,
}

/** Adds modulo 2^16 or 2^32. Without a flow, or of any other size, nothing is left of the value. */
function add(value: number): Apply {
  return (f, at, end, aux) => {
    const b = f.b
    const n = end - at
    if (aux < 0 || aux >= f.flows || (n !== 4 && n !== 2)) {
      fillBytes(b, at, end, 0)
      return
    }
    const by = f.flowValues[aux * FLOW_VALUES + value]
    if (n === 4) put32(b, at, u32(b, at) + by)
    else put16(b, at, u16(b, at) + by)
  }
}

/** Adds among the values from 1 on: identification 0 means that there is none (RFC 6864 §4). */
function addToId(value: number): Apply {
  return (f, at, end, aux) => {
    const b = f.b
    const n = end - at
    if (aux < 0 || aux >= f.flows || (n !== 4 && n !== 2)) {
      fillBytes(b, at, end, 0)
      return
    }
    const by = f.flowValues[aux * FLOW_VALUES + value] >>> 0
    if (n === 4) {
      const v = u32(b, at)
      if (v !== 0) put32(b, at, ((v - 1 + by) % 0xffffffff) + 1)
    } else {
      const v = u16(b, at)
      if (v !== 0) put16(b, at, ((v - 1 + by) % 0xffff) + 1)
    }
  }
}

/** Differences within a flow and direction stay; differences between flows do not. */
export const offset: Transform = {
  name: 'offset',
  does: 'moved by a keyed constant for each flow',
  reveals: 'how the value grows within one flow, but neither where it began nor how flows compare',
  injective: true,
  accepts: Object.keys(VALUE) as FieldType[],
  args: z.strictObject({}),
  build(_args, target) {
    const value = VALUE[target.type]
    if (value === undefined) return (f, at, end) => fillBytes(f.b, at, end, 0)
    return target.type === 'flow-id' ? addToId(value) : add(value)
  },
}
