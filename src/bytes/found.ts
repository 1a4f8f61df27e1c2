/** What was found where something else was expected, in words. */
const SHOWN_MAX = 40

/** A value as an error shows it. */
export function found(value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  const text = typeof value === 'string' ? value : String(value)
  const shown = text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text
  return typeof value === 'string' ? JSON.stringify(shown) : shown
}
