/** Any number of spans in a file: traces of a shop of several services, over an hour. */
import { closeSync, openSync, writeSync } from 'node:fs'

const HOUR = 3600e9
const BEGIN = 1_714_557_600_000_000_000n
const SERVICES = ['front', 'cart', 'orders', 'stock', 'pay', 'mail', 'users', 'search'] as const
/** Each trace is one span of each service. */
const TRACE = SERVICES.length
const TRACES_OF_REQUEST = 64
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT'] as const
const [CLIENT, SERVER] = [3, 2]

/** Numbers that look like any, and are the same each time (xorshift32). */
function createDice(): (below: number) => number {
  let x = 0x2545f491
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}

/** Protocol buffers in one buffer; what lies in a message is written before its length is known. */
function createWriter() {
  const b = Buffer.alloc(1 << 20)
  let n = 0
  const varint = (v: number): void => {
    let rest = v
    for (; rest > 127; rest = Math.floor(rest / 128)) b[n++] = (rest & 127) | 128
    b[n++] = rest
  }
  const text = (field: number, s: string): void => {
    varint(field * 8 + 2)
    varint(s.length)
    n += b.write(s, n, 'latin1')
  }
  /** Lengths take three bytes, padded: readers take that (protobuf.dev, "Base 128 Varints"). */
  const within = (field: number, fill: () => void): void => {
    varint(field * 8 + 2)
    const at = n
    n += 3
    fill()
    const size = n - at - 3
    b[at] = (size & 127) | 128
    b[at + 1] = ((size >> 7) & 127) | 128
    b[at + 2] = size >> 14
  }
  const number = (field: number, v: number): void => {
    varint(field * 8)
    varint(v)
  }
  return {
    text,
    within,
    number,
    attribute(field: number, key: string, value: string | number): void {
      within(field, () => {
        text(1, key)
        within(2, () => (typeof value === 'string' ? text(1, value) : number(3, value)))
      })
    },
    fixed64(field: number, v: bigint): void {
      varint(field * 8 + 1)
      n = b.writeBigUInt64LE(v, n)
    },
    /** Two numbers of eight bytes, or one: the identifier of a trace or of a span. */
    id(field: number, ...numbers: readonly number[]): void {
      varint(field * 8 + 2)
      varint(numbers.length * 8)
      for (const v of numbers) n = b.writeDoubleBE(v, n)
    },
    take(): Buffer {
      const taken = b.subarray(0, n)
      n = 0
      return taken
    },
  }
}

/** Writes a file of so many spans, in requests that each stand behind their length. */
export function manySpans(path: string, spans: number): void {
  const fd = openSync(path, 'w')
  const w = createWriter()
  const dice = createDice()
  const traces = Math.ceil(spans / TRACE)
  const writeSpan = (trace: number, service: number, client: string, user: string): void => {
    const id = trace * TRACE + service + 1
    const start = BEGIN + BigInt(Math.floor((trace / traces) * HOUR) + service * 1_000_000)
    const method = METHODS[dice(METHODS.length)]
    w.id(1, trace + 1, -trace - 1)
    w.id(2, id)
    if (service > 0) w.id(4, id - 1)
    w.text(5, `${method} /${SERVICES[service]}`)
    w.number(6, service % 2 === 0 ? SERVER : CLIENT)
    w.fixed64(7, start)
    w.fixed64(8, start + BigInt(1_000_000 + dice(200_000_000)))
    w.attribute(9, 'http.request.method', method)
    w.attribute(9, 'http.response.status_code', dice(50) === 0 ? 500 : 200)
    w.attribute(9, 'url.path', `/${SERVICES[service]}/${dice(5000)}`)
    w.attribute(9, 'network.peer.address', `10.9.0.${1 + ((service + 1) % TRACE)}`)
    w.attribute(9, 'network.peer.port', 32_768 + dice(28_000))
    w.attribute(9, 'server.address', `${SERVICES[service]}.shop.example`)
    w.attribute(9, 'client.address', client)
    w.attribute(9, 'user.id', user)
  }
  for (let first = 0; first < traces; first += TRACES_OF_REQUEST) {
    const clients = Array.from({ length: TRACES_OF_REQUEST }, () => dice(200_000))
    for (let service = 0; service < TRACE; service++) {
      w.within(1, () => {
        w.within(1, () => {
          w.attribute(1, 'service.name', SERVICES[service])
          w.attribute(1, 'host.name', `node-${service % 3}.shop.example`)
        })
        w.within(2, () => {
          for (let i = 0; i < TRACES_OF_REQUEST && first + i < traces; i++) {
            const c = clients[i]
            const client = `10.${c >> 16}.${(c >> 8) & 255}.${c & 255}`
            w.within(2, () => writeSpan(first + i, service, client, `user-${c % 50_000}`))
          }
        })
      })
    }
    const request = w.take()
    const size = Buffer.from([(request.length & 127) | 128, ((request.length >> 7) & 127) | 128])
    writeSync(fd, Buffer.concat([size, Buffer.from([request.length >> 14])]))
    writeSync(fd, request)
  }
  closeSync(fd)
}
