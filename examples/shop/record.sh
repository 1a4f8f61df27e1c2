#!/bin/bash
# Records the shop: builds a small bookshop out of network namespaces, lets real clients and
# servers talk in it, captures what crosses the shop's switch, and keeps what its services said of
# themselves. Needs root, Linux with network namespaces, Node, the Debian packages nginx-light
# openssh-server dnsmasq curl dnsutils traceroute iputils-ping isc-dhcp-client openssl nftables
# ethtool python3 wireshark-common postgresql-15 nmap zstd, and a registry for `npm ci`.
# Names, addresses and passwords are invented; secrets.txt lists them and check.mjs finds them.
#   ./record.sh [FOLDER]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(realpath -m "${1:-$here/recording}")
[ "$(id -u)" = 0 ] || { echo "record.sh: needs root, to make network namespaces" >&2; exit 1; }
tmp=$(mktemp -d)
chmod 755 "$tmp"
pids=()

names=(sw gw isp street web app ns print anna bo till branch)
at() { local n=$1; shift; ip netns exec "hb-$n" "$@"; }
bg() { at "$@" >>"$tmp/log" 2>&1 & pids+=($!); }
say() { printf '%(%H:%M:%S)T %s\n' -1 "$*"; }

tidy_up() {
  set +e
  [ -z "${KEEP_LOG:-}" ] || cp "$tmp/log" "$KEEP_LOG"
  for p in "${pids[@]}"; do kill "$p" 2>/dev/null; done
  for n in "${names[@]}"; do
    ip netns pids "hb-$n" 2>/dev/null | xargs -r kill 2>/dev/null
    ip netns del "hb-$n" 2>/dev/null
    rm -rf "/etc/netns/hb-$n"
  done
  rm -rf "$tmp"
  [ -z "${home:-}" ] || rm -rf "$home"
}
trap tidy_up EXIT

# ---------------------------------------------------------------- hosts and wires
quiet() { # NS DEV: no offloads, so that frames and checksums are as on a cable
  at "$1" ethtool -K "$2" tx off rx off tso off gso off gro off >/dev/null 2>&1
}
plug() { # NS MAC BRIDGE: a cable from a host to the switch
  ip -n hb-sw link add "p-$1" type veth peer name eth0 netns "hb-$1"
  ip -n "hb-$1" link set eth0 address "$2"
  ip -n hb-sw link set "p-$1" master "$3" up
  quiet sw "p-$1"; quiet "$1" eth0
  ip -n "hb-$1" link set eth0 up
}
wire() { # NS DEV NS DEV: a cable between two hosts, not captured
  ip -n "hb-$1" link add "$2" type veth peer name "$4" netns "hb-$3"
  quiet "$1" "$2"; quiet "$3" "$4"
  ip -n "hb-$1" link set "$2" up; ip -n "hb-$3" link set "$4" up
}
addr() {
  local n=$1 d=$2; shift 2
  for a in "$@"; do
    case $a in *:*) ip -n "hb-$n" addr add "$a" dev "$d" nodad ;; *) ip -n "hb-$n" addr add "$a" dev "$d" ;; esac
  done
}
road() { local n=$1; shift; ip -n "hb-$n" route add "$@"; }

. "$here/record/services.sh"

say "hosts"
for n in "${names[@]}"; do
  ip netns add "hb-$n"
  ip -n "hb-$n" link set lo up
  mkdir -p "/etc/netns/hb-$n"
  printf 'nameserver 10.20.0.53\nsearch harborbooks.example\n' >"/etc/netns/hb-$n/resolv.conf"
  : >"/etc/netns/hb-$n/hosts"
done
for n in gw isp app; do
  at $n sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
done
at sw sysctl -qw net.ipv6.conf.all.disable_ipv6=1
ip -n hb-sw link add shop address 00:1e:c9:77:12:0a type bridge group_fwd_mask 0x4000 # 802.1D withholds LLDP; this switch does not
ip -n hb-sw link add link1 address 00:1e:c9:77:12:0b type bridge
ip -n hb-sw link set shop up; ip -n hb-sw link set link1 up
for d in shop link1; do quiet sw $d; done

plug gw 00:1b:21:3a:10:01 shop
plug web d4:be:d9:51:0a:10 shop
plug app d4:be:d9:51:0a:30 shop
plug ns b8:27:eb:7c:53:53 shop
plug print 00:80:77:2e:60:60 shop
plug anna 3c:97:0e:8b:a1:01 shop
plug bo 54:e1:ad:c4:b0:02 shop
plug till 00:17:c8:30:13:13 shop
plug branch 00:1b:21:3a:90:02 link1
ip -n hb-sw link add p-gw1 type veth peer name eth1 netns hb-gw
ip -n hb-gw link set eth1 address 00:1b:21:3a:90:01
ip -n hb-sw link set p-gw1 master link1 up
quiet sw p-gw1; quiet gw eth1; ip -n hb-gw link set eth1 up
wire gw wan isp eth0
wire isp eth1 street eth0

v6=fd42:5ca1:ab1e:20
addr gw eth0 10.20.0.1/24 8.31.97.1/28 $v6::1/64
addr web eth0 10.20.0.10/24 8.31.97.10/28 $v6::10/64
addr app eth0 10.20.0.30/24 $v6::30/64
addr app lo 10.40.0.1/32 fd42:5ca1:ab1e:40::1/128
addr ns eth0 10.20.0.53/24 $v6::53/64
addr print eth0 10.20.0.60/24
addr gw wan 8.31.96.10/24 2a07:4e40:96::10/64
addr isp eth0 8.31.96.1/24 2a07:4e40:96::1/64
addr isp eth1 100.64.9.1/24 2a07:4e40:19::1/64
customers4=(8.44.12.21 8.44.12.22 8.44.12.140 91.204.118.33 91.204.118.34 185.73.21.7 185.73.21.200 203.0.113.77)
addr street eth0 100.64.9.2/24 2a07:4e40:19::2/64 45.83.12.20/32 2a07:4e40:19::20/64 2a07:4e40:19::b0b/64
for a in "${customers4[@]}"; do addr street eth0 "$a/32"; road isp "$a" via 100.64.9.2; done
road isp 45.83.12.20 via 100.64.9.2
addr gw eth1 172.20.9.1/24 2001:db8:9::1/64
addr branch eth0 172.20.9.2/24 2001:db8:9::2/64
addr branch lo 192.168.77.5/32 fd42:5ca1:ab1e:77::5/128
addr till eth0 10.20.0.200/32

for n in web app ns print; do road $n default via 10.20.0.1; done
for n in web app ns; do road $n default via $v6::1; done
service_hosts
road gw default via 8.31.96.1; road gw default via 2a07:4e40:96::1
road gw 10.40.0.0/24 via 10.20.0.30
road gw fd42:5ca1:ab1e:40::/64 via fe80::d6be:d9ff:fe51:a30 dev eth0 # RFC 4861 §4.5: redirects name link-local routers
road isp 8.31.97.0/28 via 8.31.96.10; road isp 10.20.0.0/24 via 8.31.96.10
road isp 192.168.77.0/24 via 8.31.96.10; road isp fd42:5ca1:ab1e::/48 via 2a07:4e40:96::10
road street default via 100.64.9.1; road street default via 2a07:4e40:19::1
ip -n hb-gw link set wan mtu 1400; ip -n hb-isp link set eth0 mtu 1400
# a web server that loses one packet in thirty, after the switch has seen it
at web nft -f - <<'NFT'
table inet loss {
  chain in {
    type filter hook input priority 0
    tcp dport { 80, 443 } tcp flags & (syn | rst) == 0 numgen inc mod 31 == 7 drop
  }
}
NFT

# ---------------------------------------------------------------- servers
say "servers"
cd "$tmp"
ca() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 "$@" 2>/dev/null; }
ca -keyout ca.key -out ca.pem -subj '/O=Harbor Books Ltd/CN=Harbor Books Internal CA'
leaf() { # FILE CN SAN
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" \
    -subj "/O=Harbor Books Ltd/CN=$2" 2>/dev/null |
    openssl x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial -days 800 -out "$1.pem" \
      -extfile <(echo "subjectAltName=$3") 2>/dev/null
}
leaf www www.harborbooks.example DNS:www.harborbooks.example,DNS:harborbooks.example
leaf staff staff.harborbooks.example DNS:staff.harborbooks.example,email:anna.lindqvist@harborbooks.example
leaf pay api.lumenpay.example DNS:api.lumenpay.example
printf 'anna:%s\n' "$(openssl passwd -apr1 Tr0ut-Lantern-52)" >htpasswd
mkdir -p web pay
cat >web.conf <<CONF
daemon off; user root; worker_processes 1; pid $tmp/web.pid; error_log $tmp/log;
events {}
http {
  access_log $rec/logs/web-access.log combined; server_tokens on; client_body_temp_path web; proxy_temp_path web;
  fastcgi_temp_path web; uwsgi_temp_path web; scgi_temp_path web;
  proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
  proxy_set_header Host \$host;
  proxy_http_version 1.1;
  server {
    listen 80; listen [::]:80; listen 443 ssl; listen [::]:443 ssl;
    server_name www.harborbooks.example harborbooks.example;
    ssl_certificate www.pem; ssl_certificate_key www.key; ssl_protocols TLSv1.3;
    location / { proxy_pass http://10.20.0.30:8080; }
    location /stock { proxy_pass http://172.16.42.30:8080; }
    location /store/ { proxy_pass http://10.20.0.31:8080; }
    location /staff { auth_basic "Harbor Books staff"; auth_basic_user_file htpasswd; proxy_pass http://10.20.0.30:8080; }
  }
  server {
    listen 443 ssl; server_name staff.harborbooks.example;
    ssl_certificate staff.pem; ssl_certificate_key staff.key; ssl_protocols TLSv1.2;
    location / { proxy_pass http://10.20.0.30:8080; }
  }
}
CONF
cat >pay.conf <<CONF
daemon off; user root; worker_processes 1; pid $tmp/pay.pid; error_log $tmp/log;
events {}
http {
  access_log off; client_body_temp_path pay; proxy_temp_path pay;
  fastcgi_temp_path pay; uwsgi_temp_path pay; scgi_temp_path pay;
  server {
    listen 45.83.12.20:443 ssl; listen 45.83.12.20:80; listen [2a07:4e40:19::20]:443 ssl;
    server_name api.lumenpay.example; ssl_certificate pay.pem; ssl_certificate_key pay.key;
    location / { return 200 '{"status":"accepted","ref":"LP-7731"}'; }
  }
}
CONF
cat >dnsmasq.conf <<CONF
keep-in-foreground
user=root
no-hosts
no-resolv
local-ttl=300
port=53
interface=eth0
bind-interfaces
pid-file=$tmp/dnsmasq.pid
dhcp-leasefile=$tmp/leases
domain=harborbooks.example
local=/harborbooks.example/
host-record=www.harborbooks.example,8.31.97.10,$v6::10
host-record=web1.harborbooks.example,10.20.0.10,$v6::10
host-record=staff.harborbooks.example,10.20.0.10
host-record=app1.harborbooks.example,10.20.0.30,$v6::30
host-record=files.harborbooks.example,10.20.0.30
host-record=gw.harborbooks.example,10.20.0.1,$v6::1
host-record=print-room.harborbooks.example,10.20.0.60
host-record=mail.harborbooks.example,8.31.97.12
host-record=api.lumenpay.example,45.83.12.20,2a07:4e40:19::20
host-record=cpe-91-204-118-33.fjordline.example,91.204.118.33
host-record=cpe-8-44-12-21.fjordline.example,8.44.12.21
cname=intranet.harborbooks.example,app1.harborbooks.example
cname=shop.harborbooks.example,www.harborbooks.example
mx-host=harborbooks.example,mail.harborbooks.example,10
srv-host=_ldap._tcp.harborbooks.example,app1.harborbooks.example,389
txt-record=harborbooks.example,"v=spf1 ip4:8.31.97.12 -all"
dhcp-range=10.20.0.100,10.20.0.150,12h
dhcp-option=option:router,10.20.0.1
dhcp-option=option:ntp-server,10.20.0.30
dhcp-range=$v6::100,$v6::1ff,slaac,64,12h
enable-ra
ra-param=eth0,60,0
dhcp-host=3c:97:0e:8b:a1:01,10.20.0.101,[$v6::151],anna-laptop
dhcp-host=54:e1:ad:c4:b0:02,10.20.0.102,[$v6::152],bo-thinkpad
$(service_names)
CONF
ssh-keygen -q -t ed25519 -N '' -f host_key -C host; ssh-keygen -q -t ed25519 -N '' -f bo_key -C bo
cp bo_key.pub authorized; chmod 600 authorized; mkdir -p /run/sshd
cat >sshd_config <<CONF
Port 22
HostKey $tmp/host_key
AuthorizedKeysFile $tmp/authorized
StrictModes no
PermitRootLogin yes
UsePAM no
PidFile none
Subsystem sftp internal-sftp
CONF

install_services
make_database

say "capture"
at sw dumpcap -q -i shop -i link1 -n -w "$tmp/raw.pcapng" >>"$tmp/log" 2>&1 & cap=$!
sleep 2
app="node $here/record/app.mjs"
bg ns dnsmasq -C "$tmp/dnsmasq.conf"
bg web nginx -p "$tmp/" -c "$tmp/web.conf"
bg street nginx -p "$tmp/" -c "$tmp/pay.conf"
bg app $app shop 8080
bg app $app ntp
bg app $app ftp
bg app "$(command -v sshd)" -D -e -f "$tmp/sshd_config"
bg gw $app pos 8081
start_services

# tunnels: VXLAN by the kernel, VLAN and GRE by record/tunnel.py
vx() { # NS LOCAL REMOTE ADDRESS MAC
  ip -n "hb-$1" link add vx42 address "$5" type vxlan id 42 local "$2" remote "$3" dstport 4789 dev eth0
  ip -n "hb-$1" link set vx42 up mtu 1400
  addr "$1" vx42 "$4/24"
}
vx web 10.20.0.10 10.20.0.30 172.16.42.10 02:42:ac:2a:00:10
vx app 10.20.0.30 10.20.0.10 172.16.42.30 02:42:ac:2a:00:30
bg gw "$here/record/tunnel.py" vlan eth0 vlan30 30 00:1b:21:3a:30:01
bg till "$here/record/tunnel.py" vlan eth0 vlan30 30 00:17:c8:30:13:30
bg gw "$here/record/tunnel.py" gre gre9 172.20.9.1 172.20.9.2 4711
bg branch "$here/record/tunnel.py" gre gre9 172.20.9.2 172.20.9.1 4711
appear() { for _ in $(seq 50); do at "$1" test -e "/sys/class/net/$2" && return; sleep 0.2; done; }
appear gw vlan30; appear till vlan30; appear gw gre9; appear branch gre9
for n in gw till; do ip -n hb-$n link set vlan30 up; done
addr gw vlan30 10.30.0.1/24 fd42:5ca1:ab1e:30::1/64
addr till vlan30 10.30.0.13/24 fd42:5ca1:ab1e:30::13/64
for n in gw branch; do
  ip -n hb-$n link set gre9 addrgenmode none # else a random address
  ip -n hb-$n link set gre9 up mtu 1400
done
road gw 192.168.77.5 dev gre9; road gw fd42:5ca1:ab1e:77::5 dev gre9
road branch default dev gre9 src 192.168.77.5
road branch default dev gre9 src fd42:5ca1:ab1e:77::5

# what the kernels say to each other when a cable is new (duplicate address detection, MLD)
for n in anna bo; do ip -n hb-$n link set eth0 down; ip -n hb-$n link set eth0 up; done
sleep 3

# ---------------------------------------------------------------- what happens in the shop
say "morning: addresses"
lease() { # NS NAME
  printf 'send host-name "%s";\nrequest subnet-mask, routers, domain-name, domain-name-servers, ntp-servers;\n' "$2" >"$tmp/$1.dhc"
  at "$1" dhclient -4 -1 -q -cf "$tmp/$1.dhc" -lf "$tmp/$1.leases" -pf "$tmp/$1.pid" -sf "$here/record/lease.sh" eth0 >>"$tmp/log" 2>&1 || say "no lease for $1"
  at "$1" dhclient -6 -1 -q -D LL -cf "$tmp/$1.dhc" -lf "$tmp/$1.leases6" -pf "$tmp/$1.pid6" -sf "$here/record/lease.sh" eth0 >>"$tmp/log" 2>&1 || say "no v6 lease for $1"
  ip -n "hb-$1" route replace default via $v6::1
}
lease anna anna-laptop & first=$!
lease bo bo-thinkpad & wait $first $!

page() { # NS ARGS...: fetches and forgets
  local n=$1; shift
  at "$n" curl -sS --max-time 20 --cacert "$tmp/ca.pem" -o /dev/null -A "$agent" "$@" >>"$tmp/log" 2>&1 || echo "curl failed: $n $*" >>"$tmp/log"
}
www=http://www.harborbooks.example
moz='Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'

customers() {
  local i=0 sid=(b3Yw8nRc5HjU1gEa q9Fk4tJm7XsV2oNb z5Gd1cPy6TwK8rLh) who=(mira tomas ines)
  local mail=(mira.castellano@postbox.example tomas.hedberg@postbox.example ines.okonkwo@mailhaven.example)
  local agent="$moz"
  for round in 1 2 3 4 5; do
    for a in "${customers4[@]}"; do
      local w=$((i % 3))
      page street --interface "$a" "$www/"
      page street --interface "$a" -b "sid=${sid[w]}" -e "$www/search?q=tides" \
        "$www/search?q=tides&mail=${mail[w]}" -o /dev/null "$www/cover/$i.jpg" -o /dev/null "$www/book/$((100 + i))"
      case $((i % 4)) in
        0) page street --interface "$a" -d "user=${who[w]}&password=Violet-Anchor-1${w}" "$www/login?user=${who[w]}" ;;
        1) page street --interface "$a" -b "sid=${sid[w]}" "https://www.harborbooks.example/account" "https://www.harborbooks.example/cover/$i.jpg" -o /dev/null ;;
        2) page street --interface "$a" "$www/gone" ;;
        3) page street --interface "$a" -H 'X-Forwarded-For: 198.51.100.23' "$www/stock" ;;
      esac
      i=$((i + 1))
      sleep "0.$((i * 7 % 10))"
    done
  done
  page street --interface 2a07:4e40:19::b0b -6 --resolve "www.harborbooks.example:80:[$v6::10]" "$www/cover/3.jpg"
  page street --interface 2a07:4e40:19::b0b -6 --resolve "www.harborbooks.example:443:[$v6::10]" https://www.harborbooks.example/
}
lookups() {
  local n
  for n in www shop intranet print-room staff nosuchhost; do
    at anna dig +short +tries=1 "$n.harborbooks.example" A "$n.harborbooks.example" AAAA
  done
  at anna dig +tries=1 -x 10.20.0.30; at anna dig +tries=1 -x 91.204.118.33; at bo dig +tries=1 -x $v6::10
  at bo dig +tries=1 harborbooks.example MX; at bo dig +tries=1 harborbooks.example TXT
  at bo dig +tries=1 _ldap._tcp.harborbooks.example SRV
  at bo dig +tries=1 +tcp www.harborbooks.example A; at bo dig +tries=1 +tcp +keepopen shop.harborbooks.example AAAA
  at anna dig +tries=1 +subnet=91.204.118.0/24 www.harborbooks.example
  at anna dig +tries=1 +subnet=2a07:4e40:19::/56 www.harborbooks.example AAAA
  at anna dig +tries=1 @$v6::53 www.harborbooks.example AAAA
}
office() {
  local agent="$moz" i
  page anna -u anna:Tr0ut-Lantern-52 http://web1.harborbooks.example/staff -H 'Host: www.harborbooks.example'
  page anna -c "$tmp/jar" -d 'user=anna&password=Tr0ut-Lantern-52' "$www/login?user=anna"
  for i in 1 2 3 4 5 6; do page anna -b "$tmp/jar" "$www/api/orders"; done
  for i in 1 2 3; do page anna https://staff.harborbooks.example/orders; page bo https://api.lumenpay.example/v1/charge; done
  page bo -6 --resolve "api.lumenpay.example:443:[2a07:4e40:19::20]" https://api.lumenpay.example/v1/refund
  agent='HarborBooks-Inventory/2.3 (bo.tran@harborbooks.example)'
  for i in 1 2 3 4; do page bo http://app1.harborbooks.example:8080/stock; done
  at anna $app ntp-ask 10.20.0.30; at bo $app ntp-ask 10.20.0.30
  at bo $app ftp-send 10.20.0.30 10.20.0.102
  at print $app mdns Print-Room-Brother.local 10.20.0.60
  at anna $app mdns-ask _ipp._tcp.local 10.20.0.101
  at bo $app llmnr ANNA-LAPTOP 10.20.0.102
  at gw $app syslog 10.20.0.30 'sshd[811]: Accepted publickey for bo.tran from 10.20.0.102 port 50122'
  at print $app syslog 10.20.0.30 'lpd: anna.lindqvist printed "Payroll November.pdf", 3 pages'
}
shell() {
  local ssh=(ssh -i "$tmp/bo_key" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR)
  for i in 1 2; do
    at bo "${ssh[@]}" root@10.20.0.30 'for i in 1 2 3 4 5 6; do date; sleep 0.2; done'
  done
  at bo "${ssh[@]}" root@10.20.0.30 'head -c 30000 /dev/zero | tr "\0" "x"'
  at anna "${ssh[@]}" -6 root@$v6::30 true
}
probes() {
  at anna ping -c 8 -i 0.2 10.20.0.10; at anna ping -c 5 -i 0.2 45.83.12.20; at bo ping -c 5 -i 0.2 $v6::10
  at anna ping -c 4 -i 0.2 -s 4000 10.20.0.30; at bo ping -c 3 -i 0.2 -s 4000 $v6::30
  at anna ping -c 2 -M 'do' -s 1372 -W 1 45.83.12.20; at bo ping -c 2 -M 'do' -s 1452 -W 1 2a07:4e40:19::20
  at anna ping -c 3 -i 0.5 10.40.0.1
  at anna ping -c 2 -W 1 10.20.0.177; at anna ping -c 2 -W 1 192.0.2.55; at bo ping -c 2 -W 1 2001:db8:dead::1
  at bo ping -c 3 -i 0.5 fd42:5ca1:ab1e:40::1
  at anna dig +tries=1 +time=1 -p 5333 @10.20.0.30 closed.harborbooks.example
  at bo dig +tries=1 +time=1 -p 5333 @$v6::30 closed.harborbooks.example
  at anna traceroute -n -q 2 -w 1 45.83.12.20; at bo traceroute -6 -n -q 2 -w 1 2a07:4e40:19::20
  at anna traceroute -I -n -q 1 -w 1 45.83.12.20
  at web ping -c 5 -i 0.2 172.16.42.30
  at anna curl -sS --max-time 2 http://10.20.0.60:631/
  head -c 6000 /dev/zero | tr '\0' 'F' >"$tmp/big"
  at anna bash -c "cat '$tmp/big' >/dev/udp/10.20.0.30/9999"
}
sites() {
  local agent='TillSoft/9.1 serial HB-TILL-0313' i
  for i in 1 2 3 4 5 6; do page till -d "till=3&cashier=ines&pan=4929041277351186&amount=$i.90" http://10.30.0.1:8081/charge; sleep 0.3; done
  at till ping -c 4 -i 0.2 10.30.0.1; at till ping -c 3 -i 0.2 fd42:5ca1:ab1e:30::1
  agent="$moz"
  for i in 1 2 3 4; do
    page branch --resolve api.lumenpay.example:443:45.83.12.20 https://api.lumenpay.example/v1/branch
    page branch --resolve api.lumenpay.example:80:45.83.12.20 http://api.lumenpay.example/v1/rates
  done
  at branch ping -c 4 -i 0.2 45.83.12.20; at branch ping -c 3 -i 0.2 2a07:4e40:19::20
  at branch traceroute -n -q 1 -w 1 45.83.12.20
  at branch ping -c 2 -i 0.2 172.20.9.1; at branch ping -c 2 -i 0.2 2001:db8:9::1
}

for n in street till branch; do
  printf '%s\n' '8.31.97.10 www.harborbooks.example' '45.83.12.20 api.lumenpay.example' >"/etc/netns/hb-$n/hosts"
done
say "day: customers, office, probes"
jobs=()
for act in customers lookups office shell probes sites shoppers incidents chatter; do (set +e; $act) >>"$tmp/log" 2>&1 & jobs+=($!); done
at app "$here/record/tunnel.py" lldp eth0 00:1e:c9:77:12:0c sw-print-room >>"$tmp/log" 2>&1 & jobs+=($!)
wait "${jobs[@]}" || true
stop_services
ip netns pids hb-sw | xargs -r -n1 sh -c 'grep -q dumpcap /proc/$0/comm && kill -INT $0' || true
wait $cap || true
grep -E 'curl failed|Traceback|Permission denied' "$tmp/log" | sort | uniq -c | head -30 || true
node "$here/record/section.mjs" "$tmp/raw.pcapng" "$rec/packets/shop.pcapng"
zstd -q -19 --rm "$rec/packets/shop.pcapng"
mkdir -p "$out"
rm -rf "$out"/{packets,otlp,logs,labels}
chmod -R u=rwX,go=rX "$rec"
cp -r "$rec"/* "$out/"
say "recorded $(du -sk "$out" | cut -f1) KiB: $out"
