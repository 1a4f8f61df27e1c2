/** What `scrim docs` does: the reference as Markdown, the same bytes for the same tables. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Argument, Command, Option } from 'commander'
import { checks } from '../audit/index.js'
import { type ErrorCode, errorCodes, ScrimError } from '../bytes/errors.js'
import { unwritable } from '../bytes/file-errors.js'
import { dropReasons } from '../capture/framer.js'
import { tiers } from '../policy/policy.js'
import { measures } from '../utility/index.js'
import { type WeirdName, weirds } from '../wire/weird.js'
import { dissectorsPage, fieldsPage } from './docs-fields.js'
import { code, heading, mdTable, page } from './docs-markdown.js'
import { profilesPage, transformsPage } from './docs-rules.js'

/** What each error code means, for people and for scripts. */
const ERRORS: Readonly<Record<ErrorCode, string>> = {
  usage: 'the command line asks for something that does not go together',
  internal: 'a fault of the program; please report it (`SCRIM_DEBUG=1` adds where it happened)',
  policy: 'a policy is not valid; the message says at which line and column',
  key: 'a vault, key file or passphrase is missing, wrong, or open to others',
  output: 'the output cannot be written, or its name is taken',
  input: 'the input is no capture, or cannot be read on; nothing was written',
  gate: 'a check refused, so nothing was released',
  verify: 'a release is not what it says it is',
}

const WEIRDS: Readonly<Record<WeirdName, string>> = {
  truncated: 'the bytes end inside of a header, and it was not the capture that cut them',
  'bad-length': 'a length contradicts another one, or the bytes that are there',
  'bad-version': 'a version that the format does not have',
  'bad-value': 'a value from a short list that is not in the list',
  'too-deep': 'more layers, flows or checksums than a frame may have',
  'too-many-fields': 'more spans than a frame may have',
  gap: 'a dissector left bytes out: a fault of the program, please report it',
  'unknown-link-type': 'no dissector claims the link type of the interface',
  'unknown-interface': 'a packet of an interface that was not described',
  'not-this-protocol': 'bytes that cannot be of the protocol that was to be expected',
  'record-too-large': 'a record larger than the reader takes',
}

const READER: Readonly<Record<string, string>> = {
  'truncated-record': 'the input ends inside of a record or block',
  'record-too-large': WEIRDS['record-too-large'],
  'unreadable-rest': 'from here on lengths make no sense: 1 stands for all that follows',
  'unknown-interface': WEIRDS['unknown-interface'],
  'bad-record-length': 'a packet whose length does not fit into its block',
}

function argumentRow(a: Argument): string[] {
  const name = a.variadic ? `${a.name()}...` : a.name()
  return [code(a.required ? `<${name}>` : `[${name}]`), a.description, '']
}

function optionRow(o: Option): string[] {
  const choices = o.argChoices ? ` (${o.argChoices.join(', ')})` : ''
  const given: unknown = o.defaultValue
  const simple = typeof given === 'string' || typeof given === 'number'
  return [code(o.flags), o.description + choices, simple ? code(String(given)) : '']
}

/** A command and, behind it, its subcommands. */
function commandParts(c: Command, before: string, depth: number): string[] {
  const name = `${before} ${c.name()}`
  const rows = [
    ...c.registeredArguments.map(argumentRow),
    ...c.options.filter((o) => !o.hidden).map(optionRow),
  ]
  const says = c.description()
  const parts = [heading(depth, name), `${says.charAt(0).toUpperCase()}${says.slice(1)}.`]
  if (c.commands.length === 0) parts.push(`    ${name} ${c.usage()}`)
  if (rows.length > 0) parts.push(mdTable(['', 'what it is', 'if not given'], rows))
  return [...parts, ...c.commands.flatMap((sub) => commandParts(sub, name, depth + 1))]
}

function commandsPage(program: Command): string {
  return page('Commands', [
    '`scrim COMMAND --help` says the same. Exit codes are in [errors](errors.md).',
    ...program.commands.flatMap((c) => commandParts(c, 'scrim', 2)),
  ])
}

function checksPage(): string {
  return page('Checks and measures', [
    'Each check is one attacker’s question, asked of every release before it is published. The ' +
      'upper end of its interval must not be above the limit of the tier; a policy may set ' +
      'stricter limits under `gate`. An answer that could not be found counts as a refusal.',
    mdTable(
      ['check', 'question', ...tiers, 'can be redone from', 'version'],
      checks.map((c) => [
        code(c.name),
        c.question,
        ...tiers.map((t) => String(c.limits[t])),
        c.reproducible === 'release' ? 'the release alone' : 'the owner’s side',
        String(c.version),
      ]),
    ),
    heading(2, 'Measures'),
    'Each measure is one analyst’s question, asked of the input and of the release. They refuse ' +
      'nothing; `utility.json` and the report show them.',
    mdTable(
      ['measure', 'question'],
      measures.map((m) => [code(m.name), m.question]),
    ),
  ])
}

function errorsPage(): string {
  const rows = (words: Readonly<Record<string, string>>, names: readonly string[]) =>
    names.map((n) => [code(n), words[n]])
  return page('Errors, exit codes, reasons for dropping', [
    mdTable(
      ['exit code', 'meaning'],
      [
        ['0', 'done'],
        ['1', 'wrong use, or a fault of the program'],
        ['2', 'input refused, or a release that does not verify'],
        ['3', 'the gate said no: nothing was released, `NAME.refused` holds report and audit'],
      ],
    ),
    heading(2, 'Error codes'),
    'With `--json` an error is one object on standard error: ' +
      '`{"error":{"code":...,"message":...,"hint":...}}`.',
    mdTable(
      ['code', 'exit', 'meaning'],
      Object.entries(errorCodes).map(([c, exit]) => [
        code(c),
        String(exit),
        ERRORS[c as ErrorCode],
      ]),
    ),
    heading(2, 'Why a packet is dropped'),
    'A packet that is not understood to its end is dropped whole, and counted under one of these ' +
      'names. Below a layer that is a guess or a quote (what a port suggests, what an ICMP error ' +
      'quotes), bytes that are not understood are content, and the packet stays.',
    mdTable(['reason', 'meaning'], rows(WEIRDS, weirds)),
    heading(2, 'Why a reader drops a record'),
    mdTable(['reason', 'meaning'], rows(READER, Object.values(dropReasons))),
  ])
}

function indexPage(): string {
  return page('Reference', [
    'Made from the tables of the program by `npm run docs`; a test compares them.',
    mdTable(
      ['page', 'what is in it'],
      [
        ['[commands](commands.md)', 'every command with its arguments and options'],
        ['[profiles](profiles.md)', 'what each tier does to each kind, and why'],
        ['[fields](fields.md)', 'every field: its kind, its type, what each tier does to it'],
        ['[dissectors](dissectors.md)', 'every protocol: where it is defined, where it is met'],
        ['[transforms](transforms.md)', 'what may happen to a field, and what it still reveals'],
        ['[checks](checks.md)', 'what a release must withstand, with the limits of each tier'],
        ['[errors](errors.md)', 'exit codes, error codes, reasons for dropping'],
      ],
    ),
  ])
}

/** Every page of the reference, by file name. */
function referencePages(program: Command): Readonly<Record<string, string>> {
  return {
    'README.md': indexPage(),
    'checks.md': checksPage(),
    'commands.md': commandsPage(program),
    'dissectors.md': dissectorsPage(),
    'errors.md': errorsPage(),
    'fields.md': fieldsPage(),
    'profiles.md': profilesPage(),
    'transforms.md': transformsPage(),
  }
}

/** Writes all pages into a folder. */
export function docs(dir: string, _options: unknown, command: Command): void {
  if (command.parent === null) throw new ScrimError('internal', 'docs has no program above it')
  const pages = referencePages(command.parent)
  try {
    mkdirSync(dir, { recursive: true })
    for (const [name, text] of Object.entries(pages)) writeFileSync(join(dir, name), text)
  } catch (e) {
    throw unwritable(dir, e)
  }
  process.stdout.write(`wrote ${Object.keys(pages).length} pages to ${dir}\n`)
}
