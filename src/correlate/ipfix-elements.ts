/**
 * Information elements: what a number in a template stands for, and what its values can give away.
 * Numbers are IANA's (https://www.iana.org/assignments/ipfix, RFC 7012); those below 128 are
 * NetFlow version 9's too (RFC 3954 §8). Elements that are not here do not leave.
 */
import { type Kind, valueFields } from '../wire/fields.js'

/**
 * How the bytes of a value are read: number, identifier, address, MAC, text, time (since 1970 in
 * seconds or milliseconds; RFC 7011 §6.1.9 and §6.1.10 for the finer ones), milliseconds since the
 * exporter started, microseconds before the export, list (RFC 6313), padding.
 */
export type Form =
  | 'number'
  | 'id'
  | 'address'
  | 'mac'
  | 'text'
  | 'seconds'
  | 'milliseconds'
  | 'ntp'
  | 'uptime'
  | 'delta'
  | 'list'
  | 'padding'

/** An information element. */
export interface Element {
  /** place in the list of all */
  readonly index: number
  readonly number: number
  readonly name: string
  readonly kind: Kind
  readonly form: Form
}

const GROUPS: readonly (readonly [Kind, Form, string])[] = [
  [
    'size',
    'number',
    `1 octetDeltaCount, 2 packetDeltaCount, 3 deltaFlowCount, 19 postMCastPacketDeltaCount,
    20 postMCastOctetDeltaCount, 23 postOctetDeltaCount, 24 postPacketDeltaCount,
    25 minimumIpTotalLength, 26 maximumIpTotalLength, 36 flowActiveTimeout, 37 flowIdleTimeout,
    40 exportedOctetTotalCount, 41 exportedMessageTotalCount, 42 exportedFlowRecordTotalCount,
    85 octetTotalCount, 86 packetTotalCount, 88 fragmentOffset, 99 multicastReplicationFactor,
    132 droppedOctetDeltaCount, 133 droppedPacketDeltaCount, 134 droppedOctetTotalCount,
    135 droppedPacketTotalCount, 161 flowDurationMilliseconds, 162 flowDurationMicroseconds,
    163 observedFlowTotalCount, 164 ignoredPacketTotalCount, 165 ignoredOctetTotalCount,
    166 notSentFlowTotalCount, 167 notSentPacketTotalCount, 168 notSentOctetTotalCount,
    171 postOctetTotalCount, 172 postPacketTotalCount, 187 tcpUrgentPointer, 188 tcpHeaderLength,
    189 ipHeaderLength, 190 totalLengthIPv4, 191 payloadLengthIPv6, 194 mplsPayloadLength,
    198 octetDeltaSumOfSquares, 199 octetTotalSumOfSquares, 205 udpMessageLength, 207 ipv4IHL,
    218 tcpSynTotalCount, 219 tcpFinTotalCount, 220 tcpRstTotalCount, 221 tcpPshTotalCount,
    222 tcpAckTotalCount, 223 tcpUrgTotalCount, 224 ipTotalLength, 231 initiatorOctets,
    232 responderOctets, 240 ethernetHeaderLength, 241 ethernetPayloadLength,
    242 ethernetTotalLength, 298 initiatorPackets, 299 responderPackets,
    318 selectorIdTotalPktsObserved, 319 selectorIdTotalPktsSelected,
    352 layer2OctetDeltaCount, 353 layer2OctetTotalCount`,
  ],
  [
    'enum',
    'number',
    `4 protocolIdentifier, 5 ipClassOfService, 6 tcpControlBits, 9 sourceIPv4PrefixLength,
    13 destinationIPv4PrefixLength, 29 sourceIPv6PrefixLength, 30 destinationIPv6PrefixLength,
    32 icmpTypeCodeIPv4, 33 igmpType, 34 samplingInterval, 35 samplingAlgorithm, 38 engineType,
    46 mplsTopLabelType, 49 samplerMode, 50 samplerRandomInterval, 55 postIpClassOfService,
    60 ipVersion, 61 flowDirection, 64 ipv6ExtensionHeaders, 89 forwardingStatus,
    98 postIpDiffServCodePoint, 136 flowEndReason, 139 icmpTypeCodeIPv6, 146 wlanChannelId,
    176 icmpTypeIPv4, 177 icmpCodeIPv4, 178 icmpTypeIPv6, 179 icmpCodeIPv6, 193 nextHeaderIPv6,
    195 ipDiffServCodePoint, 196 ipPrecedence, 197 fragmentFlags, 203 mplsTopLabelExp,
    206 isMulticast, 208 ipv4Options, 209 tcpOptions, 214 exportProtocolVersion,
    215 exportTransportProtocol, 230 natEvent, 233 firewallEvent, 237 postMplsTopLabelExp,
    239 biflowDirection, 244 dot1qPriority, 246 dot1qCustomerPriority, 256 ethernetType,
    304 selectorAlgorithm, 305 samplingPacketInterval, 306 samplingPacketSpace,
    307 samplingTimeInterval, 308 samplingTimeSpace, 309 samplingSize, 310 samplingPopulation`,
  ],
  [
    'port',
    'number',
    `7 sourceTransportPort, 11 destinationTransportPort, 180 udpSourcePort,
    181 udpDestinationPort, 182 tcpSourcePort, 183 tcpDestinationPort, 216 collectorTransportPort,
    217 exporterTransportPort, 227 postNAPTSourceTransportPort,
    228 postNAPTDestinationTransportPort`,
  ],
  [
    'address',
    'address',
    `8 sourceIPv4Address, 12 destinationIPv4Address, 15 ipNextHopIPv4Address,
    18 bgpNextHopIPv4Address, 27 sourceIPv6Address, 28 destinationIPv6Address,
    44 sourceIPv4Prefix, 45 destinationIPv4Prefix, 47 mplsTopLabelIPv4Address,
    62 ipNextHopIPv6Address, 63 bgpNextHopIPv6Address, 130 exporterIPv4Address,
    131 exporterIPv6Address, 140 mplsTopLabelIPv6Address, 169 destinationIPv6Prefix,
    170 sourceIPv6Prefix, 211 collectorIPv4Address, 212 collectorIPv6Address,
    225 postNATSourceIPv4Address, 226 postNATDestinationIPv4Address,
    281 postNATSourceIPv6Address, 282 postNATDestinationIPv6Address`,
  ],
  [
    'hardware',
    'mac',
    `56 sourceMacAddress, 57 postDestinationMacAddress, 80 destinationMacAddress,
    81 postSourceMacAddress`,
  ],
  [
    'link',
    'id',
    `10 ingressInterface, 14 egressInterface, 31 flowLabelIPv6, 39 engineId, 48 samplerId,
    54 fragmentIdentification, 90 mplsVpnRouteDistinguisher, 137 commonPropertiesId,
    138 observationPointId, 141 lineCardId, 142 portId, 143 meteringProcessId,
    144 exportingProcessId, 148 flowId, 149 observationDomainId, 184 tcpSequenceNumber,
    185 tcpAcknowledgementNumber, 213 exportInterface, 234 ingressVRFID, 235 egressVRFID,
    252 ingressPhysicalInterface, 253 egressPhysicalInterface, 302 selectorId`,
  ],
  ['structure', 'number', '145 templateId, 173 flowKeyIndicator'],
  [
    'vlan',
    'number',
    `58 vlanId, 59 postVlanId, 243 dot1qVlanId, 245 dot1qCustomerVlanId, 254 postDot1qVlanId,
    255 postDot1qCustomerVlanId`,
  ],
  [
    'software',
    'number',
    `52 minimumTTL, 53 maximumTTL, 186 tcpWindowSize, 192 ipTTL, 200 mplsTopLabelTTL`,
  ],
  ['software', 'text', '94 applicationDescription, 96 applicationName'],
  ['software', 'id', '95 applicationId'],
  [
    'location',
    'number',
    `16 bgpSourceAsNumber, 17 bgpDestinationAsNumber, 128 bgpNextAdjacentAsNumber,
    129 bgpPrevAdjacentAsNumber`,
  ],
  ['location', 'text', '147 wlanSSID'],
  ['content', 'text', '82 interfaceName, 83 interfaceDescription, 84 samplerName, 236 VRFname'],
  ['content', 'id', '313 ipHeaderPacketSection, 314 ipPayloadPacketSection'],
  ['person', 'text', '371 userName'],
  ['hostname', 'text', '460 httpRequestHost'],
  ['time', 'seconds', '150 flowStartSeconds, 151 flowEndSeconds, 322 observationTimeSeconds'],
  [
    'time',
    'milliseconds',
    `152 flowStartMilliseconds, 153 flowEndMilliseconds, 160 systemInitTimeMilliseconds,
    258 collectionTimeMilliseconds, 323 observationTimeMilliseconds`,
  ],
  [
    'time',
    'ntp',
    `154 flowStartMicroseconds, 155 flowEndMicroseconds, 156 flowStartNanoseconds,
    157 flowEndNanoseconds, 324 observationTimeMicroseconds, 325 observationTimeNanoseconds`,
  ],
  ['time', 'uptime', '21 flowEndSysUpTime, 22 flowStartSysUpTime'],
  ['time', 'delta', '158 flowStartDeltaMicroseconds, 159 flowEndDeltaMicroseconds'],
  ['structure', 'list', '291 basicList, 292 subTemplateList, 293 subTemplateMultiList'],
  ['structure', 'padding', '210 paddingOctets'],
]

/** Every element that may leave. */
export const elements: readonly Element[] = GROUPS.flatMap(([kind, form, list]) =>
  list.split(',').map((entry) => {
    const [number, name] = entry.trim().split(' ')
    return { number: Number(number), name, kind, form }
  }),
).map((e, index) => ({ ...e, index }))

const byNumber = new Map(elements.map((e) => [e.number, e]))

/** The element of a number, without the bit that announces an enterprise; or undefined. */
export function elementOf(number: number): Element | undefined {
  return byNumber.get(number)
}

valueFields(
  'flow.',
  Object.fromEntries(
    elements
      .filter((e) => e.kind !== 'structure')
      .map((e) => [e.name, [e.kind, `information element ${e.number}`] as const]),
  ),
)
