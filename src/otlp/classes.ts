/**
 * What attributes of OpenTelemetry give away, and how their values are treated: by key, stable and
 * old names. Written by `scripts/otel-classes.mjs` from `scripts/otel-attributes.csv`.
 */
import type { Kind } from '../wire/fields.js'
import type { Way } from './treatments.js'

/** Kind, way, and the keys of which they hold, between white space. */
export const classes: readonly (readonly [Kind, Way, string])[] = [
  [
    'address',
    'value',
    `
client.address destination.address dns.answers host.ip http.client_ip http.host http.server_name
hw.network.logical_addresses k8s.pod.ip net.host.ip net.host.name net.peer.ip net.peer.name
net.sock.host.addr net.sock.peer.addr net.sock.peer.name network.local.address
network.peer.address server.address source.address tls.client.server_name
`,
  ],
  [
    'code',
    'value',
    `
code.function code.function.name code.namespace thread.name
`,
  ],
  [
    'content',
    'path',
    `
artifact.attestation.filename artifact.filename aws.s3.copy_source aws.s3.key
cloudevents.event_subject code.file.path code.filepath container.command faas.document.name
file.directory file.fork_name file.name file.path file.symbolic_link.target_path log.file.name
log.file.name_resolved log.file.path log.file.path_resolved process.command
process.executable.path process.working_directory system.filesystem.mountpoint url.path
`,
  ],
  [
    'content',
    'payload',
    `
aws.dynamodb.attribute_definitions aws.dynamodb.attributes_to_get aws.dynamodb.consumed_capacity
aws.dynamodb.global_secondary_index_updates aws.dynamodb.global_secondary_indexes
aws.dynamodb.item_collection_metrics aws.dynamodb.local_secondary_indexes aws.dynamodb.projection
aws.s3.delete browser.brands container.command_args container.command_line
feature_flag.result.value gen_ai.agent.description gen_ai.completion gen_ai.evaluation.explanation
gen_ai.input.messages gen_ai.memory.query.text gen_ai.memory.records gen_ai.output.messages
gen_ai.prompt gen_ai.request.stop_sequences gen_ai.retrieval.documents gen_ai.retrieval.query.text
gen_ai.system_instructions gen_ai.tool.call.arguments gen_ai.tool.call.result
gen_ai.tool.definitions gen_ai.tool.description http.request.body.content
http.response.body.content log.record.original pprof.profile.comment process.command_args
process.command_line process.title security_rule.description url.fragment vcs.change.title
vcs.repository.change.title
`,
  ],
  [
    'content',
    'query',
    `
url.query
`,
  ],
  [
    'content',
    'sql',
    `
db.query.text db.statement graphql.document
`,
  ],
  [
    'content',
    'text',
    `
code.stacktrace error.message exception.message exception.stacktrace feature_flag.error.message
feature_flag.evaluation.error.message otel.status_description rpc.jsonrpc.error_message
`,
  ],
  [
    'content',
    'url',
    `
aws.sqs.queue.url browser.document.url.full cicd.pipeline.run.url.full
cicd.pipeline.task.run.url.full cicd.worker.url.full cloudevents.event_source http.target http.url
mcp.resource.uri pprof.profile.doc_url security_rule.reference url.full url.original
vcs.repository.url.full
`,
  ],
  [
    'enum',
    'value',
    `
app.jank.period app.jank.threshold aspnetcore.request.is_unhandled aspnetcore.routing.is_fallback
aspnetcore.sign_in.is_persistent aspnetcore.user.is_authenticated aws.dynamodb.consistent_read
aws.dynamodb.provisioned_read_capacity aws.dynamodb.provisioned_write_capacity
aws.dynamodb.scan_forward aws.dynamodb.segment aws.dynamodb.total_segments aws.s3.part_number
azure.cosmosdb.operation.request_charge azure.cosmosdb.response.sub_status_code browser.mobile
browser.web_vital.delta browser.web_vital.value cassandra.query.idempotent code.column
code.column.number code.line.number code.lineno cpu.logical_number cpython.gc.generation
db.cassandra.idempotence db.cosmosdb.request_charge db.cosmosdb.status_code
db.cosmosdb.sub_status_code db.response.returned_rows exception.escaped faas.coldstart
faas.max_memory gen_ai.evaluation.score.value gen_ai.openai.request.seed
gen_ai.request.frequency_penalty gen_ai.request.presence_penalty gen_ai.request.seed
gen_ai.request.stream gen_ai.request.temperature gen_ai.request.top_k gen_ai.request.top_p
gen_ai.response.time_to_first_chunk http.request_content_length_uncompressed
http.response.status_code http.response_content_length_uncompressed http.status_code
jvm.thread.daemon k8s.service.publish_not_ready_addresses messaging.destination.anonymous
messaging.destination.temporary messaging.destination_publish.anonymous
messaging.gcp_pubsub.message.ack_deadline messaging.gcp_pubsub.message.delivery_attempt
messaging.kafka.destination.partition messaging.kafka.message.tombstone
messaging.rocketmq.message.delay_time_level onc_rpc.procedure.number onc_rpc.version
pprof.location.is_folded pprof.mapping.has_filenames pprof.mapping.has_functions
pprof.mapping.has_inline_frames pprof.mapping.has_line_numbers pprof.scope.sample_type_order
process.exit.code process.interactive rpc.grpc.status_code rpc.jsonrpc.error_code server.port
system.cpu.logical_number tls.established tls.resumed url.port
`,
  ],
  [
    'enum',
    'word',
    `
a2a.method.name a2a.protocol.version a2a.task.state agent.threat.detection.action
agent.threat.detection.rule_id agent.threat.detection.ruleset agent.threat.detection.severity
android.app.state android.state app.screen.id app.screen.name app.widget.id app.widget.name
aspnetcore.authentication.result aspnetcore.authentication.scheme aspnetcore.authorization.policy
aspnetcore.authorization.result aspnetcore.diagnostics.exception.result
aspnetcore.diagnostics.handler.type aspnetcore.identity.error_code
aspnetcore.identity.password_check_result aspnetcore.identity.result
aspnetcore.identity.sign_in.result aspnetcore.identity.sign_in.type
aspnetcore.identity.token_purpose aspnetcore.identity.token_verified
aspnetcore.identity.user.update_type aspnetcore.identity.user_type aspnetcore.memory_pool.owner
aspnetcore.rate_limiting.policy aspnetcore.rate_limiting.result aspnetcore.routing.match_status
aws.dynamodb.select aws.ecs.launchtype azure.cosmosdb.connection.mode
azure.cosmosdb.consistency.level browser.web_vital.name browser.web_vital.navigation_type
browser.web_vital.rating cassandra.consistency.level cicd.pipeline.action.name
cicd.pipeline.result cicd.pipeline.run.state cicd.pipeline.task.run.result cicd.pipeline.task.type
cicd.worker.state cloud.platform cloud.provider cloudevents.event_type container.cpu.state
cpu.mode db.cassandra.consistency_level db.client.connection.state db.client.connections.state
db.cosmosdb.connection_mode db.cosmosdb.consistency_level db.cosmosdb.operation_type
db.jdbc.driver_classname db.operation db.operation.name db.query.summary db.response.status_code
db.system db.system.name deployment.environment deployment.environment.name deployment.status
disk.io.direction dotnet.gc.heap.generation enduser.role enduser.scope error.type event.name
exception.type faas.cron faas.document.operation faas.invoked_provider faas.trigger
feature_flag.evaluation.reason feature_flag.key feature_flag.result.reason
feature_flag.result.variant feature_flag.set.id feature_flag.variant feature_flag.version
file.attributes file.extension file.lock.mechanism file.lock.mode file.lock.type file.mode
gcp.apphub.service.criticality_type gcp.apphub.service.environment_type
gcp.apphub.workload.criticality_type gcp.apphub.workload.environment_type
gcp.apphub_destination.service.criticality_type gcp.apphub_destination.service.environment_type
gcp.apphub_destination.workload.criticality_type gcp.apphub_destination.workload.environment_type
gen_ai.agent.id gen_ai.agent.name gen_ai.data_source.id gen_ai.evaluation.name
gen_ai.evaluation.score.label gen_ai.openai.request.response_format
gen_ai.openai.request.service_tier gen_ai.openai.response.service_tier gen_ai.operation.name
gen_ai.output.type gen_ai.prompt.name gen_ai.provider.name gen_ai.request.encoding_formats
gen_ai.response.finish_reasons gen_ai.system gen_ai.token.cache gen_ai.token.modality
gen_ai.token.phase gen_ai.token.type gen_ai.tool.name gen_ai.tool.type gen_ai.workflow.name
go.cpu.detailed_state go.cpu.state go.memory.detailed_type go.memory.type graphql.operation.name
graphql.operation.type host.arch http.connection.state http.flavor http.method http.request.method
http.request.method_original http.route http.scheme hw.battery.state hw.gpu.task hw.limit_type
hw.logical_disk.state hw.physical_disk.state hw.state hw.tape_drive.operation_type hw.type
ios.app.state ios.state jsonrpc.protocol.version jvm.buffer.pool.name jvm.gc.action jvm.gc.cause
jvm.gc.name jvm.memory.pool.name jvm.memory.type jvm.thread.state
k8s.container.ephemeral_storage.fs_type k8s.container.status.last_terminated_reason
k8s.container.status.reason k8s.container.status.state k8s.hpa.metric.type
k8s.hpa.scaletargetref.api_version k8s.hpa.scaletargetref.kind k8s.hugepage.size
k8s.namespace.phase k8s.node.condition.status k8s.node.condition.type
k8s.node.system_container.name k8s.persistentvolume.reclaim_policy
k8s.persistentvolume.status.phase k8s.persistentvolumeclaim.status.phase k8s.pod.status.phase
k8s.pod.status.reason k8s.resourcequota.resource_name k8s.service.endpoint.address_type
k8s.service.endpoint.condition k8s.service.traffic_distribution k8s.service.type k8s.volume.type
linux.memory.slab.state log.iostream mcp.method.name mcp.protocol.version message.type
messaging.destination.template messaging.operation messaging.operation.name
messaging.operation.type messaging.rocketmq.consumption_model messaging.rocketmq.message.type
messaging.servicebus.disposition_status messaging.system net.protocol.name net.protocol.version
net.sock.family net.transport network.connection.state network.connection.subtype
network.connection.type network.io.direction network.protocol.name network.protocol.version
network.transport network.type nfs.operation.name nfs.server.repcache.status
nodejs.eventloop.state onc_rpc.procedure.name onc_rpc.program.name openai.api.type
openai.request.service_tier openai.response.service_tier opentracing.ref_type os.name os.type
otel.component.name otel.component.type otel.event.name otel.library.name otel.scope.name
otel.scope.schema_url otel.span.parent.origin otel.span.sampling_result otel.status_code
pprof.profile.drop_frames pprof.profile.keep_frames pprof.scope.default_sample_type
process.context_switch.type process.context_switch_type process.cpu.state process.executable.name
process.paging.fault_type process.state profile.frame.type rpc.connect_rpc.error_code
rpc.message.type rpc.method rpc.method_original rpc.response.status_code rpc.service
rpc.status_code rpc.system rpc.system.name security_rule.category security_rule.license
security_rule.name security_rule.ruleset.name security_rule.uuid security_rule.version
service.criticality signalr.connection.status signalr.transport state system.cpu.state
system.filesystem.mode system.filesystem.state system.filesystem.type
system.memory.linux.hugepages.state system.memory.linux.slab.state system.memory.state
system.network.state system.paging.direction system.paging.fault.type system.paging.state
system.paging.type system.process.status system.processes.status telemetry.sdk.language
telemetry.sdk.name telemetry.sdk.version test.case.name test.case.result.status test.suite.name
test.suite.run.status tls.protocol.name tls.protocol.version url.extension url.scheme url.template
url.top_level_domain user.roles user_agent.name user_agent.os.name user_agent.synthetic.type
v8js.gc.type v8js.heap.space.name v8js.resource.type vcs.change.state vcs.line_change.type
vcs.provider.name vcs.ref.base.type vcs.ref.head.type vcs.ref.type vcs.repository.ref.type
vcs.revision_delta.direction
`,
  ],
  [
    'hardware',
    'value',
    `
host.mac hw.network.physical_address
`,
  ],
  [
    'hostname',
    'value',
    `
dns.question.name host.name k8s.node.name url.domain url.registered_domain url.subdomain
`,
  ],
  [
    'link',
    'value',
    `
a2a.message.id a2a.message.reference_task_ids a2a.task.id a2a.tenant
agent.threat.detection.correlation_id app.build_id app.crash.id artifact.attestation.hash
artifact.attestation.id artifact.hash artifact.purl aws.bedrock.guardrail.id
aws.bedrock.knowledge_base.id aws.dynamodb.exclusive_start_table aws.dynamodb.index_name
aws.dynamodb.table_names aws.ecs.cluster.arn aws.ecs.container.arn aws.ecs.task.arn
aws.ecs.task.family aws.ecs.task.id aws.ecs.task.revision aws.eks.cluster.arn
aws.extended_request_id aws.kinesis.stream_name aws.lambda.invoked_arn
aws.lambda.resource_mapping.id aws.log.group.arns aws.log.group.names aws.log.stream.arns
aws.log.stream.names aws.request_id aws.s3.bucket aws.s3.upload_id aws.secretsmanager.secret.arn
aws.sns.topic.arn aws.step_functions.activity.arn aws.step_functions.state_machine.arn
az.service_request_id azure.client.id azure.resource_group.name azure.service.request.id
browser.web_vital.id cassandra.coordinator.dc cassandra.coordinator.id cicd.pipeline.name
cicd.pipeline.run.id cicd.pipeline.task.name cicd.pipeline.task.run.id cicd.system.component
cicd.worker.id cicd.worker.name cloud.account.id cloud.resource_id cloudevents.event_id
cloudfoundry.app.id cloudfoundry.app.instance.id cloudfoundry.app.name cloudfoundry.org.id
cloudfoundry.org.name cloudfoundry.process.id cloudfoundry.process.type cloudfoundry.space.id
cloudfoundry.space.name cloudfoundry.system.id cloudfoundry.system.instance.id
container.csi.plugin.name container.csi.volume.id container.id container.image.id
container.image.name container.image.repo_digests container.image.tags container.name
db.cassandra.coordinator.dc db.cassandra.coordinator.id db.cassandra.table
db.client.connection.pool.name db.client.connections.pool.name db.collection.name
db.cosmosdb.client_id db.cosmosdb.container db.elasticsearch.cluster.name
db.elasticsearch.node.name db.instance.id db.mongodb.collection db.mssql.instance_name db.name
db.namespace db.sql.table db.stored_procedure.name deployment.id deployment.name
elasticsearch.node.name faas.document.collection faas.instance faas.invocation_id
faas.invoked_name faas.name file.inode gcp.apphub.application.container gcp.apphub.application.id
gcp.apphub.service.id gcp.apphub.workload.id gcp.apphub_destination.application.container
gcp.apphub_destination.application.id gcp.apphub_destination.service.id
gcp.apphub_destination.workload.id gcp.cloud_run.job.execution gcp.gce.instance.hostname
gcp.gce.instance.name gcp.gce.instance_group_manager.name gen_ai.conversation.id
gen_ai.memory.record.id gen_ai.memory.store.id gen_ai.openai.response.system_fingerprint
gen_ai.response.id gen_ai.tool.call.id heroku.app.id heroku.release.commit host.id host.image.id
host.image.name hw.id hw.name hw.parent jsonrpc.request.id k8s.cluster.name k8s.cluster.uid
k8s.container.name k8s.cronjob.name k8s.cronjob.uid k8s.daemonset.name k8s.daemonset.uid
k8s.deployment.name k8s.deployment.uid k8s.hpa.name k8s.hpa.scaletargetref.name k8s.hpa.uid
k8s.job.name k8s.job.uid k8s.namespace.name k8s.node.uid k8s.persistentvolume.name
k8s.persistentvolume.uid k8s.persistentvolumeclaim.name k8s.persistentvolumeclaim.uid
k8s.pod.hostname k8s.pod.name k8s.pod.uid k8s.replicaset.name k8s.replicaset.uid
k8s.replicationcontroller.name k8s.replicationcontroller.uid k8s.resourcequota.name
k8s.resourcequota.uid k8s.service.endpoint.zone k8s.service.name k8s.service.uid
k8s.statefulset.name k8s.statefulset.uid k8s.storageclass.name k8s.volume.name log.record.uid
mainframe.lpar.name mcp.session.id message.id messaging.client.id messaging.client_id
messaging.consumer.group.name messaging.destination.name messaging.destination.partition.id
messaging.destination.subscription.name messaging.destination_publish.name
messaging.eventhubs.consumer.group messaging.gcp_pubsub.message.ack_id
messaging.gcp_pubsub.message.ordering_key messaging.kafka.cluster.id
messaging.kafka.consumer.group messaging.kafka.message.key messaging.message.conversation_id
messaging.message.id messaging.rabbitmq.destination.routing_key
messaging.rabbitmq.message.delivery_tag messaging.rocketmq.client_group
messaging.rocketmq.message.group messaging.rocketmq.message.keys messaging.rocketmq.message.tag
messaging.rocketmq.namespace messaging.servicebus.destination.subscription_name
network.interface.name oci.manifest.digest openai.response.system_fingerprint
openshift.clusterquota.name openshift.clusterquota.uid oracle.db.domain oracle.db.instance.name
oracle.db.name oracle.db.pdb oracle.db.service peer.service pool.name
process.executable.build_id.gnu process.executable.build_id.go process.executable.build_id.htlhash
process.executable.build_id.profiling process.group_leader.pid process.linux.cgroup
process.parent_pid process.pid process.session_leader.pid process.vpid rpc.jsonrpc.request_id
rpc.message.id service.instance.id service.name service.namespace service.peer.name
service.peer.namespace session.id session.previous_id system.device thread.id tls.client.hash.md5
tls.client.hash.sha1 tls.client.hash.sha256 tls.client.ja3 tls.client.supported_ciphers
tls.server.hash.md5 tls.server.hash.sha1 tls.server.hash.sha256 tls.server.ja3s vcs.change.id
vcs.owner.name vcs.ref.base.name vcs.ref.base.revision vcs.ref.head.name vcs.ref.head.revision
vcs.repository.change.id vcs.repository.name vcs.repository.ref.name vcs.repository.ref.revision
zos.smf.id zos.sysplex.name
`,
  ],
  [
    'location',
    'value',
    `
app.screen.coordinate.x app.screen.coordinate.y azure.cosmosdb.operation.contacted_regions
cloud.availability_zone cloud.region db.cosmosdb.regions_contacted faas.invoked_region
gcp.apphub.application.location gcp.apphub_destination.application.location
gcp.gce.instance_group_manager.region gcp.gce.instance_group_manager.zone geo.continent.code
geo.country.iso_code geo.locality.name geo.location.lat geo.location.lon geo.postal_code
geo.region.iso_code network.carrier.icc network.carrier.mcc network.carrier.mnc
network.carrier.name oracle_cloud.realm
`,
  ],
  [
    'person',
    'value',
    `
app.installation.id db.user device.id enduser.id enduser.pseudo.id feature_flag.context.id
file.group.id file.group.name file.owner.id file.owner.name hw.serial_number process.owner
process.real_user.id process.real_user.name process.saved_user.id process.saved_user.name
process.user.id process.user.name tls.client.certificate tls.client.certificate_chain
tls.client.issuer tls.client.subject tls.server.certificate tls.server.certificate_chain
tls.server.issuer tls.server.subject user.email user.full_name user.hash user.id user.name
`,
  ],
  [
    'port',
    'value',
    `
client.port destination.port net.host.port net.peer.port net.sock.host.port net.sock.peer.port
network.local.port network.peer.port source.port
`,
  ],
  [
    'secret',
    'value',
    `
db.connection_string
`,
  ],
  [
    'size',
    'value',
    `
app.jank.frame_count aws.dynamodb.count aws.dynamodb.limit aws.dynamodb.scanned_count
aws.dynamodb.table_count azure.cosmosdb.request.body.size cassandra.page.size
cassandra.speculative_execution.count db.cassandra.page_size
db.cassandra.speculative_execution_count db.cosmosdb.request_content_length
db.operation.batch.size db.redis.database_index file.size gcp.cloud_run.job.task_index
gen_ai.embeddings.dimension.count gen_ai.memory.record.count gen_ai.request.choice.count
gen_ai.request.max_tokens gen_ai.usage.audio.input_tokens gen_ai.usage.audio.output_tokens
gen_ai.usage.cache_creation.input_tokens gen_ai.usage.cache_read.input_tokens
gen_ai.usage.completion_tokens gen_ai.usage.image.input_tokens gen_ai.usage.input_tokens
gen_ai.usage.output_tokens gen_ai.usage.prompt_tokens gen_ai.usage.reasoning.output_tokens
gen_ai.usage.text.input_tokens gen_ai.usage.text.output_tokens gen_ai.usage.video.input_tokens
host.cpu.cache.l2.size http.request.body.size http.request.resend_count http.request.size
http.request_content_length http.response.body.size http.response.size
http.response_content_length k8s.container.restart_count message.compressed_size
message.uncompressed_size messaging.batch.message_count messaging.message.body.size
messaging.message.envelope.size messaging.servicebus.message.delivery_count process.args_count
rpc.message.compressed_size rpc.message.uncompressed_size
`,
  ],
  [
    'software',
    'agent',
    `
android.os.api_level browser.language browser.platform http.user_agent os.build_id os.description
os.version user_agent.original user_agent.os.version user_agent.version
`,
  ],
  [
    'software',
    'value',
    `
artifact.version az.namespace azure.resource_provider.namespace cloudevents.event_spec_version
container.runtime container.runtime.description container.runtime.name container.runtime.version
device.manufacturer device.model.identifier device.model.name faas.version
feature_flag.provider.name feature_flag.provider_name gcp.client.service gen_ai.agent.version
gen_ai.request.model gen_ai.response.model host.cpu.family host.cpu.model.id host.cpu.model.name
host.cpu.stepping host.cpu.vendor.id host.image.version host.type hw.battery.capacity
hw.battery.chemistry hw.bios_version hw.driver_version hw.enclosure.type hw.firmware_version
hw.logical_disk.raid_level hw.memory.type hw.model hw.physical_disk.smart_attribute
hw.physical_disk.type hw.sensor_location hw.vendor otel.library.version otel.scope.version
process.runtime.description process.runtime.name process.runtime.version rpc.jsonrpc.version
service.version telemetry.distro.name telemetry.distro.version tls.cipher tls.curve
tls.next_protocol webengine.description webengine.name webengine.version
`,
  ],
  [
    'time',
    'value',
    `
faas.document.time faas.time file.accessed file.changed file.created file.modified
heroku.release.creation_timestamp k8s.pod.start_time messaging.eventhubs.message.enqueued_time
messaging.kafka.message.offset messaging.kafka.offset
messaging.rocketmq.message.delivery_timestamp messaging.servicebus.message.enqueued_time
process.creation.time process.exit.time tls.client.not_after tls.client.not_before
tls.server.not_after tls.server.not_before
`,
  ],
]
