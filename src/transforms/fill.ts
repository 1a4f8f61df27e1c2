/** Overwriting byte ranges; a loop is faster than `fill` for the short ranges most fields are. */
import type { FieldType } from '../wire/fields.js'

const SHORT = 48

/** Sets `[at, end)` to one byte. */
export function fillBytes(b: Uint8Array, at: number, end: number, value: number): void {
  if (end - at > SHORT) b.fill(value, at, end)
  else for (let i = at; i < end; i++) b[i] = value
}

/** Whether a field of this type is read as characters. */
export function isText(type: FieldType): boolean {
  return type === 'text' || type === 'hex' || type === 'hostname' || type === 'label'
}
