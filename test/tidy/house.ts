/** The house in tables: floors, what each room may see, and every exception with its reason. */

/** The floor of each room. Imports go down; rooms on one floor do not import each other. */
export const floors: Readonly<Record<string, number>> = {
  bytes: 0,
  wire: 1,
  capture: 1,
  keys: 1,
  otlp: 1,
  text: 1,
  sources: 2,
  transforms: 2,
  correlate: 2,
  labels: 2,
  dp: 2,
  policy: 3,
  pipeline: 4,
  layers: 4,
  audit: 5,
  utility: 5,
  formats: 5,
  release: 6,
  insights: 6,
  hub: 7,
  cluster: 7,
  cli: 8,
}

/** Imports along a floor that are allowed, for types only or for values too. */
export const besides: readonly { room: string; file: string; typesOnly: boolean; why: string }[] = [
  {
    room: 'keys',
    file: 'wire/frame.js',
    typesOnly: false,
    why: 'offsets of flows are looked up by the endpoints that a frame notes',
  },
  ...['otlp', 'text'].flatMap((room) =>
    ['wire/fields.js', 'wire/values.js'].map((file) => ({
      room,
      file,
      typesOnly: false,
      why: 'attributes and words have kinds, as fields of packets have',
    })),
  ),
]

/** Rooms that see only some files of another room: `transforms/` know no protocol. */
export const narrow: readonly { room: string; of: string; files: readonly string[] }[] = [
  { room: 'transforms', of: 'wire', files: ['fields.js', 'frame.js'] },
]

/** Rooms in which each record passes: no `throw`, no `await`. */
export const hotRooms: readonly string[] = [
  'bytes',
  'wire',
  'otlp',
  'text',
  'transforms',
  'pipeline',
]

/** Functions of hot rooms that run before the first record and may throw. */
export const coldFunctions: readonly string[] = ['build', 'buildTime']

/** Rooms that open no file and no socket: all below `sources`, and its neighbours. */
export const closedRooms: readonly string[] = [
  'bytes',
  'wire',
  'capture',
  'keys',
  'otlp',
  'text',
  'transforms',
  'correlate',
  'labels',
  'policy',
]

/** Modules of Node that open files and sockets or start programs. */
export const openers: readonly string[] = [
  'node:fs',
  'node:fs/promises',
  'node:net',
  'node:http',
  'node:https',
  'node:http2',
  'node:dgram',
  'node:tls',
  'node:child_process',
]

/** Rooms that grow by one file and two lines in their index, and the contract their files carry. */
export const extensionRooms: Readonly<Record<string, string>> = {
  wire: 'Dissector',
  transforms: 'Transform',
  sources: 'Source',
  audit: 'Check',
  utility: 'Measure',
  formats: 'Format',
  layers: 'Layer',
}

/** Words that name nothing, and what to write instead. */
export const bannedWords: Readonly<Record<string, string>> = {
  util: 'name the file after the one thing it does',
  utils: 'name the file after the one thing it does',
  helper: 'name what it does: a verb',
  helpers: 'name what it does: a verb',
  manager: 'name what it holds: keyring, pool, ledger',
  service: 'name what it answers: source, catalogue, gate',
  common: 'move it to the room that owns it',
  misc: 'split it',
  base: 'write a contract: a record of functions',
  abstract: 'write a contract: a record of functions',
}

/** Limits: lines of a file and of a function, columns of a line, exported names of a file. */
export const limits = { file: 400, function: 70, columns: 100, exports: 7 } as const

/** Rules that a file or a folder (`src/wire/`) may break, and why. */
export const exceptions: readonly { rule: string; path: string; why: string }[] = [
  { rule: 'size', path: 'src/audit/carrier-frames.ts', why: 'a table that a test writes' },
  { rule: 'exports', path: 'src/index.ts', why: 'the front door' },
  { rule: 'exports', path: 'src/wire/fields.ts', why: 'a contract: its tables and their types' },
  { rule: 'exports', path: 'src/wire/frame.ts', why: 'a contract: all a dissector may call' },
  { rule: 'names', path: 'src/wire/dns-options.ts', why: 'RFC 9460 says service parameters' },
  { rule: 'names', path: 'src/wire/wlan-headers.ts', why: 'PPI has a field named 802.11-Common' },
  { rule: 'hot', path: 'src/pipeline/run.ts', why: 'waits for batches, not for records' },
  { rule: 'hot', path: 'src/pipeline/survey.ts', why: 'waits for batches, not for records' },
  { rule: 'hot', path: 'src/pipeline/pool.ts', why: 'waits for batches, not for records' },
  {
    rule: 'hot',
    path: 'src/pipeline/worker.ts',
    why: 'throws before the first record of an epoch',
  },
]
