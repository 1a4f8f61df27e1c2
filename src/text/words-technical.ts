/**
 * Words of logs, protocols, databases and operating systems, and words that SQL and HTTP are made
 * of. Left out are names of people and places; products are here where logs need them.
 */

/** Words between white space. */
export const technical = `
abort aborted aborting ack acknowledge acl acquire acquired activate activated adapter addr addrs
admin admission agg aggregate alg algorithm alias alloc allocate allocated allocation allowed allows
ambiguous amd anonymous ansi ansible apache api apis app append appended applewebkit apps arch
archive arg args arguments array artifact asc ascii assert assertion assigned async atomic attach
attached attempted attempting attempts attribute attributes audit auth authenticate authenticated
authenticating authentication authorization authorize authorized auto avail avg aws azure backend
backlog backoff backup balancer bandwidth base64 bash batch bearer bigint bin binary bind binding
bits blob blocked blocks bool boolean booting bootstrap bottleneck broadcast broker browser bucket
buckets buf buffer buffered buffers bug bugs bulk bundle burst byte bytes bz cache cached caches
callback callbacks calls canceled cancelled cancelling cart cascade catalog catalogue cert
certificate certificates cfg cgi cgroup checked checking checkout checkpoint checks checksum chmod
chown chrome chunk chunked chunks cipher claims classpath cleanup cleared cli click clickhouse
clients cloned closing cluster clusters cmd cname co cockroach cockroachdb codec codes collector
collision com comma commits committed compact compaction compat compile compiled compiler completed
completes completion compress compressed compression concurrency concurrent cond conf config
configmap configuration configurations configure configured conn connected connecting connections
connector connects const constraint constraints consul consume consumed consumers container
containers controller conversion cookie cookies coordinator cores corrupt corrupted cors counters
cpu cpus crash crashed crc created creates creating creator cred credential credentials cron csv ctl
ctx cur curl cursor d daemon dangling dashboard database databases datacenter dataset datatype
datetime db dbg deadline deadlock debug debugging dec decode decoded decoder decoding decompress
decrypt dedicated def default defaults deferred deflate del delayed delays delegate delete deleted
deletes deleting deletion delimiter delta denied deny dependencies dependency deploy deployed
deployment deployments deprecated deque desc descriptor descriptors deserialize dest destroyed
detached detected detection detector dev devel devices df dhcp diag diff digest digits dim
dimensions dir directories directory dirs disable disabled disabling disc discard discarded
disconnect disconnected disconnecting disks dispatch dispatcher dns docker docs dom domains dovecot
download downloaded downstream dpkg drain drained drivers dropped dropping drops dst dump duplicate
duplicated duplicates duration dynamic dynamo dynamodb e ebs ec echo edges eg egress elapsed elastic
elasticsearch elb elected eligible embedded emit emitted enabled enables enabling encode encoded
encoder encoding encrypt encrypted encryption endpoint endpoints enforce enqueue entities entity
entries enum env envelope environ environments eof ephemeral epoch err errno errors estab
established etag etcd eth ethernet evaluated evict evicted eviction evt exceeded exceeds exceptions
excluded exclusive exec executable execute executed executing execution executor exim existed exists
exited exiting exits exp expected expiration expired expires expiry explicit exponential exported
exporter expr ext extended extract extracted failing failover failures fallback fatal faults fd
fetch fetched fetches fetching fields fifo files filesystem filled filter filtered filters fin
finalize finished finishes fired firefox firewall firmware flags flaky flavor floating flush flushed
flushing footer forbidden fork forked formats forwarded forwarding fragment frames freed frontend fs
fsync ftp func functions fwd g garbage gateway gateways gauge gb gc gcp gecko generated generating
generator geo getter gid git github globals gmt gnu google gotten gpu graceful gracefully grafana
grants graphql groups grpc gui gz gzip halt handled handler handlers handles handling handshake hash
hashed having headers heap heartbeat helm helper hex histogram hits holder hook hooks hop hostname
hostnames hosts hotfix hours hpa html http https hub hung hw hypervisor i iam icmp icon id
identifier identifiers idle ids ie iface ignored ignoring images immutable impl implementation
imported imports inactive inbound included incoming incompatible inconsistent incremented indexed
indexes indexing indices inet inf infinite influx influxdb info ingest ingress inherit init
initialization initialize initialized initializing inject inode inputs insecure insert inserted
insertion inspect installed instances insufficient int integer integers integrity intel interface
interfaces intermediate interrupt interrupted interval intervals invalid inventory invocation invoke
invoked io ioctl iops ip iperf ips iptables ipv irq iso isolated issued issuer istio items iter
iteration iterations iterator jar java javascript jdbc jobs jpeg json jsonl jvm jwt kafka kb
keepalive keeper kernel keyring keys keystore khtml kib killed kubectl kubelet kubernetes lag lambda
lan latency latest launched launcher ldap leak lease leases legacy len lib libs lifecycle limits
linear linux listed listener listening literal lived loaded loader loading loads locale localhost
localtime locations locked locks logged logger logging login logins logout logs longer lookup loop
loopback lru m mac mailbox malformed malloc malware managed manifest mapped mapping mappings mar
marker marshal masked matched matches matching max mb mbps md5 mem memcached merge merged mesh
messages meta metadata meter methods metric metrics mib micro microservice middleware migrate
migrated migration migrations millis milliseconds min misc mismatch missed mkdir mmap mod modified
modifier modprobe module modules mongo mongodb monitoring monitors mounted mounts moved mozilla mq
ms msec msg msgs mtu multi multicast mutable mutex mysql n namespace namespaces nan nanos nat
negotiated negotiation neighbors nested netmask networks nfs nginx nil node nodejs nodes nomad nonce
notification notifications notified notify npm ns ntp ntpd nullable numa nvme o oauth objects
observed obsolete occurred oct octet offline offset offsets okhttp omitted ones oom opcode opened
opens openssh openssl ops optimistic optimize optional options oracle orders org os oss outbound
outer outgoing overflow overhead overlap override overrides owned owners packages packet packets
padding pages paired pam param parameter parameters params parse parsed parser parses parsing
partial partition partitions passed passwd password passwords paste patched paths patterns paused
payload payments pct pem pending perf permanently permissions permitted persist persisted
persistence persistent pgid php pid pids ping pings pipeline pkg pkt placeholder placement plugin
plugins png pod pods pointer policies poll polling pooled popped ports posix posted postfix postgre
postgres postgresql pre precondition predicate prefix preflight preload prepared preview printed
priv privilege privileged privileges probe probes proc processed processes processing processor prod
products profiler prometheus propagate propagation properties propfind protocol protocols provided
provisioned provisioner proxied proxies proxy pruned pub published publishing pulled pulling purge
purged pushed pvc python ql qos quantile queries query querying queue queued queues quota quotas
rabbit rabbitmq raft ram random rb re reachable readiness readonly reads realm rebalance reboot
rebooting rebuild receipt received receiver receives receiving recheck reclaim recommendations
reconcile reconciled reconciling reconnect reconnected reconnecting recorded records recovered
recovering recursive recv redirect redirected redis redo referenced references referer referrer
refresh refreshed refused refusing regex regexp regions registered registering registration registry
rejected rejecting reload reloaded reloading removed removes removing rename renamed renewed
replaced replica replicas replication replied repo reported reporting repos repository requested
requester requests required requires requiring res rescheduled reserved reset resets resetting
resize resolved resolver resolving resources responded responses restart restarted restarting
restarts restored restricted results resume resumed resuming retention retried retries retry
retrying returned returning returns reused reverse reverted revision revoke revoked rewrite rm rng
roles rollback rolled rolling rollout rotate rotated rotation rounds routed router routes routing
rpc rpm rsa rss rst rsync rtt rules runnable runner runs runtime s safari saga sampled sampler
samples sandbox sasl sat saturated saved savepoint saves scaled scaling scanned scanner scanning
scheduled scheduler scheduling schema schemas scoped scopes scp scraped scripts sdk searched
secondary seconds secrets secs sections segfault segment segments selected selector semaphore
sending sends sensor sentinel sep seq serial serializable serialize serialized serializer server
serverless servers services servlet sessions sets setup sev severity sftp sha sha1 sha256 shard
sharding shards shared shim shipped shipping shutdown shutting sid sidecar sig sigint sigkill
signals signature signed signin signup sigterm singleton sinks sip skip skipped skipping slab slave
sleeping slot slots slowlog smb smtp snapshot snapshots snmp socket sockets solr sorted sources spam
span spans spark spawn spawned spec specified specs sphere spin splunk spool spooler sql sqlite sqs
src ssd ssh sshd ssl sso stack stacktrace stale stanza started starting starts startup starvation
stash stateful stateless states static stats statuses std stderr stdin stdout steps sticky stopped
stopping stops stored stores streaming streams strings stub sub subdomain subnet subnets subprocess
subscribe subscribed subscriber subscription substring subsystem succeeded succeeds successes sudo
suffix sum superuser supervisor supported suspended svc swap swapped swift symfony symlink syn sync
synced synchronize synchronized synchronous syntax sys syscall sysctl syslog systemd systems t
tables tag tagged tags taint tar tasks tb tcp tcpdump teapot teardown telemetry telnet temp template
templates temporarily tenant tenants terminal terminate terminated terminating termination terraform
tests thread threads threshold thresholds throttle throttled throttling throughput thrown throws
tick ticks timed timeout timeouts timer timers times timestamp timestamps timezone timing tls tmp
tmpfs todo toggle token tokens tomcat toolkit topology tostring totals touched trace traceback
traced traceparent tracer traces tracing tracked tracker traefik trailing transaction transactions
transferred transient transit transmission transmit transmitted traverse trigger triggered triggers
trimmed truncate truncated trusted ts ttl tty tunnel tuple turned txn txt types udev udp ui uid uint
ulimit umount unacked unaligned unassigned unauthenticated unauthorized unavailable unbound uncaught
unchanged undefined underflow undo unexpected unhandled unhealthy unicast unicode uninstall units
unix unlimited unlink unlock unlocked unmapped unmount unmounted unparseable unpin unprocessable
unreachable unreadable unrecognized unregister unregistered unresolved unsafe unset unsigned
unspecified unstable unsubscribe unsupported untagged untrusted unused unzip updated updater updates
updating upgrade upgraded upgrading upload uploaded uploading upstream uptime uri url urls usb usec
userid users usr utc utf utf8 util utils uuid uwsgi v1 v2 v3 vacuum validate validated validates
validating validation validator values var varchar varnish vars vault vcpu vector vendor verb
verbose verification verified verify verifying versions vhost views violated violation virtual vlan
vm vms volumes vpc vpn vs vserver waited waiting waits waking warmup warnings watchdog watched
watcher watches watching webhook webhooks webkit websocket websphere wed weights wget whitelist
widget windows wip wlan workers workflow workload workloads workspace wrapped wrapper writable
writes wrote wsgi x xfs xhtml xml xss y yaml yarn yml z zip zk zombie zones zookeeper zstd
`
