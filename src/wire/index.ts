/** The members of this room. A new dissector is its file and two lines here. */
import { ah } from './ah.js'
import { arp } from './arp.js'
import { ayiya } from './ayiya.js'
import { bfd } from './bfd.js'
import { bgp } from './bgp.js'
import { etag, fabricPath, vntag } from './bridge-tags.js'
import { capwap, capwapData } from './capwap.js'
import { cdp } from './cdp.js'
import { dccp } from './dccp.js'
import { dhcp } from './dhcp.js'
import { dhcpv6 } from './dhcpv6.js'
import type { Dissector } from './dissector.js'
import { dns, dnsStream, llmnr, mdns } from './dns.js'
import { dtls } from './dtls.js'
import { eap, eapol } from './eap.js'
import { eigrp } from './eigrp.js'
import { erspan } from './erspan.js'
import { esp } from './esp.js'
import { ethLoop, macControl } from './eth-control.js'
import { etherip } from './etherip.js'
import { ethernet } from './ethernet.js'
import { frameRelay } from './frame-relay.js'
import { geneve } from './geneve.js'
import { gre } from './gre.js'
import { gtpC } from './gtp-c.js'
import { gtpU, gtpZero } from './gtp-u.js'
import { hip } from './hip.js'
import { hsrp } from './hsrp.js'
import { http } from './http.js'
import { icmp } from './icmp.js'
import { icmpv6 } from './icmpv6.js'
import { igmp } from './igmp.js'
import { ipcomp } from './ipcomp.js'
import { ipv4 } from './ipv4.js'
import { ipv6 } from './ipv6.js'
import { ipv6Fragment } from './ipv6-fragment.js'
import { ipv6Destination, ipv6HopByHop } from './ipv6-options.js'
import { ipv6Routing } from './ipv6-routing.js'
import { espInUdp, isakmp } from './isakmp.js'
import { l2tp, l2tpIp } from './l2tp.js'
import { linuxSll, linuxSll2 } from './linux-sll.js'
import { lisp, lispControl } from './lisp.js'
import { llc } from './llc.js'
import { lldp } from './lldp.js'
import { macsec } from './macsec.js'
import { mobility } from './mobility.js'
import { mpls } from './mpls.js'
import { mplsInIp } from './mpls-in-ip.js'
import { nbns } from './nbns.js'
import { netbiosDatagram } from './netbios-datagram.js'
import { netflow } from './netflow.js'
import { nflog } from './nflog.js'
import { nsh } from './nsh.js'
import { ntp } from './ntp.js'
import { nullLoop } from './null-loop.js'
import { ospf } from './ospf.js'
import { arcnetLinux, docsis, fddi } from './other-links.js'
import { pbb } from './pbb.js'
import { pim } from './pim.js'
import { ciscoHdlc, ppp } from './ppp.js'
import { chap, pap } from './ppp-auth.js'
import { ipcp, ipv6cp, lcp, pppOtherControl } from './ppp-control.js'
import { pppoeDiscovery, pppoeSession } from './pppoe.js'
import { quic } from './quic.js'
import { radiotap } from './radiotap.js'
import { radius } from './radius.js'
import { rawIp } from './raw-ip.js'
import { rip, ripng } from './rip.js'
import { rsvp } from './rsvp.js'
import { rtcp } from './rtcp.js'
import { rtp } from './rtp.js'
import { sctp } from './sctp.js'
import { shim6 } from './shim6.js'
import { sip } from './sip.js'
import { slowProtocols } from './slow-protocols.js'
import { ssdp } from './ssdp.js'
import { ssh } from './ssh.js'
import { stp } from './stp.js'
import { stun } from './stun.js'
import { tcp } from './tcp.js'
import { teredo } from './teredo.js'
import { tls } from './tls.js'
import { udp } from './udp.js'
import { udplite } from './udplite.js'
import { vlan } from './vlan.js'
import { vrrp } from './vrrp.js'
import { vxlan, vxlanGpe } from './vxlan.js'
import { wakeOnLan } from './wake-on-lan.js'
import { wccpGre } from './wccp-gre.js'
import { wireguard } from './wireguard.js'
import { wlan, wlanPadded, wlanSwapped } from './wlan.js'
import { avs, ppi, prism } from './wlan-headers.js'

/** Every dissector, in the order in which recognisers are asked. */
export const dissectors: readonly Dissector[] = [
  ethernet,
  vlan,
  ipv4,
  tcp,
  udp,
  ipv6,
  ipv6HopByHop,
  ipv6Destination,
  ipv6Routing,
  ipv6Fragment,
  rawIp,
  arp,
  linuxSll,
  linuxSll2,
  nullLoop,
  icmp,
  icmpv6,
  igmp,
  gre,
  erspan,
  etherip,
  ah,
  esp,
  ipcomp,
  vxlan,
  vxlanGpe,
  geneve,
  gtpU,
  gtpZero,
  gtpC,
  teredo,
  sctp,
  udplite,
  dccp,
  capwap,
  capwapData,
  l2tp,
  l2tpIp,
  lisp,
  lispControl,
  mplsInIp,
  wireguard,
  espInUdp,
  isakmp,
  vrrp,
  ospf,
  hsrp,
  eigrp,
  pim,
  bgp,
  rip,
  ripng,
  bfd,
  netflow,
  rsvp,
  hip,
  mobility,
  shim6,
  llc,
  stp,
  cdp,
  lldp,
  slowProtocols,
  macControl,
  ethLoop,
  pbb,
  macsec,
  mpls,
  eapol,
  eap,
  ppp,
  ciscoHdlc,
  lcp,
  ipcp,
  ipv6cp,
  pppOtherControl,
  pap,
  chap,
  pppoeDiscovery,
  pppoeSession,
  frameRelay,
  nflog,
  docsis,
  wlan,
  wlanPadded,
  wlanSwapped,
  radiotap,
  avs,
  prism,
  ppi,
  nsh,
  wccpGre,
  ayiya,
  vntag,
  etag,
  fabricPath,
  wakeOnLan,
  arcnetLinux,
  dns,
  dnsStream,
  llmnr,
  mdns,
  dhcp,
  dhcpv6,
  ntp,
  nbns,
  netbiosDatagram,
  tls,
  dtls,
  quic,
  http,
  ssdp,
  sip,
  stun,
  ssh,
  rtcp,
  rtp,
  radius,
  fddi,
]
