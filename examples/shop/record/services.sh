# The instrumented part of the shop, for the recording only; record.sh reads it. Services front,
# cart, orders (HTTP) and stock (gRPC), a PostgreSQL database, a receiver of OTLP and syslog, and
# somebody outside who scans ports and guesses passwords. What was done on purpose is written into
# labels.csv as it is done.
services=(front cart orders stock)
names+=("${services[@]}" db obs crow)
crow=45.141.7.66
home=/srv/harborbooks
[ ! -e "$home" ] || { echo "record.sh: $home is there already; it would be written over" >&2; exit 1; }
rec="$tmp/recording"
mkdir -p "$rec"/{packets,otlp,logs,labels}
echo 'start,end,kind,label,technique,source,target,target_port,protocol,affected,said_by,note' \
  >"$rec/labels/labels.csv"
now() { date -u +%Y-%m-%dT%H:%M:%S.%3NZ; }
label() { # START FIELDS...: from START until now, FIELDS joined by commas
  local from=$1 IFS=,; shift
  echo "$from,$(now),$*" >>"$rec/labels/labels.csv"
}

service_hosts() {
  local n last mac
  for n in front:31 cart:32 orders:33 stock:34 db:40 obs:50; do
    last=${n#*:}; n=${n%:*}
    plug "$n" "d4:be:d9:51:0a:$last" shop
    addr "$n" eth0 "10.20.0.$last/24" "$v6::$last/64"
    road "$n" default via 10.20.0.1; road "$n" default via "$v6::1"
  done
  wire isp eth2 crow eth0
  addr isp eth2 45.141.7.1/24
  addr crow eth0 "$crow/24"
  road crow default via 45.141.7.1
  addr street eth0 2a07:4e40:19::c0de/64
}

service_names() { # lines for dnsmasq: cart1 has an IPv6 address only
  cat <<CONF
log-queries
log-facility=$rec/logs/dnsmasq.log
host-record=front1.harborbooks.example,10.20.0.31
host-record=cart1.harborbooks.example,$v6::32
host-record=orders1.harborbooks.example,10.20.0.33
host-record=stock1.harborbooks.example,10.20.0.34
host-record=db1.harborbooks.example,10.20.0.40
host-record=obs1.harborbooks.example,10.20.0.50
CONF
}

pg() { runuser -u postgres -- "$@"; }
make_database() {
  local bin=/usr/lib/postgresql/15/bin
  mkdir -p "$home"
  install -d -o postgres "$home/db"
  echo Quoin-Larder-19 >"$tmp/pw"
  pg $bin/initdb -D "$home/db" -A scram-sha-256 -E UTF8 --locale=C --pwfile="$tmp/pw" >>"$tmp/log" 2>&1
  cat >>"$home/db/postgresql.conf" <<CONF
listen_addresses = '*'
unix_socket_directories = ''
log_connections = on
log_statement = 'mod'
log_line_prefix = '%m [%p] %u@%d %r '
log_timezone = 'UTC'
CONF
  echo 'host harbor all 10.20.0.0/24 scram-sha-256' >>"$home/db/pg_hba.conf"
  printf '%s\n' 'CREATE DATABASE harbor' "CREATE ROLE orders_rw LOGIN PASSWORD 'Sextant-Marble-46'" \
    "CREATE ROLE stock_rw LOGIN PASSWORD 'Ballast-Ivory-73'" |
    pg $bin/postgres --single -D "$home/db" postgres >>"$tmp/log" 2>&1
  printf '%s\n' 'CREATE TABLE customers (id text, name text, email text, phone text, street text)' \
    'CREATE TABLE orders (id text, customer text, items int, card text, sent_to text, phone text)' \
    'CREATE TABLE stock (sku text, quantity int)' \
    "INSERT INTO stock VALUES ('HB-9781', 140), ('HB-9802', 61), ('HB-9815', 33), ('HB-9840', 25), ('HB-9866', 210)" \
    'GRANT ALL ON ALL TABLES IN SCHEMA public TO orders_rw, stock_rw' |
    pg $bin/postgres --single -D "$home/db" harbor >>"$tmp/log" 2>&1
}

install_services() {
  mkdir -p "$home"
  cp -r "$here/record/services" "$here"/package*.json "$home/"
  npm ci --prefix "$home" --ignore-scripts --no-audit --no-fund >>"$tmp/log" 2>&1
}
start_services() {
  local n
  at obs node "$here/record/receiver.mjs" "$rec/otlp" "$rec/logs" >>"$tmp/log" 2>&1 & pids+=($!)
  at db runuser -u postgres -- /usr/lib/postgresql/15/bin/postgres -D "$home/db" >"$rec/logs/postgres.log" 2>&1 & pids+=($!)
  sed -e "s/authorized/none/" -e '/^Port/a ListenAddress 8.31.97.10' "$tmp/sshd_config" >"$tmp/sshd_web"
  touch "$tmp/none"
  at web "$(command -v sshd)" -D -e -f "$tmp/sshd_web" \
    2> >(at web node "$here/record/app.mjs" syslog-pipe 10.20.0.50 web1 sshd "$rec/logs/auth.log" >>"$tmp/log" 2>&1) & pids+=($!)
  sleep 3
  for n in stock cart orders front; do
    (cd "$home/services" && OTLP_AT=obs1.harborbooks.example:4318 LOGS_AT="$rec/logs" TZ=UTC \
      at "$n" node "$n.mjs" "$n" >>"$tmp/log" 2>&1) & pids+=($!)
    sleep 0.5
  done
}

signal_to() { # NAME SIGNAL: to the node program of a host
  ip netns pids "hb-$1" | xargs -r -n1 sh -c "grep -q node /proc/\$0/comm && kill -$2 \$0" || true
}

scan_ports() {
  local from; from=$(now)
  at crow nmap -n -Pn -sS -r --max-rate 60 --max-retries 1 --top-ports 220 8.31.97.10 8.31.97.1
  label "$from" attack 'port scan' T1046 $crow '8.31.97.10 8.31.97.1' '' tcp '' construction 'nmap SYN scan of 220 ports on two hosts'
}
guess_ssh() {
  local from user word; from=$(now)
  printf '#!/bin/sh\necho "$GUESS"\n' >"$tmp/ask"; chmod 755 "$tmp/ask"
  for user in root admin bo.tran anna.lindqvist backup; do
    for word in harbor2024 Books-Books-1 letmein; do
      GUESS=$word SSH_ASKPASS=$tmp/ask SSH_ASKPASS_REQUIRE=force at crow timeout 10 ssh -q -F none \
        -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o NumberOfPasswordPrompts=1 \
        -o PreferredAuthentications=password -o PubkeyAuthentication=no "$user@8.31.97.10" true
    done
  done
  label "$from" attack 'SSH password guessing' T1110.001 $crow 8.31.97.10 22 tcp web1 construction 'five users with three passwords each'
}
guess_http() {
  local from mail word; from=$(now)
  for word in Summer2026 harborbooks; do
    for mail in ottilie.brandvold@postbox.example emeka.strand@mailhaven.example yuki@aldersey.example \
      l.marchetti@studio-marea.example saoirse.whitlock@postbox.example sales@harborbooks.example; do
      at crow curl -sS --max-time 5 -o /dev/null -A python-requests/2.31.0 \
        -H 'Host: www.harborbooks.example' --data-urlencode "email=$mail" -d "password=$word" http://8.31.97.10/store/login
      sleep 0.2
    done
  done
  label "$from" attack 'password spraying' T1110.003 $crow 8.31.97.10 80 tcp front construction 'two passwords for six accounts'
}
slow_stock() {
  local from; from=$(now)
  signal_to stock USR1; sleep 8
  label "$from" fault 'slow answers' '' '' 10.20.0.34 50051 tcp stock construction 'each look-up waits 0.7 s in the database'
}
break_orders() {
  local from; from=$(now)
  signal_to orders USR2; sleep 6
  label "$from" fault 'error burst' '' '' 10.20.0.33 8080 tcp orders construction 'every order fails with status 500'
}
incidents() {
  sleep 10; scan_ports
  sleep 3; slow_stock
  sleep 3; guess_ssh
  sleep 3; break_orders
  sleep 3; guess_http
}
shoppers() {
  at street node "$here/record/shoppers.mjs" 72
}
chatter() { # syslog of the old kind, as routers write it, and neighbours that greet by link-local names
  local i
  for i in till front print; do at $i ping -c 2 -i 0.3 fe80::21b:21ff:fe3a:1001%eth0; done
  for i in 1 2 3 4 5 6; do
    at gw node "$here/record/app.mjs" syslog-line 10.20.0.50 gw kernel "wan-in DROP IN=wan SRC=91.204.118.$((60 + i)) DST=8.31.97.1 PROTO=TCP SPT=$((40000 + i)) DPT=23"
    at anna node "$here/record/app.mjs" syslog-line 10.20.0.50 anna-laptop sudo 'anna.lindqvist : TTY=pts/2 ; PWD=/home/anna.lindqvist ; COMMAND=/usr/bin/less orders.csv'
    sleep 9
  done
}
stop_services() {
  local n
  for n in "${services[@]}"; do signal_to "$n" TERM; done
  sleep 4
}
