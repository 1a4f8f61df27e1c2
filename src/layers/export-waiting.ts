/** Sets of data whose template has not come yet, by what they wait for. */

/** Messages of one set each. */
export interface WaitingSets {
  /** how many wait */
  readonly size: number
  /** @returns false when there is no room */
  add(key: string, message: Uint8Array): boolean
  /** gives up those whose templates have come, in the order in which they came themselves */
  take(keys: readonly string[]): readonly Uint8Array[]
}

interface Waiting {
  /** how many came before it */
  readonly order: number
  readonly message: Uint8Array
}

/** Bytes of sets that wait. */
const BYTES_MAX = 1 << 20

/** Nothing waits yet. */
export function createWaitingSets(): WaitingSets {
  const byKey = new Map<string, Waiting[]>()
  let bytes = 0
  let size = 0
  let order = 0
  return {
    get size() {
      return size
    },
    add(key, message) {
      if (bytes + message.length > BYTES_MAX) return false
      const list = byKey.get(key)
      const one = { order: order++, message }
      if (list === undefined) byKey.set(key, [one])
      else list.push(one)
      bytes += message.length
      size++
      return true
    },
    take(keys) {
      const ready: Waiting[] = []
      for (const key of keys) {
        for (const one of byKey.get(key) ?? []) ready.push(one)
        byKey.delete(key)
      }
      size -= ready.length
      for (const { message } of ready) bytes -= message.length
      return ready.sort((a, b) => a.order - b.order).map(({ message }) => message)
    },
  }
}
