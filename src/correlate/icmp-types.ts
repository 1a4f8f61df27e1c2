/**
 * Which ICMP messages answer which. A request and its reply belong to one flow, as Community ID v1
 * has it; all other messages go one way (https://github.com/corelight/community-id-spec).
 */

function pairs(list: readonly (readonly [number, number])[]): Int16Array {
  const table = new Int16Array(256).fill(-1)
  for (const [a, b] of list) {
    table[a] = b
    table[b] = a
  }
  return table
}

/** RFC 792 echo, timestamp, information; RFC 1256 router; RFC 950 mask. -1 for no counterpart. */
export const ICMP_COUNTERPART = pairs([
  [8, 0],
  [13, 14],
  [15, 16],
  [10, 9],
  [17, 18],
])

/** RFC 4443 echo, RFC 2710 listener, RFC 4861 router and neighbour, RFC 4620, RFC 6275. */
export const ICMPV6_COUNTERPART = pairs([
  [128, 129],
  [130, 131],
  [133, 134],
  [135, 136],
  [139, 140],
  [144, 145],
])
