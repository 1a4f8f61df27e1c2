/**
 * Rewrites the head of the recording, for the recording only: takes out what dumpcap says about the
 * machine, puts in what a shop's capture box might say, and adds a name table (pcapng draft §4.5),
 * so that the metadata around packets holds something to lose too.
 *   node section.mjs IN OUT
 */
import { readFileSync, writeFileSync } from 'node:fs'

const [, , from, to] = process.argv
const input = readFileSync(from)
const SECTION = 0x0a0d0d0a
const INTERFACE = 1
const NAMES = 4
const pad = (n) => (4 - (n % 4)) % 4

function option(code, value) {
  const data = Buffer.isBuffer(value) ? value : Buffer.from(value)
  const head = Buffer.alloc(4)
  head.writeUInt16LE(code, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data, Buffer.alloc(pad(data.length))])
}

function block(type, body) {
  const out = Buffer.alloc(12 + body.length)
  out.writeUInt32LE(type, 0)
  out.writeUInt32LE(out.length, 4)
  body.copy(out, 8)
  out.writeUInt32LE(out.length, out.length - 4)
  return out
}

/** The options of a block from `at` on, without those of the given codes. */
function without(body, at, codes) {
  const kept = []
  while (at + 4 <= body.length) {
    const code = body.readUInt16LE(at)
    const length = body.readUInt16LE(at + 2)
    const end = at + 4 + length + pad(length)
    if (code !== 0 && !codes.includes(code)) kept.push(body.subarray(at, end))
    at = end
  }
  return kept
}

const close = option(0, '')
const about = [
  option(1, 'Harbor Books, week 48, recorded by Anna Lindqvist for ticket HB-OPS-118'),
  option(2, 'capture-box serial CB-0047'),
  option(3, 'Linux'),
  option(4, 'Dumpcap'),
]
const names = [
  [[10, 20, 0, 101], 'anna-laptop.harborbooks.example'],
  [[10, 20, 0, 102], 'bo-thinkpad.harborbooks.example'],
].map(([address, name]) =>
  option(1, Buffer.concat([Buffer.from(address), Buffer.from(`${name}\0`)])),
)

const blocks = []
for (let at = 0; at < input.length; ) {
  const type = input.readUInt32LE(at)
  const length = input.readUInt32LE(at + 4)
  const body = input.subarray(at + 8, at + length - 4)
  if (type === SECTION) {
    blocks.push(block(SECTION, Buffer.concat([body.subarray(0, 16), ...about, close])))
    blocks.push(block(NAMES, Buffer.concat([...names, close])))
  } else if (type === INTERFACE) {
    const kept = without(body, 8, [12])
    blocks.push(block(INTERFACE, Buffer.concat([body.subarray(0, 8), ...kept, close])))
  } else blocks.push(input.subarray(at, at + length))
  at += length
}
writeFileSync(to, Buffer.concat(blocks))
