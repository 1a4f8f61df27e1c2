/** Metadata for machines: MLCommons Croissant 1.1 with its RAI 1.0 vocabulary, as JSON-LD. */
import { tableFiles, tableRecords } from './croissant-tables.js'
import type { ReleaseFacts, ReleaseFile } from './facts.js'
import { holdings, limitsOfClaims, tierWords } from './sentences.js'
import { counted } from './words.js'

/**
 * The recommended context (Croissant 1.1, appendix 1) and the vocabularies of terms of use and of
 * provenance. `https` matters: the reference reader knows no data set by the other name.
 */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  sc: 'https://schema.org/',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  dct: 'http://purl.org/dc/terms/',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  prov: 'http://www.w3.org/ns/prov#',
  conformsTo: 'dct:conformsTo',
  ...Object.fromEntries(
    'arrayShape citeAs column containedIn equivalentProperty extract field fileObject fileProperty '
      .concat('fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path ')
      .concat('recordSet references regex repeated replace samplingRate separator source subField ')
      .concat('transform')
      .split(' ')
      .map((term) => [term, `cr:${term}`]),
  ),
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  description: { '@container': '@language' },
  examples: { '@id': 'cr:examples', '@type': '@json' },
  name: { '@container': '@language' },
}

const MEDIA_TYPES: readonly (readonly [string, string])[] = [
  ['.pcapng', 'application/x-pcapng'],
  ['.parquet', 'application/x-parquet'],
  ['.json', 'application/json'],
  ['.yaml', 'application/yaml'],
]

function mediaType(path: string): string {
  return MEDIA_TYPES.find(([end]) => path.endsWith(end))?.[1] ?? 'application/octet-stream'
}

/** The terms of use as an ODRL 2.2 offer, in the place Croissant 1.1 gives it. */
function usage(facts: ReleaseFacts): Record<string, unknown> {
  const { tier, recipient, purpose } = facts.policy
  return {
    '@type': ['CreativeWork', 'odrl:Offer'],
    name: `tier ${tier}: ${tierWords[tier]}; recipient ${recipient}; purpose ${purpose}`,
    'odrl:permission': {
      '@type': 'odrl:Permission',
      'odrl:action': { '@id': 'odrl:use' },
      'odrl:assignee': recipient,
      'odrl:constraint': [
        {
          '@type': 'odrl:Constraint',
          'odrl:leftOperand': { '@id': 'odrl:purpose' },
          'odrl:operator': { '@id': 'odrl:eq' },
          'odrl:rightOperand': purpose,
        },
      ],
    },
  }
}

/** No set of records goes with them: Croissant has no extraction for pcapng. */
const PACKET_FILES = {
  '@type': 'cr:FileSet',
  '@id': 'packet-files',
  name: 'packet files',
  description:
    'Captures in pcapng, for any tool that reads them. A packet is an Enhanced Packet Block: its ' +
    'time after the policy changed it, the number of the interface block that gives its link ' +
    'type, its length on the wire, and the frame as released, from its link layer on.',
  encodingFormat: 'application/x-pcapng',
  includes: 'data/packets/*.pcapng',
}

/** Responsible-AI properties: what the data is, what it is not, and what was done to it. */
function responsible(facts: ReleaseFacts): Record<string, unknown> {
  const held = holdings(facts).join(', ')
  const done = facts.kinds.map((k) => `${k.kind}: ${k.transform} (${k.reveals})`)
  const kept = facts.kinds
    .filter((k) => k.transform.split(' or ').includes('keep'))
    .map((k) => k.kind)
  const dropped = facts.packets.in - facts.packets.out
  return {
    'rai:dataCollection': `Recorded in operation: ${held}. The vantage point is not told.`,
    'rai:dataCollectionType': 'Passive Data Collection',
    'rai:dataManipulationProtocol': done,
    'rai:dataPreprocessingProtocol': [
      `Frames not understood to their end were left out: ${counted(dropped, 'packet')}.`,
    ],
    'rai:personalSensitiveInformation': [
      'Network addresses and names of people and devices occurred in the input; what became of ' +
        'each kind stands in rai:dataManipulationProtocol.',
      kept.length === 0 ? 'No kind is kept as it was.' : `Kept as they were: ${kept.join(', ')}.`,
    ],
    'rai:dataLimitations': limitsOfClaims,
    'rai:dataBiases': 'One network over one span of time; protocols not understood are missing.',
    'rai:dataUseCases': facts.policy.purpose,
    'rai:dataReleaseMaintenancePlan': 'A release is never changed; a correction is a new release.',
  }
}

/**
 * The Croissant description of a release.
 * @param files the data files and documents to list
 */
export function croissant(facts: ReleaseFacts, files: readonly ReleaseFile[]): unknown {
  const span = facts.timespan
  const held = holdings(facts)
  const hasPackets = facts.packets.in > 0
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    name: facts.name,
    description: facts.description ?? `Rewritten under a privacy policy: ${held.join(', ')}.`,
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    // The reader asks for a URL and for a creator; a release does not know where it will lie.
    url: `urn:scrim:release:${encodeURIComponent(facts.name)}`,
    creator: { '@type': 'Organization', name: `holder of key ${facts.keyId}` },
    license: facts.license ?? `as agreed with ${facts.policy.recipient}`,
    usageInfo: usage(facts),
    datePublished: facts.created,
    version: '1.0.0',
    isLiveDataset: false,
    keywords: [...(hasPackets ? ['network traffic', 'pcapng'] : []), ...held, 'privacy'],
    ...(span === undefined ? {} : { temporalCoverage: `${span.first}/${span.last}` }),
    'prov:wasGeneratedBy': { '@type': 'prov:Activity', 'prov:label': `scrim ${facts.engine}` },
    ...responsible(facts),
    distribution: [
      ...files.map((f) => ({
        '@type': 'cr:FileObject',
        '@id': f.path,
        name: f.path,
        contentUrl: f.path,
        contentSize: `${f.bytes} B`,
        encodingFormat: mediaType(f.path),
        sha256: f.sha256,
      })),
      ...(facts.packets.in === 0 ? [] : [PACKET_FILES]),
      ...tableFiles(facts.tables),
    ],
    recordSet: tableRecords(facts.tables, facts.counted?.joins ?? []),
  }
}
