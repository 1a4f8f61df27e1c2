/** What a release says about itself: plain data, gathered by whoever made the data files. */
import type { KeyObject } from 'node:crypto'
import type { Finding } from '../audit/check.js'
import type { WrittenTable } from '../formats/tables.js'
import type { ExportCounts } from '../layers/export-packets.js'
import type { Policy } from '../policy/policy.js'
import type { UtilityResult } from '../utility/measure.js'
import type { LayerFacts } from './layer-facts.js'
import type { WordFacts } from './report-words.js'

/** Released bytes that one rule put there. */
export interface RuleBytes {
  /** `kind address`, `field dns.qname`, `structure`, `default` */
  readonly rule: string
  readonly kind: string
  readonly transform: string
  /** the transform's sentence: what a recipient can still learn */
  readonly reveals: string
  readonly bytes: number
  /** names of the fields it was applied to */
  readonly fields: readonly string[]
}

/** What happened to one kind of value. */
export interface KindRow {
  readonly kind: string
  /** what may happen to it, with `or` between */
  readonly transform: string
  /** what that does, in words */
  readonly does: string
  /** what a recipient can still learn */
  readonly reveals: string
  /** for how long equal values stay equal: `release`, `1d`, `not kept`, ... */
  readonly stability: string
  readonly bytes: number
}

/** Where released packets were captured, as far as a release may say. */
export interface InterfaceFacts {
  readonly linkType: string
  readonly packets: number
}

/** One input that held no packets: what it was, and what became of its records. */
export interface LayerInputFacts {
  /** `otlp`, `logs`, `flows` */
  readonly layer: string
  readonly format: string
  /** path of the file in the release */
  readonly file: string
  readonly records: {
    readonly in: number
    readonly out: number
    readonly dropped: Readonly<Record<string, number>>
  }
  /** values that did not leave, by reason; their records did */
  readonly suppressed: Readonly<Record<string, number>>
  readonly bytes: { readonly in: number; readonly out: number }
  /** records that name no year, and what was taken to be near to them */
  readonly yearless?: { readonly records: number; readonly near: string }
}

/** The two keys a release is signed with, Ed25519, private; they must differ. */
export interface SigningKeys {
  readonly transformer: KeyObject
  readonly auditor: KeyObject
}

/** Everything the documents, the report and the attestations of a release are made from. */
export interface ReleaseFacts {
  readonly name: string
  /** ISO 8601 date or time, given by the caller: this room reads no clock */
  readonly created: string
  readonly engine: string
  /** one sentence for people: what was captured */
  readonly description?: string
  /** URL of a licence, or words where a contract stands in its place */
  readonly license?: string
  /** tier, recipient, purpose and epoch are those of the policy */
  readonly policy: Policy
  /** the resolved policy as text; its SHA-256 is the policy's digest */
  readonly policyYaml: string
  /** public name of the secret that pseudonyms were made with */
  readonly keyId: string
  /** seeds every choice of the checks */
  readonly seed: string
  readonly packets: {
    readonly in: number
    readonly out: number
    readonly dropped: Readonly<Record<string, number>>
  }
  readonly bytes: { readonly in: number; readonly out: number }
  readonly rules: readonly RuleBytes[]
  readonly kinds: readonly KindRow[]
  readonly interfaces: readonly InterfaceFacts[]
  /** first and last time of a released packet, after shifting; absent when times were removed */
  readonly timespan?: { readonly first: string; readonly last: string }
  /** inputs of other layers, in the order in which they were read */
  readonly layers: readonly LayerInputFacts[]
  /** datagrams of flow exporters in the packets; their records are among the layers */
  readonly exported?: ExportCounts
  /** absent where the policy lets no word be learned, or there was none to learn from */
  readonly words?: WordFacts
  /** tables that have rows: flows and exchanges of the packets, and those of other layers */
  readonly tables: readonly WrittenTable[]
  /** what was counted in the tables; absent where there are none */
  readonly counted?: LayerFacts
  readonly findings: readonly Finding[]
  readonly utility: readonly UtilityResult[]
  readonly verifyCommand: string
  readonly keys: SigningKeys
}

/** A file of a release as the manifest lists it. */
export interface ReleaseFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}
