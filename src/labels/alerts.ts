/** Labels that sensors give: alerts of Suricata (EVE), notices and labelled connections of Zeek. */
import type { Assertion } from './assertion.js'
import { address, flowOf } from './endpoints.js'
import { defined, type Raw, record, text, whole } from './fields-of.js'
import { readMoment } from './moments.js'
import type { LabelSource, Read } from './source.js'
import type { Subject } from './subject.js'
import { judge } from './taxonomies.js'

/** Class types by the words that alerts carry instead of them (Suricata's classification file). */
const CLASS_TYPES = new Map(
  `not-suspicious=not suspicious traffic; bad-unknown=potentially bad traffic
  attempted-recon=attempted information leak; successful-recon-limited=information leak
  successful-recon-largescale=large scale information leak
  attempted-dos=attempted denial of service; successful-dos=denial of service
  attempted-user=attempted user privilege gain; successful-user=successful user privilege gain
  unsuccessful-user=unsuccessful user privilege gain
  attempted-admin=attempted administrator privilege gain
  successful-admin=successful administrator privilege gain
  rpc-portmap-decode=decode of an rpc query; shellcode-detect=executable code was detected
  string-detect=a suspicious string was detected
  suspicious-filename-detect=a suspicious filename was detected
  suspicious-login=an attempted login using a suspicious username was detected
  system-call-detect=a system call was detected; tcp-connection=a tcp connection was detected
  trojan-activity=a network trojan was detected
  unusual-client-port-connection=a client was using an unusual port
  network-scan=detection of a network scan
  denial-of-service=detection of a denial of service attack
  non-standard-protocol=detection of a non-standard protocol or event
  protocol-command-decode=generic protocol command decode
  web-application-activity=access to a potentially vulnerable web application
  web-application-attack=web application attack; misc-activity=misc activity
  misc-attack=misc attack; icmp-event=generic icmp event
  inappropriate-content=inappropriate content was detected
  policy-violation=potential corporate privacy violation
  default-login-attempt=attempt to login by a default username and password
  targeted-activity=targeted malicious activity was detected
  exploit-kit=exploit kit activity detected
  external-ip-check=device retrieving external ip address detected
  domain-c2=domain observed used for c2 detected
  pup-activity=possibly unwanted program detected
  credential-theft=successful credential theft detected
  social-engineering=possible social engineering attempted
  coin-mining=crypto currency mining activity detected
  command-and-control=malware command and control activity detected`
    .split(/[;\n]/)
    .map((pair) => {
      const [name, words] = pair.trim().split('=')
      return [words, name] as const
    }),
)

function texts(v: unknown): string[] {
  const list: unknown[] = Array.isArray(v) ? v : [v]
  return list.map(text).filter((s) => s !== undefined)
}

/** Techniques and tactics in the metadata of a rule. */
function mitre(metadata: Raw): string[] {
  const all = [...texts(metadata.mitre_technique_id), ...texts(metadata.mitre_tactic_id)]
  return all.filter((v) => judge('attack', v) === 'known')
}

function alertOf(r: unknown): Read {
  const e = record(r)
  const alert = record(e.alert)
  const sid = whole(alert.signature_id, 1e9)
  if (e.event_type !== 'alert' || sid === undefined) return 'not-a-label'
  const at = readMoment(e.timestamp)
  const subject = flowOf({
    source: e.src_ip,
    destination: e.dest_ip,
    sourcePort: e.src_port,
    destinationPort: e.dest_port,
    protocol: e.proto,
  })
  if (subject === undefined) return 'no-address'
  const rule = `${whole(alert.gid, 999) ?? 1}:${sid}`
  const one = (taxonomy: string, value: string, comment?: unknown): Assertion =>
    defined<Assertion>({
      subject,
      taxonomy,
      value,
      tier: 'sensor',
      said: { tool: 'suricata', rule },
      start: readMoment(record(e.flow).start) ?? at,
      end: at,
      comment: text(comment),
    })
  const type = CLASS_TYPES.get(text(alert.category)?.toLowerCase() ?? '')
  return [
    one('suricata', rule, alert.signature),
    ...(type === undefined ? [] : [one('class', type)]),
    ...mitre(record(alert.metadata)).map((v) => one('attack', v)),
  ]
}

/** Alerts among the events of Suricata. */
export const eve: LabelSource = {
  doc: 'alerts of Suricata, EVE JSON',
  labelsOf: alertOf,
}

/** Columns of Zeek are named with dots, or, by some exporters, with `_`. */
function zeekSubject(e: Raw): Subject | undefined {
  const ends = flowOf({
    source: e['id.orig_h'] ?? e.id_orig_h,
    destination: e['id.resp_h'] ?? e.id_resp_h,
    sourcePort: e['id.orig_p'] ?? e.id_orig_p,
    destinationPort: e['id.resp_p'] ?? e.id_resp_p,
    protocol: e.proto,
  })
  if (ends !== undefined) return ends
  const host = address(e.src)
  return host === undefined ? undefined : { kind: 'host', host }
}

function noticeOf(r: unknown): Read {
  const e = record(r)
  const value = text(e.note)
  if (value === undefined) return 'not-a-label'
  const subject = zeekSubject(e)
  if (subject === undefined) return 'no-address'
  const at = readMoment(e.ts)
  const assertion = defined<Assertion>({
    subject,
    taxonomy: 'zeek',
    value,
    tier: 'sensor',
    said: { tool: 'zeek' },
    start: at,
    end: at,
    comment: [text(e.msg), text(e.sub)].filter((s) => s !== undefined).join(' ') || undefined,
  })
  return [assertion]
}

/** Notices of Zeek. */
export const notices: LabelSource = {
  doc: 'notices of Zeek',
  labelsOf: noticeOf,
}

/** Last of what is not negative: durations make the end of a connection. */
function endOf(start: bigint | undefined, duration: unknown): bigint | undefined {
  const seconds = Number(text(duration))
  if (start === undefined || !(seconds >= 0 && seconds < 1e9)) return start
  return start + BigInt(Math.round(seconds * 1e6)) * 1000n
}

function connectionOf(r: unknown): Read {
  const e = record(r)
  const label = text(e.label)
  const detail = text(e['detailed-label'] ?? e.detailed_label ?? e.detailedlabel)
  if (label === undefined && detail === undefined) return 'no-label'
  const subject = zeekSubject(e)
  if (subject?.kind !== 'flow') return 'no-address'
  const start = readMoment(e.ts)
  const one = (taxonomy: string, value: string): Assertion =>
    defined<Assertion>({
      subject,
      taxonomy,
      value,
      tier: 'annotation',
      said: { tool: 'netflowlabeler' },
      start,
      end: endOf(start, e.duration),
    })
  return [
    ...(label === undefined ? [] : [one('class', label)]),
    ...(detail === undefined ? [] : [one('class-detail', detail)]),
  ]
}

/** Connections of Zeek with a column for the label (IoT-23 and others). */
export const connections: LabelSource = {
  doc: 'connections of Zeek with columns label and detailed-label',
  labelsOf: connectionOf,
}
