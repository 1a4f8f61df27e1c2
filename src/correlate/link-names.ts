/** Endpoints as names, and lists of records under a name. */
import type { Endpoint } from './link-records.js'

/** Lists of records under a name. */
export type Lists = Map<string, number[]>

/** An endpoint as a name. IPv4-mapped IPv6 addresses are IPv4 addresses (RFC 4291 §2.5.5.2). */
export function nameOf(e: Endpoint): string {
  const address = e.address.toLowerCase()
  const mapped = address.startsWith('::ffff:') && address.includes('.')
  return `${mapped ? address.slice(7) : address} ${e.port}`
}

/** Names both ends. */
export function pairName(client: Endpoint, server: Endpoint): string {
  return `${nameOf(client)} ${nameOf(server)}`
}

/** Adds to the list under a name. */
export function addTo(lists: Lists, name: string, i: number): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [i])
  else list.push(i)
}
