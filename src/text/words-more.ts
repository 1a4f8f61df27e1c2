/**
 * More words that everybody has: verbs, nouns and terms of log messages. The list is the project's
 * own: written by hand, then compared with the given names, family names and towns of 20 languages
 * in @faker-js/faker (MIT); words that are in both are in the list of doubtful ones.
 */

/** More words that may leave. */
export const more = `
abandon abbreviation abi abilities ability abroad absence absorb abstract abuse academic
accelerate accelerating acceptance accessibility accessible accesslog accidental accommodate
accommodating accompanied accompanies accompany accomplish accordance accumulate accumulating
accuracies accuse accusing achieve achieving acknowledging acpi acquiring activating activation
activities actor ad adapt adhere adhering adjacent adjustment administer administrator admit
admitted admitting adopt ads advancing adverse advertise advertising adverts advise advising aes
afterwards agenda aggregating ah ai airport aka album algo align alike allegedly allocating
allowance allowlist alpha alphabet alphabetical alphanumeric alpn alternate altogether amazing
amended amongst amplifier amqp analyse analyst analyze analyzing ancestor android angle angular
annotate annotating annotation announcing anomalies anomaly anticipate anticipating anymore
apiserver apologize apologizing apparmor appender appendix appliance applicable applied applies
appreciate appreciating approving arbitrary architecture archiving aren argc arguably arguing argv
arisen arising arose arp arranging arriving arrow artificial aside asm asn assemble assembling
assertionerror assess assignment assoc associating assuming assure assuring asynchronous ate
attachment attacker attendance attestation attr attributeerror attribution authn authorisation
authorise authorities authorizing authpriv authz autocomplete automate automatically automating
automation autoscaler availabilities availability avgms avx await awkward axes axios axis backdoor
backport backslash backtrace backward badge balancing banner bashrc basically batteries beacon
beans beaten becoming beforehand begun behaves benchmark beneath beta bigger biggest bilateral
bios bitmap bitrate blacklist blk blocklist blown bodies bold bookings boost boss bot botnet
bought bounce bouncing boundaries boundary boyfriend br braces bracket brain breach breakpoint
brilliant broke brown browse browsing brute bss bufsize builder builtin bump bundling bye bypass
bytecode ca caching calculating calculation caller campaign canary canonical capabilities
capability capacities capitalize caption capturing caret carried carries cas casual catalina
categories caught causing cbc cd cdn cease ceasing celery centralize centralizing certification
certified certifies certify cgroupfs chacha challenging changelog changing char charging charset
chassis chat cheaper checkbox checker cheque chip choosing chose chromium chronic chroot ci cidr
cifs circuit circular circulate circulating civil clamd classified classifier classifies classify
classloader cleaner click clinical clip clipboard clk clone cloning closer closest clr clusterip
clusterrole cm cmdline cnt coalesce coalition coarse codebase codegen codepoint coding col
collapsing collective colon combining committing commodities commodity commonplace communicating
communities companies companion comparable comparator comparing compatible compensation
competitive compilation compiling completing compliance compliant complying compose composing
comprehensive compressor compromise computation compute computing concat concatenate concatenation
concluding conditional confidential configuring confirmation conformance confusing congestion
conscious consecutive consensus consent conservative consistencies consistency console constructor
consuming consumption contemporary contend contention contextual continuing continuous contrary
contributing controlled controlling convenience convenient convention conventional conversely
converter convey convincing coordinate coordinating copied copies coredns coredump correction
correlate correlating correspond corruption couldn countries coupon courier coverage cpe cpio
cpuinfo crawl crawler crd crios crises crit criterion critic crl crud cruel crypto cryptography
csp csr csrf css ctrl cube cuda currencies customize customizing cutting cve cwd cyclic cycling
dad daemonset dash datagram datanode datum dbus dcerpc ddos deactivate deactivating dealt debian
debit debugged debugger decent deciding decimal decl declaration declaring declining decompression
decorator decreasing decrement decryption dedicate dedicating deduct deduplicate deem deeper
defect defer deferring deficit defining deg degrade degrading delegating delegation deliberate
delicate deliveries demo demographic demonstrate demonstrating denial denies dense densities
density dentist denylist departure deprecate deprecating deprecation deps der derivation deriving
descend descendant describing deserialization deserializing deserving desirable desiring desktop
detach determining deterministic developer deviate deviating devops dgram diagnose diagnosing
diagnosis diagnostics dialogue dict dictionaries dictionary didn difficulties digit diploma
directive disclaimer disclose disclosing disclosure discoveries disposal dispose disposing dispute
dissect distributing diverse dividing django dll dma dmesg dnsmasq dnssec doc documentation doesn
doing dominating don dose doubling downgrade downgrading downward dpi dramatic drank drawback
drawn drift driven driving drm drove dsa dscp dtd dtls dull dup duplicating duplication duties
dwell dynamically ea eacces eaddrinuse eagain earlier earliest easier easiest eaten ebpf ecc ecdh
ecdhe ecdsa ecmp econnrefused econnreset edns eexist efficiencies efi ehostunreach eighteen eighth
eighty einval eio eject elapse elapsing elderly electrical electron elegant elevate elevating
elevator elf eliminate eliminating em embassies embassy embed emerg emergencies emfile emitting
eml emptied empties emulate emulating encap encouraging endless endorse endorsing enemies energies
enetunreach enforcing engaging enhancing enoent enomem enotfound enqueuing enroll ensuring entitle
entitling entropy enumerable enumerate enumerating envoy eoferror eol eperm epipe ept equalities
equality equipped equivalent erase erasing escalate escalating escalation escaping esp essence
estimating estimation eternal ethics etimedout eula eur eval evaluating eventual evident evolving
examining excelled exceptional excess excessive exchanging exclude excluding exclusion exe execve
exempt exercising exhaust exhaustive exhibition exif experiencing experimental expire expiries
expiring exploit explorer exploring exponent exposing extn extraction facilities facing factories
fade fading fallen families fare farther faster fastest faulty favicon fcgi fcntl fdisk fds
feasible feat featuring fed federation feedback feedfetcher feet fewer fi fiber fido filename
filing finalizing finer finest fingerprint finite fips firing fitted fitting fixture flac flagged
flagging flanneld flap flapped flapping flash flask flatten fleet flew flexibility flexible flood
fmt fn follower font footprint forcing forge forging formatted formatter formatting formulate
formulating fortunate foster fought fourteen fp fqdn frag fragile fraud freebsd frequencies fridge
froze frozen fsck ft functional functionality fuse fuzz fxios gbp gcc gcm gdb gdpr geese generic
genetic geoip getaddrinfo getting ghz gib gif girlfriend giving gke glibc goes going golang
goroutine govern gpg gpl gpt grabbed grabbing grading gradle gradual grammar graphic gre greater
greatest grep gross groupid grown gss gssapi gtk guiding gunicorn guts ha hack hacker handful
handset handy happily haproxy harden harder harmful harmless hashtable hasn haven hdd hdfs hdr
header headless headline healthz heavily hence hereby herein heuristic hexadecimal hey hibernate
hiding hierarchies hierarchy higher highest hikari hint hiring historic histories hitted hitting
hmac hoist hollow honour horizon horizontal hostid hostile hr hrs htdocs htm htpasswd httpx
hugepage huh humble hypotheses hypothesis hz iana ico ide idempotent ident identical
identification identified identifies identities idp idx ietf ifconfig igmp iis ilike illustrating
imagining imap img imperfect implicit implied implies importerror imposing improper improving
inaccessible inadequate inappropriate inbox inc inch inclusion incomplete inconsistency
incorporate incorporating increasing increment incremental indent indentation indexerror
indicating indicator indirect industries inefficient inevitable infer inference influencing
informal infra infrastructure infringe ingressclass inherent inheritance initcontainer initctl
initialise initializer initiate initiating initramfs initrd injection injuries ink inline
innovative ino inquiries inspection inspire inspiring installation instant instantiate
instantiating instantiation instruct instructor intact integral integrate integrating integration
integrities intelligent intensive intent intentional interact interaction interactive intercept
interceptor interim interior intermittent interoperability interpreter intersection intrinsic
introducing intruder intrusion invalidate invalidating inventories inverse investigating invisible
invitation inviting invoice invoking involving ioexception ioports iostat iot ipad ipc iphone
ipsec iptable irc irrelevant iscsi isn isolate isolating isolation isp issuing italic iterable
iterate iterating jam javac javax jdk jetty jid jitter jks jmx jndi jpg jre js jsessionid jsp jsx
judgement junction junit justified justifies jwk kbps kdc kerberos keyboard keyctl keyerror
keyspace keytab keyword kg kilobyte kit km kms knew kotlin krb kube kubeadm kubeproxy kvm lab
labelled labelling laid lang laptop laravel larger largest latencies latin latitude layout lazy lb
lbs leapt learner leasing leaving led ledger legacies legitimate lended lending lends lent lesser
lexer lexical liable libc libraries lifetime lifo lightweight likewise liking limitation lining
linker lint linter liquid lit livenessprobe livez ll llc lldp lo loadavg loadbalancer loc located
locker lockfile lodash logback logfmt logic logical loginuid logistics logo logrotate logstash lol
lonely longest longitude losing lowercase lowest ls lsn lsof lsp lts luks lun lvm lxc lz macintosh
macos macro madam made mailer mailto maintainer majorities making malicious managing mandatory
manufacturer manufacturing mapper marginal mariadb marine markdown mask mathematics matrices
matrix mature maven maximal mbr mcp md mdadm mdns meaningful meanwhile measuring mechanical median
megabyte meminfo memories memtable men merchant merging messaging messy mfa mgmt mhz mice
microphone microsecond midi midnight migrating mild milestone millisecond mime minified minimal
minio minorities minus miserable mitigation mm mo mock modelled modelling moderate modification
modifies modular mom monorepo motivated moving mp mpls mptcp mqtt mr mrs msie mss mta mtls
multiline multiplexer multiplication multiplied multiplies multiply mutating mutation mute muting
mutual mux mx na nack naked namenode nameserver naming nano nanosecond nasty navigate navigating
navigation nd nearest necessities necessity negotiating neighbourhood nest netdev netfilter
netlink netns netstat netty networkmanager neutral newer newest newline nic nilpointer nineteen
ninety nio nm nodeport nominal non nonetheless nonexistent noop nope normalise normalization
normalize normalizing nosql notable notation notebook noticing notifies npx nscd nsec ntfs ntlm
ntpdate nullpointerexception num numb numeric oasis obey obj obscure observer observing occasional
occupied occupies occurrence occurring ocsp octal odbc offload oidc older oldest omit omitting
onclick ontology op opacity opaque openapi opentelemetry opera operand operational opportunities
opt optimal optimise optimization optimizing oral orchestrate orchestrating orchestrator ordinal
organisation organizing originate originating orm orphan oserror ospf otel otlp ouch outage
outdated outlet outline outofmemoryerror outright outstanding overdue overlay overload overriding
oversee overview overwrite overwriting overwritten ovs ownership oxen oz packaging paginate
paginating paging panicked paragraph parallel parentheses parity parquet participating particle
parties passive passphrase passport pat pausing pb pc pcap pci pcie pcr pdf pdu peculiar penalties
pended pends perceived percentile perception performant periodic periodically perl permissive
permitting persistentvolume personalities pg pgsql phasing phenomena phenomenon phishing
phpmyadmin physics pink pinned pinning piping pixel pki pl placing plaintext planned plausible
playback playground plist plug plugged plugging pnp podman pointless pojo polite polkitd popping
populate populating portability portable portal portion pos possibilities postcode postpone
postponing powershell ppid ppp pppoe ppt preauth precedence precious precision predictable
preferable preferred prefetch prefs preliminary premature premise preparing prepend preserving
preset presto presumably presume presuming prettier prev prevention primitive principal principle
printer priorities privacies prize pro probabilities probability probable probing producing prog
programmer programming prohibit promising promoting pronounced prop propagating proposing proto
prototype provenance providing proving provisional prune pruning ps pseudo psk pt pthread pties
ptr pty pubkey publickey pulseaudio puppet purchasing purging purple pursuing putting pwd px py
qps qty qualified qualifier qualifies qualities quantities quantum quarantine quarantining queried
queuing quic quicker quirk quitting quiz quorum quotation quoting radius raid rails raising ran
rangeerror ranging ransomware rar rating rationale rc rcpt rd rdbms rdp rds readability readable
readme readyz realities realizing reaped reaping rearrange rearranging reasonably reassign
rebalancing rebase rebate rebinding rec recharge recharging recipe recipient recognise recognizing
reconstruct recoveries recreate recreating recursion recycle recycling redeem redirection
redistribute redistributing redraw reducing redundancies redundancy redundant ref refactor
referenceerror referencing referred referring refine refining reflection refund reg regain
regenerate regenerating registries regression regret regulating reindex reinstall rejection
rejoining rel relating relay releasing reliabilities reliability reliably relied relies relocate
relocating reluctant remainder remapped remapping remedies reminder remount removal renaming
render renegotiate renegotiating renew reopen reorder repetitive replacement replacing replay
replicaset replicate replicating replies repositories reproduce reproducing req reroute rerouting
reschedule rescheduling resemble resembling reservation reserving reservoir reside residing
resilient resistant resizing resp respective responsibilities responsive restoration restoring
resync ret retiring retransmit retrieval retrieve retrieving reuse reusing rev reversing revert
revise revising revocation revoking rewriting rewritten rfc rgb rhel rigid ripe risen rising rmi
roam robots robust rolebinding rootfs rootkit rose rotating royalty rpcbind rps rsyslog rtc rtp
rtsp ruby rude ruin runc runtimeexception rwx saas safeties salaries salesman saml sampling sang
sanitize sanitizing sata satellite satisfaction satisfactory satisfied satisfies satisfy saw scala
scalable scalar scarce scenario scoring scrape scraper scraping screenshot scroll scsi sctp sda
sdb sdn sdp seal seamless sec seccomp secretaries securing securities sed seen sel seldom selinux
sem semantic semicolon sender sendmail sendto sensible sensitivities sensitivity separating
separator sequential ser serialised serialization serializing serviceaccount serving setgid
setsockopt setter settling setuid seventeen seventh seventy severities sgid sh shallow sharing
shelves shipment shm shorter shorthand shouldn shown shuffle shuffling shutted shy sibling sidekiq
sigabrt sighup sigpipe sigsegv sigusr silencing silly simpler simplest simplified simplifies
simplify simulate simulating simulator simultaneous sincerely singer sitemap sitting sixteen sixth
sixty skies slabinfo slash slept slf slid slower smaller smallest smallint smi smoother smp sms
snap sni sniff snippet soa societies sock solar sold solely solver solving sometime sooner
sophisticated sought sp spanid spare sparing sparse spatial spdy specification specifies specify
spent spf spider spill spinned spinning splitted splitting spn spoken sponge sponsor spoof
spreadsheet springframework spun spurious sqli srv ssid sssd st stabilities stability stabilize
stabilizing stackoverflowerror staging stall standalone standardize standardizing starve starving
stat statefulset statically statistic statistical statisticses stddev stdio steep steer stepped
stepping stmt stood stories storing str strace straightforward strategies strengthen stripped
stripping stronger strongest struct structural structuring stuck studied studies stun stylesheet
styling su subcommand subdirectory subj submission submitted submitting subresource subscribing
subset substitution subtle successive successor sudoers suid suite summaries summarize summarizing
sunk superior superset supplied supplier supplies supposing suppress surfacing surgeries suricata
surplus surviving suspend suspicious svg svn swapfile swapping swept swp swung sym symbolic
symfony symmetric synchronization synchronizing synopsis syntaxerror synthesize synthesizing
synthetic sysadmin sysfs sysmon systematic systemctl sz tablet tabs tactics tagging taken taking
tamper tarball taught tcl technologies teeth tempfile temporal tempting tender tentative
terminology territories territory tftp tgz th theories thereafter thereby thereof thesis thieves
thirteen thorough thrash threadpool threw thunderbird tib tid tier tiff tilde till timeline
timeouterror timesyncd tinyint toast toc toggling tokenizer tolerance tolerate tolerating toml
toolchain topologies tor tore torn tos tournament toy tps traceid traceroute trademark trading
trailer trainer transact transcript transferring transformation transformer transitive translating
transmitting transparent trap trapped trapping travelled travelling traversal traversing trident
tried tries trim trimming trivial trojan tropical truncating tsc tties tun tune tutorial tweak
twin tx typeerror typeof typing typo ubuntu udf um umask unacceptable unaffected unauthorised
unavoidable unaware unblock unc uncertain uncertainties uncertainty unclear uncommon unconditional
undef underlying underneath understood undertow undocumented unescape unfair unfinished unforeseen
unhappy unidentified unified unimplemented uninitialized uninstallation universal universities
unload unmatched unmodified unnamed unnecessarily unnecessary unordered unpack unpaid unparsable
unpleasant unplugged unprivileged unquoted unrecoverable unrelated unreliable unresponsive
unsatisfied unsecured unsubscribing unsuccessful unwanted unwind unwrap unwrapped upcoming
uppercase upright upside upward urgent urlencoded urn usable usage usd useless useragent using
utilities utility utilize utilizing uvicorn vacation vague val valueerror valuing variable variant
variation varied varies varieties vbs ve ver verbosity verdict verifies versa vertex vertical
vertices vfs viable vice vicious viewable viewer viewport vim violate violating virt virtio virus
visibilities visibility visualize visualizing vmlinuz vmstat vnc vnode vocabularies vocabulary
void vol volatile volumeclaim voter voting vrf vrrp vue vulnerabilities vulnerability waf wal
walker wallet wan warehouse warrant warranty wasm wasn wasting watermark wav wazuh wcf wchar
weakness webdav webdriver webp webpack webserver websphere weird weren whereby whichever
whitespace whoever whois wholesale wholly wider widespread width wifi wiki wildcard winned winning
winrm wipe wireless wives wizard wk wks wmi woke wolves women won workaround workqueue workstation
worldwide worm worn worries worsen worthless worthwhile worthy wouldn wound wow wp wpa wrap
wrapping wsdl wss www wwwroot xattr xen xhr xkb xls xlsx xmlrpc xmpp xor xpath xsl xslt xterm yep
yield younger yourselves yr yrs yum zabbix zed zerodivisionerror zfs zipfile zipped zlib zoom zsh
`

/** Words of this list and of the others that are names too: they leave in lower case alone. */
export const moreNames = `
ads brain brown cas catalina col cutting dad der don ea eula forge foster geese gross handy harden
haven key lang lo marine mild orange pat precious puppet rose ruby scala sem singer stall till tor
tore toy trojan twin val wal walker younger
`
