/**
 * Columns of flow tables in text, by the names that tools give them: Argus (binetflow of the CTU
 * data sets), nfdump, AWS VPC flow logs, CICFlowMeter and tables made of these. What a column is
 * called is all that is known of it; columns that are not here do not leave.
 */
import { headingKey } from '../bytes/csv-line.js'
import { type Kind, valueFields } from '../wire/fields.js'

/**
 * How a column's values are written: an address (in text, or as one number), a time, seconds or
 * other numbers, ports, words.
 */
export type ColumnForm = 'address' | 'time' | 'number' | 'port' | 'words'

/** What a column is. */
export interface CsvColumn {
  /** of the field, after `flow.` */
  readonly field: string
  readonly kind: Kind
  readonly form: ColumnForm
  /** what it gives to a row of the table of flows */
  readonly gives: string
}

const GROUPS: readonly (readonly [Kind, ColumnForm, string])[] = [
  [
    'address',
    'address',
    `sourceAddress: srcaddr srcip sa sourceip sourceaddress ipsrc idorigh srcipaddr;
    destinationAddress: dstaddr dstip da destinationip destinationaddress ipdst idresph dstipaddr;
    packetSourceAddress: pktsrcaddr; packetDestinationAddress: pktdstaddr; nextHopAddress: nh;
    bgpNextHopAddress: nhb; exporterAddress: ra`,
  ],
  [
    'port',
    'port',
    `sourcePort: srcport sport sp sourceport; destinationPort: dstport dport dp destinationport`,
  ],
  [
    'time',
    'time',
    `start: starttime ts start timestamp first stime flowstart firstseen datefirstseen;
    end: te end last ltime lasttime flowend lastseen; received: tr`,
  ],
  [
    'size',
    'number',
    `duration: dur td duration; flowDuration: flowduration;
    sourcePackets: srcpkts ipkt totfwdpkts totalfwdpackets spkts; sourceBytes: srcbytes ibyt
    totlenfwdpkts totallengthoffwdpackets sbytes; destinationPackets: dstpkts opkt totbwdpkts
    totalbackwardpackets dpkts; destinationBytes: dstbytes obyt totlenbwdpkts
    totallengthofbwdpackets dbytes; totalPackets: totpkts; totalBytes: totbytes;
    packets: packets pkt pkts; bytes: bytes byt; clientLatency: cl; serverLatency: sl;
    applicationLatency: al; flowCount: flows;
    packetRate: pps; bitRate: bps; bytesPerPacket: bpp`,
  ],
  [
    'enum',
    'words',
    `protocol: proto protocol pr protocolidentifier; flags: flg flags tcpflags; direction: dir
    flowdirection; state: state; sourceTos: stos; destinationTos: dtos; forwarding: fwd;
    sourceMask: smk; destinationMask: dmk; version: version; action: action; status: logstatus;
    addressType: type addresstype; trafficPath: trafficpath; sourceService: pktsrcawsservice;
    destinationService: pktdstawsservice; rejectReason: rejectreason; flowLabel: label
    class attack attackcat category`,
  ],
  [
    'link',
    'words',
    `account: accountid; interface: interfaceid; vpc: vpcid; subnet: subnetid;
    instance: instanceid; input: in; output: out; engine: eng; exporterId: exid;
    sublocationId: sublocationid; ecsCluster: ecsclusterarn; ecsTask: ecstaskid`,
  ],
  [
    'location',
    'words',
    'region: region; zone: azid; sourceAs: sas; destinationAs: das; sublocation: sublocationtype',
  ],
  ['hardware', 'words', `sourceMac: smac ismc osmc; destinationMac: dmac idmc odmc`],
]

const byHeading = new Map<string, CsvColumn>()
const fields: Record<string, readonly [Kind, string]> = {}
for (const [kind, form, list] of GROUPS) {
  for (const entry of list.split(';')) {
    const [name, headings] = entry.trim().split(':')
    const field = `table.${name}`
    fields[field] = [kind, `column of a flow table: ${headings.trim().split(/\s+/).join(', ')}`]
    for (const heading of headings.trim().split(/\s+/)) {
      byHeading.set(heading, { field, kind, form, gives: name })
    }
  }
}
valueFields('flow.', fields)

/** Every heading that is known. */
export const headings: readonly string[] = [...byHeading.keys()]

/** The column of a heading, however it is spelt; or undefined. */
export function columnOf(heading: string): CsvColumn | undefined {
  return byHeading.get(headingKey(heading))
}

/** Marks that programs write in headings, no two of a kind in a row. */
const PLAIN = /^(?:\w|([ .:/()#%-])(?!\1)){1,40}$/

/** A heading that is known, as it may leave: what else was written between its letters does not. */
export function headingShown(heading: string): string {
  return PLAIN.test(heading) ? heading : headingKey(heading)
}
