/** Sentences that the data sheet and the report share. */
import type { Tier } from '../policy/policy.js'
import type { ReleaseFacts } from './facts.js'

/** Who each tier lets in. */
export const tierWords: Readonly<Record<Tier, string>> = {
  internal: 'the owner’s own people',
  partner: 'one recipient under contract',
  research: 'a vetted group under an agreement',
  public: 'anyone',
}

/** What a release does not claim; printed in sheet and report. */
export const limitsOfClaims: readonly string[] = [
  'The checks answer the questions they ask. An attack that nobody has written was not tried.',
  'Nothing here proves that the sensor saw everything, or that no other copy of the input exists.',
  'Pseudonyms keep who talks with whom, and how often. A recipient who knows part of the traffic ' +
    'already may recognise the rest of it.',
  'The keys in this release say that its files belong together. Whose keys they are, you must ' +
    'learn from the publisher by another way.',
  'Whether the data is anonymous in law depends on the recipient and on what else they hold. ' +
    'This page gives measurements for that decision, and does not take it.',
]

const advice: Readonly<Record<string, string>> = {
  'byte-accounting':
    'This is a fault of the program, not of the policy: please report it with the notes below.',
  readable:
    'A rule changed bytes that say how a frame is built. Look for exceptions in the policy’s ' +
    'fields.',
  canaries:
    'A rule keeps a field that carries what its kind should hide. Suppress the fields named below.',
  residue:
    'Suppress or pseudonymise the fields named below; a kept field repeats what another one hides.',
  'checksum-oracle': 'Set payload to cut or zero, so that checksums are recomputed or cleared.',
  'container-metadata': 'Write the capture anew with this program; copied blocks are not allowed.',
  'hardware-identifiers': 'Give the kind hardware the transform pseudonym or suppress.',
  'special-addresses': 'Give the kind address a transform that keeps classes of addresses.',
  uniqueness:
    'Coarsen what makes subjects stand out: round times, suppress sizes, or shorten the epoch.',
  'small-groups':
    'Release more people’s records, or fewer of what tells them apart: suppress names of ' +
    'operations and versions, round times and durations.',
}

/** What an owner can do when a check refuses. */
export function adviceFor(check: string): string {
  return Object.hasOwn(advice, check)
    ? advice[check]
    : 'Give the kinds and fields named in the notes a stricter transform, or a narrower tier.'
}

const layerWords: Readonly<Record<string, string>> = { otlp: 'telemetry', flows: 'flow records' }

/** What a release holds, in words: packets, and the layers that records came in for. */
export function holdings(facts: Pick<ReleaseFacts, 'packets' | 'layers'>): readonly string[] {
  const packets = facts.packets.in > 0 ? ['network packets'] : []
  const layers = new Set(facts.layers.map(({ layer }) => layerWords[layer] ?? layer))
  return [...packets, ...layers]
}
