/**
 * Which words labels may say. A value that is in the list or of the form of its taxonomy is known;
 * another may be a short word; anything else is free text, and no label leaves with it.
 */

/** What is known of one taxonomy. */
interface Taxonomy {
  readonly doc: string
  /** two different values about one thing cannot both be right */
  readonly exclusive: boolean
  /** all of its values have one form: a word is none of them */
  readonly closed?: boolean
  readonly known: (value: string) => boolean
}

const among = (list: string): ReadonlySet<string> =>
  new Set(list.split(/[,\n]/).map((v) => v.trim().toLowerCase()))

/** Names of applications that nDPI gives, as they stand in its results. */
const NDPI = among(`AJP, ANSI_C1222, Alibaba, AmazonAWS, Amazon, AmongUs, Apple, ApplePush, Azure,
  BACnet, BGP, BitTorrent, CAPWAP, CiscoSkinny, CiscoVPN, Cloudflare, Controller_Area_Network,
  Crashlytics, DCERPC, DHCP, DHCPV6, DNP3, DNS, DTLS, DataSaver, Diameter, Discord, DoH_DoT, Dota2,
  Dropbox, EthernetIP, FIX, FTPS, FTP_CONTROL, FTP_DATA, Facebook, GTP, Gmail, Gnutella, Google,
  GoogleCall, GoogleMaps, GoogleServices, GitHub, HLS, HSRP, HTTP, HTTP_Proxy, HiSLIP, Huawei, ICMP,
  ICMPV6, IEC60870, IEEE-C37118, IGMP, IMAP, IMAPS, IPSec, IP_PIM, ISO9506-1-MMS, Instagram,
  KakaoTalk, KakaoTalk_Voice, Kerberos, Kismet, LDAP, LDP, LLMNR, Line, LinkedIn, LoLWildRift, MDNS,
  MGCP, MPEG_TS, MQTT, MapleStory, Megaco, Memcached, Microsoft, Microsoft365, Modbus, MpegDash,
  MsSQL-TDS, MySQL, NAT-PMP, NFS, NTP, NetBIOS, NetFlix, NetFlow, NordVPN, OPC-UA, OSPF, OpenVPN,
  Oracle, Outlook, PFCP, POP3, POPS, PROFINET_IO, PTPv2, PlayStore, PostgreSQL, ProtonVPN, Psiphon,
  QQ, QUIC, RDP, Redis, RESP, RSH, RTCP, RTMP, RTP, RTSP, Radius, RakNet, Reddit, Roblox, S7Comm,
  SCTP, SIP, SMBv1, SMBv23, SMPP, SMTP, SMTPS, SNMP, SOAP, SOCKS, SSDP, SSH, STUN,
  Service_Location_Protocol, Sina, SinaWeibo, Signal, Skype_Teams, Skype_TeamsCall, Slack, Snapchat,
  Spotify, Starcraft, Steam, SteamDatagramRelay, Syslog, TFTP, TLS, Teams, Telegram, Telnet, Thrift,
  TikTok, Tor, Twitch, Twitter, UFTP, UMAS, Unknown, Usenet, VRRP, WSD, Waze, WebDAV, WhatsApp,
  WhatsAppCall, Whois-DAS, Wikipedia, WireGuard, WorldOfWarcraft, XMPP, Yahoo, YouTube,
  YouTubeUpload, Zoom, ntop, sFlow, 1kxun`)

/**
 * Classes in use: of CIC-IDS2017, CTU-13, IoT-23, UNSW-NB15 and UGR'16, and the class types of
 * Suricata.
 */
const CLASSES =
  among(`benign, normal, background, attack, malicious, suspicious, anomaly, botnet, bot
  ddos, dos, dos hulk, dos goldeneye, dos slowloris, dos slowhttptest, ftp-patator, ssh-patator
  heartbleed, infiltration, portscan, scan, web attack - brute force, web attack - xss
  web attack - sql injection, c&c, c&c-heartbeat, c&c-filedownload, c&c-torii, c&c-mirai, okiru
  partofahorizontalportscan, filedownload, heartbeat, torii, blacklist, nerisbotnet, scan11, scan44
  anomaly-spam, anomaly-sshscan, anomaly-udpscan, mirai, fuzzers, analysis, backdoor
  exploits, generic, port scan, brute force, password guessing, ssh password guessing
  password spraying, lateral movement
  reconnaissance, shellcode, worms, phishing, ransomware, exfiltration
  not-suspicious, bad-unknown, attempted-recon, successful-recon-limited
  successful-recon-largescale, attempted-dos, successful-dos, attempted-user, unsuccessful-user
  successful-user, attempted-admin, successful-admin, rpc-portmap-decode, shellcode-detect
  string-detect, suspicious-filename-detect, suspicious-login, system-call-detect, tcp-connection
  trojan-activity, unusual-client-port-connection, network-scan, denial-of-service
  non-standard-protocol, protocol-command-decode, web-application-activity, web-application-attack
  misc-activity, misc-attack, icmp-event, inappropriate-content, policy-violation
  default-login-attempt, targeted-activity, exploit-kit, external-ip-check, domain-c2, pup-activity
  credential-theft, social-engineering, coin-mining, command-and-control`)

const FAULTS = among(`return, exception, cpu_consumed, cpu_contention, memory, memory_leak, disk
  network_delay, network_loss, network_partition, pod_kill, pod_failure, crash, dns_error
  http_abort, http_delay, config, latency, outage, slow answers, error burst`)

/** Notices of Zeek's own scripts (docs.zeek.org, "Notices"); others may be named after somebody. */
const ZEEK = among(`CaptureLoss::Too_Little_Traffic, CaptureLoss::Too_Much_Loss
  Conn::Ack_Above_Hole, Conn::Content_Gap, Conn::Retransmission_Inconsistency
  DNS::External_Name, FTP::Bruteforcing, FTP::Site_Exec_Success
  Heartbleed::SSL_Heartbeat_Attack, Heartbleed::SSL_Heartbeat_Attack_Success
  Heartbleed::SSL_Heartbeat_Many_Requests, Heartbleed::SSL_Heartbeat_Odd_Length
  HTTP::SQL_Injection_Attacker, HTTP::SQL_Injection_Victim, Intel::Notice, Notice::Tally
  PacketFilter::Cannot_BPF_Shunt_Conn, PacketFilter::Compile_Failure
  PacketFilter::Dropped_Packets, PacketFilter::Install_Failure
  PacketFilter::No_More_Conn_Shunts_Available, PacketFilter::Too_Long_To_Compile_Filter
  ProtocolDetector::Protocol_Found, ProtocolDetector::Server_Found
  Scan::Address_Scan, Scan::Port_Scan, Scan::Random_Scan
  Signatures::Count_Signature, Signatures::Multiple_Sig_Responders
  Signatures::Multiple_Signatures, Signatures::Sensitive_Signature, Signatures::Signature_Summary
  SMTP::Blacklist_Blocked_Host, SMTP::Blacklist_Error_Message, SMTP::Blocklist_Blocked_Host
  SMTP::Blocklist_Error_Message, SMTP::Suspicious_Origination
  Software::Software_Version_Change, Software::Vulnerable_Version
  SSH::Interesting_Hostname_Login, SSH::Login_By_Password_Guesser, SSH::Password_Guessing
  SSH::Watched_Country_Login, SSL::Certificate_Expired, SSL::Certificate_Expires_Soon
  SSL::Certificate_Not_Valid_Yet, SSL::Invalid_Ocsp_Response, SSL::Invalid_Server_Cert
  SSL::Old_Version, SSL::Weak_Cipher, SSL::Weak_Key
  TeamCymruMalwareHashRegistry::Match, Traceroute::Detected, Weird::Activity`)

const TOOLS = among(`suricata, zeek, ndpi, snort, argus, nfdump, netflowlabeler, scrim, nezha, otrf
  nab, analyst, runner, table, kismet, falco, wazuh, osquery, chaos-mesh`)

const TECHNIQUE = /^(?:T\d{4}(?:\.\d{3})?|TA\d{4})$/
const WORD = /^[A-Za-z][A-Za-z0-9_+&-]{0,31}$/
const NAME = /^[a-z][a-z0-9-]{0,23}$/

const known = (list: ReadonlySet<string>) => (value: string) => list.has(value.toLowerCase())

/** Every taxonomy that is known. */
export const taxonomies: Readonly<Record<string, Taxonomy>> = {
  attack: {
    doc: 'techniques and tactics of MITRE ATT&CK: T1021.002, TA0008',
    exclusive: false,
    closed: true,
    known: (v) => TECHNIQUE.test(v),
  },
  ndpi: {
    doc: 'application by nDPI: TLS.Google',
    exclusive: true,
    known: (v) => v.split('.').every(known(NDPI)),
  },
  fault: {
    doc: 'what was broken on purpose or by accident',
    exclusive: false,
    known: known(FAULTS),
  },
  class: { doc: 'what sort of traffic it is', exclusive: true, known: known(CLASSES) },
  'class-detail': { doc: 'which of its sort', exclusive: false, known: known(CLASSES) },
  suricata: {
    doc: 'generator and signature of an alert: 1:2403388',
    exclusive: false,
    closed: true,
    known: (v) => /^\d{1,3}:\d{1,9}$/.test(v),
  },
  zeek: {
    doc: 'type of a notice: SSL::Invalid_Server_Cert',
    exclusive: false,
    known: known(ZEEK),
  },
}

/** Dashes, and what is left of them after a wrong character set, become `-`. */
export function tidyValue(value: string): string {
  return value
    .trim()
    .replace(/[\u0080-\u009f\u2010-\u2015\ufffd]+/g, '-')
    .replace(/\s+/g, ' ')
}

/** Whether a text is one short word: no number of a person or machine, no hexadecimal id. */
function isWord(text: string): boolean {
  return WORD.test(text) && !/\d{5}/.test(text) && !/^[0-9a-f]{8,}$/i.test(text)
}

/** What a value is in its taxonomy: in its list, a short word, or free text. */
export function judge(taxonomy: string, value: string): 'known' | 'word' | 'free' {
  const of = Object.hasOwn(taxonomies, taxonomy) ? taxonomies[taxonomy] : undefined
  if (of?.known(value) === true) return 'known'
  if (of?.closed === true) return 'free'
  const words = taxonomy === 'ndpi' ? value.split('.') : value.split('::')
  // `TLS.Somebody` is a new application; `somebody.example` is a host.
  if (taxonomy === 'ndpi' && words.length > 1 && !known(NDPI)(words[0])) return 'free'
  return words.length <= 3 && words.every(isWord) ? 'word' : 'free'
}

/** Whether a taxonomy, or a tool, has a name that may leave. */
export function judgeName(what: 'taxonomy' | 'tool', name: string): 'known' | 'word' | 'free' {
  const there = what === 'tool' ? TOOLS.has(name.toLowerCase()) : Object.hasOwn(taxonomies, name)
  if (there) return 'known'
  return NAME.test(name) && isWord(name) ? 'word' : 'free'
}
