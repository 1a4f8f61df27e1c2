/**
 * What the names of fields in logs say of their values: JSON of all kinds, Suricata's EVE, Zeek,
 * audit logs of Kubernetes and CloudTrail, the journal, Windows events. Names are compared in lower
 * case and without `_ - . @` and blanks, so that `src_ip`, `SrcIp` and `src.ip` are one.
 */
import { type Kind, valueFields } from '../wire/fields.js'

const NAMES: readonly (readonly [Kind, string])[] = [
  [
    'address',
    `ip srcip dstip destip sourceip destinationip clientip remoteip remoteaddr remoteaddress
    ipaddress ipaddr sourceipaddress idorigh idresph origh resph src dst source dest
    destination client server peer addr address sourceips txhosts rxhosts xff xforwardedfor
    forwardedfor localip hostip answers addrs callerip callerips clientaddr clientaddress
    serveraddr sourceaddress destaddress destinationaddress assignedaddr requestedaddr
    requestedip tunnelparents rdata remotehost networkaddress dstaddr srcaddr laddr raddr saddr
    daddr localaddr localaddress podip podips clusterip peeraddr peeraddress fdcip fdsip fdlip
    fdrip`,
  ],
  [
    'hostname',
    `host hostname servername sni rrname query domain fqdn node nodename computer computername
    workstation workstationname machine dnsname queryname targetservername subjectdomainname
    targetdomainname destinationhostname sourcehostname sanname sandns hostfqdn domainname
    virtualhost vhost logsourcename agenthostname system targetinfo`,
  ],
  [
    'hardware',
    'mac srcmac dstmac destmac ethersrc etherdst origl2addr respl2addr hwaddr macaddress',
  ],
  [
    'person',
    `user username usr login logonname account accountname email mail from to cc mailfrom
    rcptto sender recipient recipients owner author assignee customer member principal arn
    subject issuer sub name userprincipalname targetusername subjectusername samaccountname
    targetuser sourceuser targetoutboundusername firstname lastname fullname displayname
    givenname surname userid usersid targetusersid subjectusersid targetsid sid objectsid
    useridentityarn principalid phone telephone mobile street postaladdress actor operator
    useraccount accountid customerid employee certsubject certissuer san sanemail nickname
    replyto`,
  ],
  [
    'secret',
    `password passwd pwd secret token authorization cookie cookies setcookie apikey accesskey
    accesskeyid secretkey sessiontoken nexttoken credential credentials privatekey passphrase
    jwt bearer otp pin community ticket tgt clientrandom csrf csrftoken xauthtoken cvv`,
  ],
  [
    'link',
    `uid uids euid auid loginuid suid fsuid fuid fuids flowid communityid requestid
    correlationid traceid spanid parentspanid parentid sessionid transactionid auditid
    processguid parentprocessguid sourceprocessguid targetprocessguid logonguid logonid
    targetlogonid subjectlogonid cursor bootid machineid invocationid id guid uuid
    eventrecordid recordnumber recordid resourceversion serial serialnumber hash hashes md5
    sha1 sha256 imphash fingerprint digest ja3hash pid ppid tid processid threadid
    executionprocessid executionthreadid newprocessid parentprocessid sourceprocessid
    targetprocessid sharedeventid activityid relatedactivityid callid gid egid orderid
    monotonictimestamp sequence seq seqid transid tunneluid containerid imageid podid
    resppluginid certchainfuids clientcertchainfuids origfuids respfuids etag sourcethreadid
    targetthreadid`,
  ],
  ['vlan', 'vlan vlans vlanid vlantag innervlan outervlan nativevlan accessvlan'],
  [
    'port',
    `port srcport dstport destport sport dport idorigp idrespp origp respp sourceport
    destinationport clientport remoteport serverport localport ipport lport rport spt dpt
    peerport fdcport fdsport fdlport fdrport`,
  ],
  [
    'time',
    `ts time timestamp date datetime start end starttime endtime eventtime creationdate
    creationtimestamp requestreceivedtimestamp stagetimestamp utctime creationutctime
    previouscreationutctime systemtime realtimetimestamp sourcerealtimetimestamp createdat
    updatedat expires expiresat lastseen
    firstseen when logtime eventreceivedtime receivedat ingested created modified accessed
    changed timegenerated writets iat
    exp nbf renewuntil till`,
  ],
  [
    'size',
    `bytes length size count duration ms latency elapsed took pkts packets origbytes respbytes
    origpkts resppkts origipbytes respipbytes missedbytes bytestoserver bytestoclient
    pktstoserver pktstoclient pcapcnt age requestbodylen responsebodylen transdepth depth
    seenbytes totalbytes missingbytes overflowbytes rtt ttls ttl durationms responsetime
    bytessent bytesreceived requestsize responsesize contentlength logonprocesslength
    keylength certificatekeylength depthmax statuscount attempts retries retry total offset
    lag rows lines`,
  ],
  [
    'enum',
    `level severity loglevel facility priority proto protocol method version status statuscode
    code type eventtype action category rcode qtype qclass eventid channel task opcode
    keywords rev gid signatureid severityvalue severitynumber logontype impersonationlevel
    verb stage kind apiversion resource subresource connstate history service appproto
    direction state result success syslogfacility errorcode qtypename rcodename qclassname
    responsecode eventversion`,
  ],
  [
    'location',
    `geo lat latitude lon lng longitude city country region timezone zip zipcode postalcode
    location geoip awsregion availabilityzone countryname continent`,
  ],
  // When a certificate began to hold, or a program was made, everybody can look up: moved with the
  // times of the recording, it would say by how much.
  [
    'content',
    `payload payloadprintable packet rawdata data base64 blob binary requestobject responseobject
    notbefore notafter notvalidbefore notvalidafter certificatenotvalidbefore
    certificatenotvalidafter compilets timescreated timesmodified timesaccessed timeschanged`,
  ],
]

/** The kind of a name, as far as it is known. */
const kinds = new Map<string, Kind>()
for (const [kind, names] of NAMES) {
  for (const name of names.split(/\s+/)) if (!kinds.has(name)) kinds.set(name, kind)
}

/** Names whose parent says more: `user.name` is a person, `objectRef.name` names an object. */
const below: readonly (readonly [string, Kind])[] = [
  ['objectref name', 'link'],
  ['objectref namespace', 'link'],
  ['metadata name', 'link'],
  ['metadata namespace', 'link'],
  ['process name', 'code'],
  ['proc name', 'code'],
  ['pod name', 'link'],
  ['pod uid', 'link'],
  ['container name', 'link'],
  ['namespace name', 'link'],
  ['deployment name', 'link'],
  ['service name', 'enum'],
  ['logger name', 'code'],
  ['event name', 'enum'],
  ['file name', 'code'],
  ['host name', 'hostname'],
  ['host id', 'link'],
  ['log level', 'enum'],
  ['alert gid', 'enum'],
  ['useragent', 'software'],
  ['httpuseragent', 'software'],
]
for (const [name, kind] of below) kinds.set(name, kind)

valueFields(
  'log.',
  Object.fromEntries(
    [...kinds].map(([name, kind]) => [name.replace(' ', '.'), [kind, 'a field of logs'] as const]),
  ),
)
valueFields('log.', { message: ['content', 'text of a log, which leaves word by word'] })

/** Every name that says something of its value; with a blank behind the name of its parent. */
export function logNames(): readonly string[] {
  return [...kinds.keys()]
}

/** A name as it is compared. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** What a field is called in policies, and its kind; undefined when its name says nothing. */
export function logField(
  name: string,
  parent: string,
): { readonly name: string; readonly kind: Kind } | undefined {
  const own = plainName(name)
  const both = `${plainName(parent)} ${own}`
  const dotted = name.includes('.') ? name.split('.').slice(-2).map(plainName).join(' ') : both
  for (const key of [both, dotted, own]) {
    const kind = kinds.get(key)
    if (kind !== undefined) return { name: `log.${key.replace(' ', '.')}`, kind }
  }
  const last = name.includes('.') ? plainName(name.slice(name.lastIndexOf('.') + 1)) : own
  const kind = kinds.get(last)
  return kind === undefined ? undefined : { name: `log.${last}`, kind }
}
