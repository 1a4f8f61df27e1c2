/**
 * Messages of applications written by hand, with the field of every byte: `messages/*.txt`. A
 * message begins with a line `== NAME`, then `udp PORT` or `tcp PORT`, then one line for each
 * field: its name and its bytes, in hexadecimal, as quoted text, or `00*N` for N zero bytes.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { type Annotated, overIp4, overUdp, type Part } from './frames/build.js'

const folder = new URL('./messages/', import.meta.url)

/** A TCP header before `inner`, from port 49153. */
function tcp(port: number, inner: readonly Part[]): Part[] {
  return [
    ['tcp.src-port', 'c001'],
    ['tcp.dst-port', port.toString(16).padStart(4, '0')],
    ['tcp.seq', '00000001'],
    ['tcp.ack', '00000001'],
    ['tcp.flags', '5018'],
    ['tcp.window', 'faf0'],
    ['tcp.checksum', '0000'],
    ['tcp.urgent-unused', '0000'],
    ...inner,
  ]
}

/** The bytes of the words behind a field's name. */
function hexOfWords(words: string): string {
  const found = words.match(/'[^']*'|"[^"]*"|\S+/g) ?? []
  return found
    .map((word) => {
      const quoted = word.match(/^(['"])(.*)\1$/)?.[2]
      if (quoted !== undefined) return Buffer.from(quoted, 'latin1').toString('hex')
      const zeros = word.match(/^00\*(\d+)$/)
      return zeros ? '00'.repeat(Number(zeros[1])) : word
    })
    .join('')
}

function parse(block: string): Annotated {
  const [name, transport, ...lines] = block.trimEnd().split('\n')
  const parts = lines.map((line): Part => {
    const space = line.indexOf(' ')
    return [line.slice(0, space), hexOfWords(line.slice(space + 1))]
  })
  const [protocol, port] = transport.split(' ')
  if (protocol === 'udp') return overUdp(name, Number(port), parts)
  if (protocol === 'tcp') return overIp4(name, 6, tcp(Number(port), parts))
  throw new Error(`${name} begins with neither udp nor tcp`)
}

/** Every annotated message, as a frame. */
export const messages: readonly Annotated[] = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .toSorted()
  .flatMap((file) => readFileSync(new URL(file, folder), 'utf8').split(/^== /m).slice(1))
  .map(parse)

/** The fields of one message behind its transport header. */
export function hexOfMessage(name: string): string {
  const found = messages.find((m) => m.name === name)
  if (found === undefined) throw new Error(`no message ${name}`)
  return found.parts.map(([, hex]) => hex).join('')
}
