/**
 * Records of the audit of Linux: `type=T msg=audit(SECONDS:SERIAL): key=value ...` (auditd(8)).
 * Keys that everybody has say what their values are; other keys and values leave word by word.
 */
import { appendString } from '../bytes/output.js'
import { addressText } from '../text/address-text.js'
import { lostBelow } from '../wire/values.js'
import { createBinds, socketLeft } from './audit-sockets.js'
import { moveWritten } from './log-numbers.js'
import type { LogReader, LogValues, ReaderContext } from './log-reader.js'
import type { LogRow } from './log-table.js'
import { textEnds } from './log-text-ends.js'
import { bytesOf, putValue, stringOf } from './log-values.js'

const HEAD = /^(?:node=(\S{1,64}) )?type=(\w{1,32}) msg=audit\((\d{10}\.\d{3}):(\w{1,24})\):/

/** Whether a line is a record. */
export function isAudit(line: string): boolean {
  return HEAD.test(line)
}

const listed = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/))

/** Types of records (audit's `record_tab`); another word is a word of a text. */
const TYPES = listed(`
  SYSCALL PATH IPC SOCKETCALL CONFIG_CHANGE SOCKADDR CWD EXECVE IPC_SET_PERM MQ_OPEN MQ_SENDRECV
  MQ_NOTIFY MQ_GETSETATTR KERNEL_OTHER FD_PAIR OBJ_PID TTY EOE BPRM_FCAPS CAPSET MMAP NETFILTER_PKT
  NETFILTER_CFG SECCOMP PROCTITLE FEATURE_CHANGE REPLACE KERN_MODULE FANOTIFY TIME_INJOFFSET
  TIME_ADJNTPVAL BPF EVENT_LISTENER OPENAT2 AVC SELINUX_ERR AVC_PATH MAC_POLICY_LOAD MAC_STATUS
  MAC_CONFIG_CHANGE APPARMOR_ALLOWED APPARMOR_DENIED APPARMOR_STATUS APPARMOR_AUDIT ANOM_PROMISCUOUS
  ANOM_ABEND ANOM_LINK INTEGRITY_DATA INTEGRITY_METADATA INTEGRITY_STATUS INTEGRITY_HASH
  INTEGRITY_PCR INTEGRITY_RULE KERNEL USER LOGIN USER_AUTH USER_ACCT USER_MGMT CRED_ACQ CRED_DISP
  USER_START USER_END USER_AVC USER_CHAUTHTOK USER_ERR CRED_REFR USYS_CONFIG USER_LOGIN USER_LOGOUT
  ADD_USER DEL_USER ADD_GROUP DEL_GROUP DAC_CHECK CHGRP_ID TEST TRUSTED_APP USER_SELINUX_ERR
  USER_CMD USER_TTY CHUSER_ID GRP_AUTH MAC_CHECK ACCT_LOCK ACCT_UNLOCK USER_DEVICE SOFTWARE_UPDATE
  SYSTEM_BOOT SYSTEM_SHUTDOWN SYSTEM_RUNLEVEL SERVICE_START SERVICE_STOP GRP_MGMT GRP_CHAUTHTOK
  DAEMON_START DAEMON_END DAEMON_ABORT DAEMON_CONFIG DAEMON_ROTATE DAEMON_RESUME DAEMON_ACCEPT
  DAEMON_CLOSE DAEMON_ERR CRYPTO_SESSION CRYPTO_KEY_USER CRYPTO_LOGIN CRYPTO_LOGOUT
  CRYPTO_FAILURE_USER CRYPTO_PARAM_CHANGE_USER CRYPTO_REPLAY_USER VIRT_CONTROL VIRT_RESOURCE
  VIRT_MACHINE_ID UNKNOWN`)

/** Keys whose values are words of a text, without anything that they announce. */
const WORDS = listed(
  'success op res exe cwd terminal tty subj obj scontext tcontext tclass dev nametype',
)
/** Words of few letters that only the audit has. */
const CODES = listed(
  'success failed yes no none unset PARENT NORMAL CREATE DELETE UNKNOWN inet inet6',
)
/** Keys of numbers that say how the kernel was called; `arch` and `mode` are numbers of a list. */
const NUMBERS = listed(`syscall exit items item argc a0len nargs fam saddr_fam sig per perm ver
  format cap_fver cap_frootid flags list prio family entries table enforcing old-enforcing`)
/** Keys of identifiers. */
const IDENTIFIERS = listed(`ppid pid opid auid uid gid euid suid fsuid egid sgid fsgid ses inode
  ouid ogid rdev oauid ouid oses spid old-auid old-ses new-ses id sauid`)
/** Keys of ends of connections, and of hosts. */
const ENDS = listed('addr laddr saddr daddr hostname node host lport rport sport dport src dst')
/** Keys whose values, in hexadecimal digits or in quotes, are what somebody typed. */
const CLOSED = listed('proctitle data cmd a0 a1 a2 a3 key name comm')
/** What is printed so has a blank, a quote or a letter of another script in it. */
const HEX = /^(?:[0-9A-F]{2}){4,}$/
/** Names of identifiers, where an interpreted record has them behind its numbers. */
const PERSONS = listed(`AUID UID GID EUID SUID FSUID EGID SGID FSGID OUID OGID OAUID ID acct`)
const KEYS = new Set([
  ...PERSONS,
  ...WORDS,
  ...NUMBERS,
  ...IDENTIFIERS,
  ...ENDS,
  ...CLOSED,
  'msg',
  'arch',
])
for (const key of 'success mode unit SADDR ARCH SYSCALL'.split(' ')) KEYS.add(key)

/** A device by its major and minor number, which many machines have (proc(5), `/proc/PID/maps`). */
const DEVICE = /^[0-9a-f]{2}:[0-9a-f]{2}$/i
const ARCHITECTURE = /^[c48]?0{4,5}[0-9a-f]{2}$/i
/** Nobody is logged in: an identifier that was never set. */
const UNSET = new Set(['0', '-1', '4294967295', 'unset', '?', '(null)', '(none)'])

/** A record that is being rewritten. */
interface Piece {
  readonly l: LogValues
  readonly out: Parameters<LogReader['record']>[3]
  readonly ends: Record<string, string | number>
  /** whether a socket address in it is the end of this machine */
  readonly local: boolean
}

function socket(p: Piece, value: string): string {
  const left = socketLeft(p.l, value)
  if (left?.address !== undefined && left.port !== undefined && left.port > 0) {
    p.ends[p.local ? 'laddr' : 'raddr'] = addressText(left.address, 0, left.address.length)
    p.ends[p.local ? 'lport' : 'rport'] = left.port
  }
  return left?.digits ?? '-'
}

/** Appends a value that is ruled by the field of its key; a mark where it does not leave. */
function ruled(p: Piece, key: string, value: string): void {
  const { bytes, n } = bytesOf(value)
  const from = p.out.n
  if (putValue(p.l, p.l.field(key, ''), bytes, 0, n, p.out)) return
  p.out.n = from
  appendString(p.out, '-')
}

/** Appends what a text becomes. */
function text(p: Piece, s: string, announced?: 'all'): void {
  const { bytes, n } = bytesOf(s)
  p.l.text(bytes, 0, n, p.out, announced)
}

function number(value: string): string {
  const n = /^-?\d{1,10}$/.test(value) ? Number(value) : Number.NaN
  return Math.abs(n) <= 999 ? value : '-'
}

/** Appends what the value of a key becomes; quotes around it stay. */
function valueLeft(p: Piece, key: string, value: string): void {
  const quote = /^(["']).*\1$/.test(value) && value.length > 1 ? value[0] : ''
  const plain = quote === '' ? value : value.slice(1, -1)
  if (
    plain === '' ||
    UNSET.has(plain) ||
    ((WORDS.has(key) || NUMBERS.has(key)) && CODES.has(plain))
  ) {
    appendString(p.out, value)
    return
  }
  appendString(p.out, quote)
  if (key === 'saddr' && quote === '' && /^[0-9a-f]{4,}$/i.test(plain)) {
    appendString(p.out, socket(p, plain))
  } else if (NUMBERS.has(key)) appendString(p.out, number(plain))
  else if (key === 'arch') appendString(p.out, ARCHITECTURE.test(plain) ? plain : '-')
  else if (key === 'dev' && DEVICE.test(plain)) appendString(p.out, plain)
  else if (key === 'mode') appendString(p.out, /^0?[0-7]{3,7}$/.test(plain) ? plain : '-')
  else if (IDENTIFIERS.has(key)) ruled(p, 'pid', plain)
  else if (ENDS.has(key)) ruled(p, key, plain)
  else if (PERSONS.has(key)) ruled(p, 'user', plain)
  else if (quote === '' && (CLOSED.has(key) || HEX.test(plain))) appendString(p.out, '-')
  else if (key === 'proctitle' || key === 'data' || key === 'cmd') appendString(p.out, '-')
  else text(p, plain, KEYS.has(key) ? undefined : 'all')
  appendString(p.out, quote)
}

/**
 * `key=value`, where a value in apostrophes holds more; braces and commas stand between. A word in
 * round brackets is one value, as in `key=(null)`.
 */
const PAIR = /([A-Za-z][\w-]{0,31})=("[^"]*"|'[^']*'|\(\w{1,16}\)|[^\s"'{},)]*)/g

/** Rewrites what stands behind the head: pairs by keys, all else as text. */
function pairs(p: Piece, body: string): void {
  let at = 0
  const between = (to: number): void => {
    const s = body.slice(at, to)
    // Marks of the form stay; what has a letter or a digit in it is text.
    if (/[^\s{},()'"]/.test(s)) text(p, s)
    else appendString(p.out, s)
  }
  for (const m of body.matchAll(PAIR)) {
    const [all, key, value] = m
    between(m.index)
    at = m.index + all.length
    if (KEYS.has(key)) appendString(p.out, key)
    else text(p, key)
    appendString(p.out, '=')
    if (value.startsWith("'") && value.includes('=')) {
      appendString(p.out, "'")
      pairs(p, value.slice(1, -1))
      appendString(p.out, "'")
    } else valueLeft(p, key, value)
  }
  between(body.length)
}

function head(p: Piece, m: RegExpExecArray, row: LogRow | undefined): void {
  const [, node, type, time, serial] = m
  const { l, out } = p
  if (node !== undefined) {
    appendString(out, 'node=')
    const from = out.n
    ruled(p, 'hostname', node)
    if (row !== undefined) row.host = stringOf(out, from)
    appendString(out, ' ')
  }
  appendString(out, 'type=')
  if (TYPES.has(type)) appendString(out, type)
  else text(p, type)
  const moved = moveWritten(l.values.time, time)
  appendString(out, ` msg=audit(${moved ?? '-'}:`)
  // Records of one event have one number: it is what ties them together.
  ruled(p, 'serial', serial)
  appendString(out, '):')
  if (row !== undefined && moved !== undefined) {
    const lost = lostBelow(1e6, l.values.time)
    row.time = BigInt(moved.replace('.', '')) * 1_000_000n + BigInt(lost)
  }
}

/** Reads records of the audit of Linux, one in each line. */
export function createAuditReader(context: ReaderContext): LogReader {
  const binds = createBinds()
  return {
    record(b, at, end, out, row) {
      const line = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString()
      const m = HEAD.exec(line)
      if (m === null) return 'malformed'
      const from = out.n
      const [, node = '', type, time, serial] = m
      const local = binds.seen(`${node} ${time} ${serial}`, type, line)
      const p: Piece = { l: context.valuesAt(Number(time)), out, ends: {}, local }
      head(p, m, row)
      // Interpreted fields stand behind a separator of their own.
      pairs(p, line.slice(m[0].length).replaceAll('\u001d', ' '))
      if (row !== undefined) {
        const named = textEnds(p.l, b, at, end)
        const ends = { ...p.ends, ...named }
        row.attributes = Object.keys(ends).length > 0 ? ends : null
        row.body = stringOf(out, from)
      }
      return ''
    },
  }
}
