/**
 * Words of OpenTelemetry's semantic conventions: values of enumerations, names of metrics and of
 * events. Written by `scripts/otel-classes.mjs`, which says where they come from.
 */

/** The words, between white space. */
export const conventionWords = `
1.0 1.1 2.0 3.0 AF AN AS Available BUILD Bound BoundedStaleness CONNECT ClusterIP Completed
ConsistentPrefix ContainerCannotRun ContainerCreating CrashLoopBackOff CreateContainerConfigError
DELETE DEVELOPMENT DROP Delete DiskPressure ERROR EU ErrImagePull Error Eventual Evicted
ExternalName FQDN Failed GET HEAD HIGH IPv4 IPv6 ImagePullBackOff Immediate LOW LoadBalancer Lost
MEDIUM MISSION_CRITICAL MemoryPressure NA NetworkUnavailable NodeAffinity NodeLost NodePort OC OK
OOMKilled OPTIONS PATCH PIDPressure POST PRODUCTION PUT Pending QUERY QUIC RECEIVED
RECORD_AND_SAMPLE RECORD_ONLY RUN Ready Recycle Released Retain Running SA SENT SPDY STAGING SYNC
Session Shutdown Strong Succeeded TCPServerWrap TCPWrap TEST TRACE TTYWrap Timeout
UnexpectedAdmissionError Unknown _OTHER abandon aborted access_failed acquired actian.ingres
active activemq adabas add_claims add_login add_password add_to_roles added ahead aix akamai_cloud
akamai_cloud.compute alibaba_cloud alibaba_cloud_ecs alibaba_cloud_fc alibaba_cloud_openshift all
already_exists amd64 anthropic any apache_dubbo app.crash app.jank app.screen.click
app.widget.click app_shutdown arm32 arm64 aspnetcore.authentication.authenticate.duration
aspnetcore.authentication.challenges aspnetcore.authentication.forbids
aspnetcore.authentication.sign_ins aspnetcore.authentication.sign_outs
aspnetcore.authorization.attempts aspnetcore.diagnostics.exceptions
aspnetcore.identity.sign_in.authenticate.duration
aspnetcore.identity.sign_in.check_password_attempts aspnetcore.identity.sign_in.sign_ins
aspnetcore.identity.sign_in.sign_outs aspnetcore.identity.sign_in.two_factor_clients_forgotten
aspnetcore.identity.sign_in.two_factor_clients_remembered
aspnetcore.identity.user.check_password_attempts aspnetcore.identity.user.create.duration
aspnetcore.identity.user.delete.duration aspnetcore.identity.user.generated_tokens
aspnetcore.identity.user.update.duration aspnetcore.identity.user.verify_token_attempts
aspnetcore.memory_pool.allocated aspnetcore.memory_pool.evicted aspnetcore.memory_pool.pooled
aspnetcore.memory_pool.rented aspnetcore.rate_limiting.active_request_leases
aspnetcore.rate_limiting.queued_requests aspnetcore.rate_limiting.request.time_in_queue
aspnetcore.rate_limiting.request_lease.duration aspnetcore.rate_limiting.requests
aspnetcore.routing.match_attempts auto available aws aws.bedrock aws.dynamodb aws.redshift aws.sns
aws.sqs aws_app_runner aws_ec2 aws_ecs aws_eks aws_elastic_beanstalk aws_lambda aws_openshift
aws_sqs az.ai.inference az.ai.openai az.resource.log azure azure.ai.inference azure.ai.openai
azure.aks azure.app_service azure.container_apps azure.container_instances azure.cosmosdb
azure.cosmosdb.client.active_instance.count azure.cosmosdb.client.operation.request_charge
azure.eventgrid azure.eventhubs azure.functions azure.openshift azure.resource.log
azure.servicebus azure.vm azure_aks azure_app_service azure_container_instances azure_functions
azure_vm back-forward back-forward-cache background batch batching_log_processor
batching_span_processor battery beam behind bitbucket blocked bot branch broadcasting
browser.web_vital buffers build busy cache cached cancellation cancelled cassandra cdma
cdma2000_1xrtt cell change_email change_password change_phone_number charging chat
chat_completions child_of cicd.pipeline.run.active cicd.pipeline.run.duration
cicd.pipeline.run.errors cicd.system.errors cicd.worker.count clean clickhouse close close_wait
closed closing cloudscape cls clustering cockroachdb code_large_object_space code_space cohere
coldfusion complete completion/complete configMap confirm_email connect_rpc connectrpc
container.cpu.time container.cpu.usage container.disk.io container.filesystem.available
container.filesystem.capacity container.filesystem.usage container.memory.available
container.memory.paging.faults container.memory.rss container.memory.usage
container.memory.working_set container.network.io container.paging.faults container.uptime
cosmosdb couchbase couchdb cpp cpu cpu.frequency cpu.time cpu.utilization cpython
cpython.gc.collected_objects cpython.gc.collections cpython.gc.uncollectable_objects create
create_agent created critical cuda darwin data_loss datasource db.client.connection.count
db.client.connection.create_time db.client.connection.idle.max db.client.connection.idle.min
db.client.connection.limit db.client.connection.max db.client.connection.pending_requests
db.client.connection.timeouts db.client.connection.use_time db.client.connection.wait_time
db.client.connections.create_time db.client.connections.idle.max db.client.connections.idle.min
db.client.connections.max db.client.connections.pending_requests db.client.connections.timeouts
db.client.connections.usage db.client.connections.use_time db.client.connections.wait_time
db.client.cosmosdb.active_instance.count db.client.cosmosdb.operation.request_charge
db.client.operation.duration db.client.operation.exception db.client.response.returned_rows db2
dead_letter deadline_exceeded decoder deepseek default defer defunct degraded delay delete deliver
deploy derby development device.app.lifecycle direct disabled discharging disk_controller
dns.lookup.duration dotnet dotnet.assembly.count dotnet.exceptions dotnet.gc.collections
dotnet.gc.heap.total_allocated dotnet.gc.last_collection.heap.fragmentation.size
dotnet.gc.last_collection.heap.size dotnet.gc.last_collection.memory.committed_size
dotnet.gc.pause.time dotnet.jit.compilation.time dotnet.jit.compiled_il.size
dotnet.jit.compiled_methods dotnet.monitor.lock_contentions dotnet.process.cpu.count
dotnet.process.cpu.time dotnet.process.memory.working_set dotnet.thread_pool.queue.length
dotnet.thread_pool.thread.count dotnet.thread_pool.work_item.count dotnet.timer.count dotnet_wcf
downwardAPI dragonflybsd dubbo dynamodb each_quorum ec2 edb edge edit ehrpd elasticsearch
elicitation/create email_confirmation embeddings emptyDir enclosure encoder endpoint_limiter
erlang error established evdo_0 evdo_a evdo_b eventgrid eventhubs exception execute
execute_javascript execute_tool executing exfat ext4 external faas.coldstarts faas.cpu_usage
faas.errors faas.init_duration faas.invocation.exception faas.invocations faas.invoke_duration
faas.mem_usage faas.net_io faas.timeouts fail failed failed_precondition failure false fan fargate
fat32 fcp feature_flag.evaluation fid fifo filemaker fin_wait_1 fin_wait_2 finalizing firebird
firebirdsql firstsql follows_from foreground free freebsd gateway gc gcp gcp.agent_engine
gcp.gemini gcp.gen_ai gcp.pubsub gcp.spanner gcp.vertex_ai gcp_app_engine gcp_bare_metal_solution
gcp_cloud_functions gcp_cloud_run gcp_compute_engine gcp_kubernetes_engine gcp_openshift
gcp_pubsub gemini gen0 gen1 gen2 gen_ai.assistant.message gen_ai.choice
gen_ai.client.inference.operation.details gen_ai.client.operation.duration
gen_ai.client.operation.exception gen_ai.client.operation.time_per_output_chunk
gen_ai.client.operation.time_to_first_chunk gen_ai.client.token.usage gen_ai.evaluation.result
gen_ai.server.request.duration gen_ai.server.time_per_output_token
gen_ai.server.time_to_first_token gen_ai.system.message gen_ai.tool.message gen_ai.user.message
general generate_content generate_new_two_factor_recovery_codes geode gitea github gitlab gittea
global_limiter go go.config.gogc go.cpu.time go.goroutine.count go.memory.allocated
go.memory.allocations go.memory.gc.cycles go.memory.gc.goal go.memory.gc.pause.duration
go.memory.limit go.memory.used go.processor.limit go.schedule.duration good gprs gpu groq grpc gsm
h2 h2database hanadb handled hbase head head_feed heap heroku hetzner hetzner.cloud_server hfsplus
high high.critical high.degraded hive hpux hsdpa hspa hspap hsqldb hsupa http
http.client.active_requests http.client.connection.duration http.client.open_connections
http.client.request.body.size http.client.request.duration http.client.request.exception
http.client.response.body.size http.server.active_requests http.server.request.body.size
http.server.request.duration http.server.request.exception http.server.response.body.size
hw.battery.charge hw.battery.charge.limit hw.battery.time_left hw.cpu.speed hw.cpu.speed.limit
hw.energy hw.errors hw.fan.speed hw.fan.speed.limit hw.fan.speed_ratio hw.gpu.io
hw.gpu.memory.limit hw.gpu.memory.usage hw.gpu.memory.utilization hw.gpu.utilization
hw.host.ambient_temperature hw.host.energy hw.host.heating_margin hw.host.power
hw.logical_disk.limit hw.logical_disk.usage hw.logical_disk.utilization hw.memory.size
hw.network.bandwidth.limit hw.network.bandwidth.utilization hw.network.io hw.network.packets
hw.network.up hw.physical_disk.endurance_utilization hw.physical_disk.size hw.physical_disk.smart
hw.power hw.power_supply.limit hw.power_supply.usage hw.power_supply.utilization hw.status
hw.tape_drive.operations hw.temperature hw.temperature.limit hw.voltage hw.voltage.limit
hw.voltage.nominal ia64 ibm.db2 ibm.informix ibm.netezza ibm.watsonx.ai ibm_cloud
ibm_cloud_openshift iden idle image in in_progress inactive incremental inet inet6 influxdb
informix ingres initialize inp inproc input insert instantdb interbase internal interrupt
intersystems.cache intersystems_cache invalid invalid_argument invoke_agent invoke_workflow
involuntary iowait ip ip_tcp ip_udp ipv4 ipv6 iwlan java java_rmi jms json json_object json_schema
jsonrpc jvm jvm.buffer.count jvm.buffer.memory.limit jvm.buffer.memory.usage
jvm.buffer.memory.used jvm.class.count jvm.class.loaded jvm.class.unloaded jvm.cpu.count
jvm.cpu.recent_utilization jvm.cpu.time jvm.executor.queue.capacity jvm.executor.queue.size
jvm.executor.task.completed jvm.executor.task.rejected jvm.executor.thread.core
jvm.executor.thread.count jvm.executor.thread.limit jvm.file_descriptor.count
jvm.file_descriptor.limit jvm.gc.duration jvm.memory.committed jvm.memory.init jvm.memory.limit
jvm.memory.used jvm.memory.used_after_last_gc jvm.system.cpu.load_1m jvm.system.cpu.utilization
jvm.thread.count k8s.container.cpu.limit k8s.container.cpu.limit.current
k8s.container.cpu.limit.desired k8s.container.cpu.limit.utilization k8s.container.cpu.request
k8s.container.cpu.request.current k8s.container.cpu.request.desired
k8s.container.cpu.request.utilization k8s.container.ephemeral_storage.limit
k8s.container.ephemeral_storage.request k8s.container.ephemeral_storage.usage
k8s.container.memory.limit k8s.container.memory.limit.current k8s.container.memory.limit.desired
k8s.container.memory.limit.utilization k8s.container.memory.request
k8s.container.memory.request.current k8s.container.memory.request.desired
k8s.container.memory.request.utilization k8s.container.ready k8s.container.restart.count
k8s.container.status.reason k8s.container.status.state k8s.container.storage.limit
k8s.container.storage.request k8s.cronjob.active_jobs k8s.cronjob.job.active
k8s.daemonset.current_scheduled_nodes k8s.daemonset.desired_scheduled_nodes
k8s.daemonset.misscheduled_nodes k8s.daemonset.node.current_scheduled
k8s.daemonset.node.desired_scheduled k8s.daemonset.node.misscheduled k8s.daemonset.node.ready
k8s.daemonset.ready_nodes k8s.deployment.available_pods k8s.deployment.desired_pods
k8s.deployment.pod.available k8s.deployment.pod.desired k8s.hpa.current_pods k8s.hpa.desired_pods
k8s.hpa.max_pods k8s.hpa.metric.target.cpu.average_utilization
k8s.hpa.metric.target.cpu.average_value k8s.hpa.metric.target.cpu.value k8s.hpa.min_pods
k8s.hpa.pod.current k8s.hpa.pod.desired k8s.hpa.pod.max k8s.hpa.pod.min k8s.job.active_pods
k8s.job.desired_successful_pods k8s.job.failed_pods k8s.job.max_parallel_pods k8s.job.pod.active
k8s.job.pod.desired_successful k8s.job.pod.failed k8s.job.pod.max_parallel k8s.job.pod.successful
k8s.job.successful_pods k8s.namespace.phase k8s.node.allocatable.cpu
k8s.node.allocatable.ephemeral_storage k8s.node.allocatable.memory k8s.node.allocatable.pods
k8s.node.condition.status k8s.node.cpu.allocatable k8s.node.cpu.time k8s.node.cpu.usage
k8s.node.ephemeral_storage.allocatable k8s.node.filesystem.available k8s.node.filesystem.capacity
k8s.node.filesystem.inode.count k8s.node.filesystem.inode.free k8s.node.filesystem.usage
k8s.node.memory.allocatable k8s.node.memory.available k8s.node.memory.paging.faults
k8s.node.memory.rss k8s.node.memory.usage k8s.node.memory.working_set k8s.node.network.errors
k8s.node.network.io k8s.node.paging.faults k8s.node.pid.limit k8s.node.pid.usage
k8s.node.pod.allocatable k8s.node.system_container.cpu.time k8s.node.system_container.cpu.usage
k8s.node.system_container.memory.usage k8s.node.system_container.memory.working_set
k8s.node.uptime k8s.persistentvolume.status.phase k8s.persistentvolume.storage.capacity
k8s.persistentvolumeclaim.status.phase k8s.persistentvolumeclaim.storage.capacity
k8s.persistentvolumeclaim.storage.request k8s.pod.cpu.limit.current k8s.pod.cpu.limit.desired
k8s.pod.cpu.limit.utilization k8s.pod.cpu.request.current k8s.pod.cpu.request.desired
k8s.pod.cpu.request.utilization k8s.pod.cpu.time k8s.pod.cpu.usage k8s.pod.filesystem.available
k8s.pod.filesystem.capacity k8s.pod.filesystem.usage k8s.pod.memory.available
k8s.pod.memory.limit.current k8s.pod.memory.limit.desired k8s.pod.memory.limit.utilization
k8s.pod.memory.paging.faults k8s.pod.memory.request.current k8s.pod.memory.request.desired
k8s.pod.memory.request.utilization k8s.pod.memory.rss k8s.pod.memory.usage
k8s.pod.memory.working_set k8s.pod.network.errors k8s.pod.network.io k8s.pod.paging.faults
k8s.pod.status.phase k8s.pod.status.reason k8s.pod.uptime k8s.pod.volume.available
k8s.pod.volume.capacity k8s.pod.volume.inode.count k8s.pod.volume.inode.free
k8s.pod.volume.inode.used k8s.pod.volume.usage k8s.replicaset.available_pods
k8s.replicaset.desired_pods k8s.replicaset.pod.available k8s.replicaset.pod.desired
k8s.replication_controller.available_pods k8s.replication_controller.desired_pods
k8s.replicationcontroller.available_pods k8s.replicationcontroller.desired_pods
k8s.replicationcontroller.pod.available k8s.replicationcontroller.pod.desired
k8s.resourcequota.cpu.limit.hard k8s.resourcequota.cpu.limit.used
k8s.resourcequota.cpu.request.hard k8s.resourcequota.cpu.request.used
k8s.resourcequota.ephemeral_storage.limit.hard k8s.resourcequota.ephemeral_storage.limit.used
k8s.resourcequota.ephemeral_storage.request.hard k8s.resourcequota.ephemeral_storage.request.used
k8s.resourcequota.hugepage_count.request.hard k8s.resourcequota.hugepage_count.request.used
k8s.resourcequota.memory.limit.hard k8s.resourcequota.memory.limit.used
k8s.resourcequota.memory.request.hard k8s.resourcequota.memory.request.used
k8s.resourcequota.object_count.hard k8s.resourcequota.object_count.used
k8s.resourcequota.persistentvolumeclaim_count.hard
k8s.resourcequota.persistentvolumeclaim_count.used k8s.resourcequota.storage.request.hard
k8s.resourcequota.storage.request.used k8s.service.endpoint.count
k8s.service.load_balancer.ingress.count k8s.statefulset.current_pods k8s.statefulset.desired_pods
k8s.statefulset.pod.available k8s.statefulset.pod.current k8s.statefulset.pod.desired
k8s.statefulset.pod.ready k8s.statefulset.pod.updated k8s.statefulset.ready_pods
k8s.statefulset.updated_pods kafka kernel kestrel.active_connections kestrel.active_tls_handshakes
kestrel.connection.duration kestrel.queued_connections kestrel.queued_requests
kestrel.rejected_connections kestrel.tls_handshake.duration kestrel.upgraded_connections kotlin
large_object_space last_ack lcp linux listen local local_one local_quorum local_serial locked_out
logging/setLevel logical_disk logs loh long_polling low low.critical low.degraded lte lte_ca
luajit major map_space mariadb max maxdb mcp.client.operation.duration mcp.client.session.duration
mcp.server.operation.duration mcp.server.session.duration medium memcached memory merged
messaging.client.consumed.messages messaging.client.operation.duration
messaging.client.published.messages messaging.client.sent.messages messaging.create.exception
messaging.process.duration messaging.process.exception messaging.process.messages
messaging.publish.duration messaging.publish.messages messaging.receive.duration
messaging.receive.exception messaging.receive.messages messaging.send.exception
messaging.settle.exception microsoft.sql_server minor mistral_ai mongodb mount mssql mssqlcompact
mutation mysql native navigate needs-improvement needs_cleaning neo4j netbsd netezza network new
new_large_object_space new_space nfs.client.net.count nfs.client.net.tcp.connection.accepted
nfs.client.operation.count nfs.client.procedure.count nfs.client.rpc.authrefresh.count
nfs.client.rpc.count nfs.client.rpc.retransmit.count nfs.server.fh.stale.count nfs.server.io
nfs.server.net.count nfs.server.net.tcp.connection.accepted nfs.server.operation.count
nfs.server.procedure.count nfs.server.repcache.requests nfs.server.rpc.count
nfs.server.thread.count nice nodejs nodejs.eventloop.delay.max nodejs.eventloop.delay.mean
nodejs.eventloop.delay.min nodejs.eventloop.delay.p50 nodejs.eventloop.delay.p90
nodejs.eventloop.delay.p99 nodejs.eventloop.delay.stddev nodejs.eventloop.time
nodejs.eventloop.utilization non_heap none normal normal_closure not_allowed not_found
notifications/cancelled notifications/initialized notifications/message notifications/progress
notifications/prompts/list_changed notifications/resources/list_changed
notifications/resources/updated notifications/roots/list_changed notifications/tools/list_changed
nr nrnsa ntfs offline ok old_space onc_rpc one open openai openbsd opensearch
openshift.clusterquota.cpu.limit.hard openshift.clusterquota.cpu.limit.used
openshift.clusterquota.cpu.request.hard openshift.clusterquota.cpu.request.used
openshift.clusterquota.ephemeral_storage.limit.hard
openshift.clusterquota.ephemeral_storage.limit.used
openshift.clusterquota.ephemeral_storage.request.hard
openshift.clusterquota.ephemeral_storage.request.used
openshift.clusterquota.hugepage_count.request.hard
openshift.clusterquota.hugepage_count.request.used openshift.clusterquota.memory.limit.hard
openshift.clusterquota.memory.limit.used openshift.clusterquota.memory.request.hard
openshift.clusterquota.memory.request.used openshift.clusterquota.object_count.hard
openshift.clusterquota.object_count.used openshift.clusterquota.persistentvolumeclaim_count.hard
openshift.clusterquota.persistentvolumeclaim_count.used
openshift.clusterquota.storage.request.hard openshift.clusterquota.storage.request.used oracle
oracle.db oracle_cloud oracle_cloud_compute oracle_cloud_oke otel.sdk.exporter.log.exported
otel.sdk.exporter.log.inflight otel.sdk.exporter.metric_data_point.exported
otel.sdk.exporter.metric_data_point.inflight otel.sdk.exporter.operation.duration
otel.sdk.exporter.span.exported otel.sdk.exporter.span.exported.count
otel.sdk.exporter.span.inflight otel.sdk.exporter.span.inflight.count otel.sdk.log.created
otel.sdk.metric_reader.collection.duration otel.sdk.processor.log.processed
otel.sdk.processor.log.queue.capacity otel.sdk.processor.log.queue.size
otel.sdk.processor.span.processed otel.sdk.processor.span.processed.count
otel.sdk.processor.span.queue.capacity otel.sdk.processor.span.queue.size otel.sdk.span.ended
otel.sdk.span.ended.count otel.sdk.span.live otel.sdk.span.live.count otel.sdk.span.started other
other_sql otlp_grpc_log_exporter otlp_grpc_metric_exporter otlp_grpc_span_exporter
otlp_http_json_log_exporter otlp_http_json_metric_exporter otlp_http_json_span_exporter
otlp_http_log_exporter otlp_http_metric_exporter otlp_http_span_exporter out out_of_range output
pass passkey password password_missing password_rehash patch pending periodic_metric_reader perl
permission_denied perplexity persistentVolumeClaim pervasive php physical_disk ping pipe poh
pointbase poor postgresql power_supply ppc32 ppc64 predicted_failure prerender process
process.context_switches process.cpu.time process.cpu.utilization process.disk.io
process.disk.operations process.memory.usage process.memory.utilization process.memory.virtual
process.network.io process.open_file_descriptor.count process.paging.faults
process.signals_pending process.thread.count process.unix.file_descriptor.count process.uptime
process.windows.handle.count production progress prometheus_http_text_metric_exporter prompts/get
prompts/list publish pubsub pulsar python query query_plan queue quic quorum rabbitmq read
read_feed read_only_space ready receive reclaimable redeem_two_factor_recovery_code redis redshift
refs reload remaining remote remove_authentication_token remove_claims remove_from_roles
remove_login remove_passkey remove_password removed replace replace_claim request_canceled
requires_two_factor reserved reset_access_failed_count reset_authenticator_key reset_password
resource_exhausted resources/list resources/read resources/subscribe resources/templates/list
resources/unsubscribe responses restore retrieval rocketmq rootfs roots/list
rpc.client.call.duration rpc.client.call.exception rpc.client.duration rpc.client.request.size
rpc.client.requests_per_rpc rpc.client.response.size rpc.client.responses_per_rpc rpc.message
rpc.server.call.duration rpc.server.call.exception rpc.server.duration rpc.server.request.size
rpc.server.requests_per_rpc rpc.server.response.size rpc.server.responses_per_rpc ruby runnable
running rust s390x sampling/createMessage sap.hana sap.maxdb scaleway_cloud scaleway_cloud_compute
scavenge secret security_stamp send serial server_sent_events servicebus serving session.end
session.start set_authentication_token set_email set_lockout_enabled set_lockout_end_date
set_passkey set_phone_number set_two_factor_enabled settle shared shared_large_object_space
shared_space shared_trusted_large_object_space shared_trusted_space
signalr.server.active_connections signalr.server.connection.duration simple_log_processor
simple_span_processor skip skipped sleeping softwareag.adabas solaris spanner speech split sqlite
ssl stack staging stale static stderr stdout steal stopped subscription succeeded success
success_rehash_needed swift sybase syn_received syn_recv syn_sent system system.cpu.frequency
system.cpu.logical.count system.cpu.physical.count system.cpu.time system.cpu.utilization
system.disk.io system.disk.io_time system.disk.limit system.disk.merged system.disk.operation_time
system.disk.operations system.filesystem.limit system.filesystem.lock.count
system.filesystem.usage system.filesystem.utilization system.linux.memory.available
system.linux.memory.slab.usage system.memory.limit system.memory.linux.available
system.memory.linux.hugepages.limit system.memory.linux.hugepages.page_size
system.memory.linux.hugepages.reserved system.memory.linux.hugepages.surplus
system.memory.linux.hugepages.usage system.memory.linux.hugepages.utilization
system.memory.linux.shared system.memory.linux.slab.usage system.memory.shared system.memory.usage
system.memory.utilization system.network.connection.count system.network.connections
system.network.dropped system.network.errors system.network.io system.network.packet.count
system.network.packet.dropped system.network.packets system.paging.faults system.paging.operations
system.paging.usage system.paging.utilization system.process.count system.process.created
system.process.limit system.uptime tag tape_drive targeting_match tcp td_scdma temperature
tencent_cloud tencent_cloud_cvm tencent_cloud_eks tencent_cloud_scf teradata terminate terminated
terminating test text text_completion three throttled time_wait timed_out timed_waiting timeout
timer tls tools/call tools/list topic transaction transmit trino true trusted_large_object_space
trusted_space ttfb turbo two two_factor two_factor_authenticator two_factor_recovery_code udp umts
unauthenticated unavailable unhandled unimplemented unix unknown unmount unreclaimable update
upsert used user user_missing user_name v8js v8js.gc.duration v8js.heap.space.available_size
v8js.heap.space.physical_size v8js.memory.heap.limit v8js.memory.heap.space.available_size
v8js.memory.heap.space.physical_size v8js.memory.heap.space.size v8js.memory.heap.used
v8js.resource.active vcs.change.count vcs.change.duration vcs.change.time_to_approval
vcs.change.time_to_merge vcs.contributor.count vcs.ref.count vcs.ref.lines_delta
vcs.ref.revisions_delta vcs.ref.time vcs.repository.count vertex_ai vertica voltage voluntary
vultr vultr.cloud_compute wait waiting weakcb web_sockets webjs wifi windows wip wired write x86
x_ai xai z_os zipkin_http_span_exporter zos
`
