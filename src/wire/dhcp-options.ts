/** The options of DHCP for IPv4 (RFC 2132 and later), by code. */
import { areSeconds } from './bounds.js'
import { dnsName, type NameFields } from './dns-name.js'
import { duid } from './duid.js'
import { fields } from './fields.js'
import { type Frame, span } from './frame.js'
import { isMask } from './mask.js'
import { isHostText, isPrintable } from './words.js'

const F = fields('dhcp', {
  option: ['structure', 'uint', 'option code and length, lengths and flags within, padding'],
  messageType: ['enum', 'uint', 'message type'],
  mode: ['enum', 'uint', 'a yes or no, or a node type'],
  mask: ['enum', 'uint', 'network mask'],
  optionAddress: ['address', 'ipv4', 'address in an option: server, router, request'],
  seconds: ['size', 'uint', 'duration, lifetime or size in an option'],
  time: ['time', 'unix32', 'time of a lease, or at which leases were asked for'],
  timeOffset: ['location', 'uint', 'offset of the time zone'],
  timeZone: ['location', 'text', 'name of the time zone'],
  hostName: ['hostname', 'hostname', 'name of a host or domain, in text'],
  name: ['hostname', 'label', 'label of a name'],
  mark: ['structure', 'uint', 'length bytes and pointers of names, and the root'],
  vendorClass: ['software', 'text', 'vendor class identifier'],
  parameters: ['software', 'bytes', 'options the client asks for'],
  architecture: ['software', 'bytes', 'architecture and boot interface of the client'],
  clientMac: ['hardware', 'eui48', 'Ethernet address as client identifier'],
  iaid: ['link', 'uint', 'identity association'],
  machine: ['hardware', 'bytes', 'identifier of the machine'],
  value: ['content', 'bytes', 'value of any other option'],
})
const names: NameFields = { label: F.name, mark: F.mark }
const partialNames: NameFields = { label: F.name, mark: F.mark, partial: true }

type Option = (f: Frame, at: number, end: number) => void

const content: Option = (f, at, end) => span(f, F.value, at, end)

const addresses: Option = (f, at, end) => {
  if ((end - at) % 4 !== 0) return content(f, at, end)
  for (let i = at; i < end; i += 4) span(f, F.optionAddress, i, i + 4)
}

/** A field that must have one of a few sizes, else its value is content. */
function sized(id: number, ...sizes: readonly number[]): Option {
  return (f, at, end) => span(f, sizes.includes(end - at) ? id : F.value, at, end)
}

/** Seconds in four bytes, as many as can be meant; else it is content. */
const lasting: Option = (f, at, end) => {
  span(f, end - at === 4 && areSeconds(f.b, at, 1) ? F.seconds : F.value, at, end)
}

/** A byte that must not exceed `most`, else it is content. */
function small(id: number, most: number): Option {
  return (f, at, end) => span(f, end - at === 1 && f.b[at] <= most ? id : F.value, at, end)
}

/** A mask has its ones first; anything else is not one and may be an address. */
const mask: Option = (f, at, end) => {
  span(f, end - at === 4 && isMask(f.b, at) ? F.mask : F.value, at, end)
}

/** Some senders end their names with a zero byte. */
const hostName: Option = (f, at, end) => {
  let stop = end
  while (stop > at && f.b[stop - 1] === 0) stop--
  const known = isHostText(f.b, at, stop)
  span(f, known ? F.hostName : F.value, at, known ? stop : end)
  if (known) span(f, F.value, stop, end)
}

/** RFC 3397 §2: names with pointers that count from the start of the option. */
const searchList: Option = (f, at, end) => {
  const n = f.n
  const scratchEnd = f.scratchEnd
  for (let i = at; i < end; ) {
    i = dnsName(f, names, at, i, end)
    if (i >= 0) continue
    f.n = n
    f.cursor = at
    f.scratchEnd = scratchEnd
    return content(f, at, end)
  }
}

/** RFC 2132 §9.14, RFC 4361 §6.1; type 1 is Ethernet, 255 a unique identifier. */
const clientId: Option = (f, at, end) => {
  const type = f.b[at]
  if (type === 1 && end - at === 7) {
    span(f, F.option, at, at + 1)
    span(f, F.clientMac, at + 1, end)
  } else if (type === 255 && end - at >= 7) {
    span(f, F.option, at, at + 1)
    span(f, F.iaid, at + 1, at + 5)
    duid(f, at + 5, end)
  } else content(f, at, end)
}

/** RFC 4702 §2.1: flag 0x04 says that the name is in labels, not in text. */
const fullName: Option = (f, at, end) => {
  if (end - at < 3) return content(f, at, end)
  span(f, F.option, at, at + 3)
  if ((f.b[at] & 4) === 0) return hostName(f, at + 3, end)
  const n = f.n
  const scratchEnd = f.scratchEnd
  if (dnsName(f, partialNames, at + 3, at + 3, end) < 0) {
    f.n = n
    f.cursor = at + 3
    f.scratchEnd = scratchEnd
  }
  span(f, F.value, f.cursor, end)
}

/** RFC 3442: prefix length, as many bytes of the destination as it needs, router. */
const routes: Option = (f, at, end) => {
  const b = f.b
  let i = at
  while (i < end && b[i] <= 32) {
    const router = i + 1 + ((b[i] + 7) >> 3)
    if (router + 4 > end) break
    span(f, F.option, i, i + 1)
    span(f, b[i] > 24 ? F.optionAddress : F.value, i + 1, router)
    span(f, F.optionAddress, router, router + 4)
    i = router + 4
  }
  span(f, F.value, i, end)
}

/** RFC 4833 §2: a POSIX rule or the name of a zone. */
const timeZone: Option = (f, at, end) => {
  span(f, isPrintable(f.b, at, end) ? F.timeZone : F.value, at, end)
}

/** RFC 2132 §9.13. It may be anything a vendor likes, in practice product and version. */
const vendorClass: Option = (f, at, end) => {
  span(f, isPrintable(f.b, at, end) ? F.vendorClass : F.value, at, end)
}

/** RFC 4578 §2.3. */
const machine: Option = (f, at, end) => {
  if (f.b[at] !== 0 || end - at !== 17) return content(f, at, end)
  span(f, F.option, at, at + 1)
  span(f, F.machine, at + 1, end)
}

/** By code; what stands in no row below is content. */
const readers: Option[] = new Array(256).fill(content)
function set(reader: Option, ...codes: readonly number[]): void {
  for (const code of codes) readers[code] = reader
}
set(mask, 1)
set(addresses, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16, 21, 28, 32, 33, 41, 42, 44, 45, 48, 49, 50, 54)
set(addresses, 65, 68, 69, 70, 71, 72, 73, 74, 75, 76, 92, 112, 118, 136, 138, 150)
set(sized(F.seconds, 2), 13, 22, 26, 57)
set(lasting, 24, 35, 38, 51, 58, 59, 108, 153, 211)
// RFC 6926 §6.2: 153 alone counts from another time, the others from 1970.
set(sized(F.time, 4), 152, 154, 155)
set(sized(F.seconds, 1), 23, 37)
set(small(F.mode, 1), 19, 20, 27, 29, 30, 31, 34, 36, 39, 116)
set(small(F.mode, 8), 46)
set(small(F.mode, 3), 52)
set(small(F.messageType, 18), 53)
set(sized(F.timeOffset, 4), 2)
set(timeZone, 100, 101)
set(hostName, 12, 15, 40, 64, 66)
set(searchList, 119)
set(fullName, 81)
set(vendorClass, 60)
set((f, at, end) => span(f, F.parameters, at, end), 55)
set((f, at, end) => span(f, (end - at) % 2 === 0 ? F.architecture : F.value, at, end), 93)
set(sized(F.architecture, 3), 94)
set(machine, 97)
set(clientId, 61)
// Systems of Microsoft use 249 for what became 121.
set(routes, 121, 249)

/**
 * Options that are met without a value: names and a class of a client that has none, and rapid
 * commit. Others have a value: a row of options without is text in UTF-16.
 */
const empty: ReadonlySet<number> = new Set([12, 15, 60, 80])

/**
 * Notes options from `from` on: pad 0 is a single byte, end 255 is the last (RFC 2132 §3). Where an
 * option does not fit, or lacks its value, it and all behind it is content.
 */
export function dhcpOptions(f: Frame, from: number, end: number): void {
  const b = f.b
  let at = from
  while (at < end) {
    const code = b[at]
    if (code === 0 || code === 255) {
      span(f, F.option, at, at + 1)
      at++
      if (code === 255) break
      continue
    }
    const value = at + 2
    if (value > end || value + b[at + 1] > end) break
    if (b[at + 1] === 0 && !empty.has(code)) break
    span(f, F.option, at, value)
    at = value + b[at + 1]
    if (at > value) readers[code](f, value, at)
  }
  span(f, F.value, at, end)
}

/** Whether an overload option (52) says that `sname` or `file` hold options (RFC 2132 §9.3). */
export function overloaded(b: Uint8Array, from: number, end: number): boolean {
  let at = from
  while (at + 1 < end && b[at] !== 255) {
    if (b[at] === 52) return true
    at += b[at] === 0 ? 1 : 2 + b[at + 1]
  }
  return false
}
