/**
 * Names of services that everybody has: programs of operating systems, servers that are installed
 * rather than written, and protocols. The name of any other service says whose it is.
 */

const NAMES = `
acpid agetty anacron apache apache2 apparmor arpwatch atd audisp auditd avahi-daemon bind bluetoothd
certbot chronyd clamd cloud-init cni containerd coredns cron crond cups cupsd dbus dbus-broker
dbus-daemon dhclient dhcpcd dhcpd dnsmasq docker dockerd dovecot dropbear elasticsearch envoy etcd
exim exim4 fail2ban filebeat firewalld fluentd ftpd getty grafana haproxy hostapd httpd inetd init
irqbalance iscsid journal kafka kernel keepalived kibana klogd krb5kdc kube-apiserver
kube-controller-manager kube-proxy kube-scheduler kubelet kwin libvirtd lldpd login logind logrotate
logstash lvm mariadb mariadbd mdadm memcached mongod mongodb monit mosquitto multipathd munin mysql
mysqld nagios named networkmanager newsyslog nfsd nginx nmbd nscd nslcd ntpd ntpdate nut
openvpn ossec otelcol packagekit pam passwd podman polkitd postfix postgres postgresql
prometheus proftpd pulseaudio puppet rabbitmq radiusd redis redis-server rngd rpcbind rpc.statd
rsync rsyncd rsyslog rsyslogd rtkit-daemon runc salt-minion samba sendmail slapd smartd smbd snapd
snmpd squid sshd sssd stunnel su sudo supervisord suricata syslog syslog-ng syslogd systemd
systemd-journald systemd-logind systemd-networkd systemd-resolved systemd-timesyncd systemd-udevd
telegraf telnetd tftpd thermald tomcat traefik udevd udisksd unbound upsd useradd userdel usermod
varnishd vsftpd wickedd winbindd wpa_supplicant xinetd zeek zookeeper
bacnet ayiya dce_rpc dhcp dnp3 dns ftp ftp-data gquic gssapi gtpv1 http https imap irc kerberos krb
krb_tcp ldap ldap_tcp modbus mqtt ntlm ntp pop3 quic radius rdp rfb sip smb smtp snmp socks spicy
ssh ssl teredo tls vxlan websocket xmpp
`
const known = new Set(NAMES.trim().split(/\s+/))
const LONGEST = 32

/** Whether names from the list, with commas between them, fill `[at, end)`, in any case. */
export function areInstalled(b: Uint8Array, at: number, end: number): boolean {
  if (end - at > 4 * LONGEST || at === end) return false
  const text = Buffer.from(b.buffer, b.byteOffset + at, end - at).toString('latin1')
  return text.split(',').every((name) => known.has(name.toLowerCase()))
}
