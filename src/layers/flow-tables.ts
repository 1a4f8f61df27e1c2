/** The tables of flows: columns are named after IPFIX information elements (RFC 7012, RFC 5103). */
import type { Column, ColumnType, Table } from './table.js'

const column = (name: string, type: ColumnType, doc: string): Column => ({ name, type, doc })

/** One row for each flow record, whether assembled from packets or reported by an exporter. */
export const flowsTable: Table = {
  name: 'flows',
  doc: 'flow records; columns have the names of IPFIX information elements where there is one',
  columns: [
    column('flowId', 'int64', 'number of a record assembled from packets; exchanges refer to it'),
    column('sourceIPv4Address', 'string', 'who opened the flow, or sent its first packet'),
    column('destinationIPv4Address', 'string', 'the other end'),
    column('sourceIPv6Address', 'string', 'who opened the flow, or sent its first packet'),
    column('destinationIPv6Address', 'string', 'the other end'),
    column('sourceTransportPort', 'int32', 'port; for ICMP the type'),
    column('destinationTransportPort', 'int32', 'port; for ICMP the code'),
    column('protocolIdentifier', 'int32', 'IP protocol'),
    column('vlanId', 'int32', 'VLAN tag, the inner one where tags are stacked'),
    column('icmpTypeCodeIPv4', 'int32', 'type times 256 plus code of the first packet'),
    column('icmpTypeCodeIPv6', 'int32', 'type times 256 plus code of the first packet'),
    column('flowStartNanoseconds', 'timestamp', 'first packet of either direction'),
    column('flowEndNanoseconds', 'timestamp', 'last packet of either direction'),
    column('reverseFlowStartNanoseconds', 'timestamp', 'first packet of the reverse direction'),
    column('reverseFlowEndNanoseconds', 'timestamp', 'last packet of the reverse direction'),
    column('packetDeltaCount', 'int64', 'packets from source to destination'),
    column('reversePacketDeltaCount', 'int64', 'packets from destination to source'),
    column('octetDeltaCount', 'int64', 'bytes of IP packets from source to destination'),
    column('reverseOctetDeltaCount', 'int64', 'bytes of IP packets from destination to source'),
    column('layer2OctetDeltaCount', 'int64', 'bytes of frames from source to destination'),
    column('reverseLayer2OctetDeltaCount', 'int64', 'bytes of frames the other way'),
    column('initiatorOctets', 'int64', 'bytes of payload from source to destination'),
    column('responderOctets', 'int64', 'bytes of payload from destination to source'),
    column('tcpControlBits', 'int32', 'all TCP flags of packets from source to destination'),
    column('reverseTcpControlBits', 'int32', 'all TCP flags of packets the other way'),
    column('flowEndReason', 'int32', '1 idle, 2 active, 3 ended, 4 forced, 5 lack of resources'),
    column('biflowDirection', 'int32', '1 when the source is who opened the flow, 0 arbitrary'),
    column('directionBasis', 'string', 'what says who opened: syn, synack, or first packet'),
    column('missedOctets', 'int64', 'TCP bytes from the source that the capture does not hold'),
    column(
      'reverseMissedOctets',
      'int64',
      'TCP bytes to the source that the capture does not hold',
    ),
    column('oneWay', 'boolean', 'no packet came back'),
    column('firstPacketMid', 'boolean', 'the TCP connection was under way at its first packet'),
    column('multiplexedSuspected', 'boolean', 'several exchanges may have been under way at once'),
    column('exchangeCount', 'int64', 'finished exchanges of request and response'),
    column('tunnelDepth', 'int32', 'network headers around those of the flow'),
    column('firstPacket', 'int64', 'number of its first packet in the packets, from 0'),
    column('flowKey', 'string', 'keyed name of endpoints and start second, for joins'),
    column('samplingInterval', 'int64', 'one of so many packets was looked at'),
    column('other', 'json', 'further elements of the record, by name'),
  ],
}

/** One row for each turn of request and response within a flow. */
export const exchangesTable: Table = {
  name: 'exchanges',
  doc: 'turns of request and response on connections, from lengths alone',
  columns: [
    column('flowId', 'int64', 'the flow record in which the exchange began'),
    column('ordinal', 'int64', 'number of the exchange within its connection, from 0'),
    column('firstClientNanoseconds', 'timestamp', 'first data of the client'),
    column('lastClientNanoseconds', 'timestamp', 'last data of the client'),
    column('firstServerNanoseconds', 'timestamp', 'first data of the server'),
    column('lastServerNanoseconds', 'timestamp', 'last data of the server'),
    column('clientOctets', 'int64', 'bytes of payload from the client, repeats left out'),
    column('serverOctets', 'int64', 'bytes of payload from the server, repeats left out'),
    column('clientPackets', 'int64', 'packets that brought them'),
    column('serverPackets', 'int64', 'packets that brought them'),
    column('multiplexedSuspected', 'boolean', 'several exchanges may have been under way at once'),
  ],
}

/** Where each column of a table stands in its rows, by name. */
export function columnsOf(table: Table): Readonly<Record<string, number>> {
  return Object.fromEntries(table.columns.map((c, i) => [c.name, i]))
}
