/** The tables of links: which records of different layers belong together, and how sure that is. */
import type { Column, ColumnType, Table } from './table.js'

const column = (name: string, type: ColumnType, doc: string): Column => ({ name, type, doc })

/** One row for each answer of each way to find the partner of a record. */
export const linksTable: Table = {
  name: 'links',
  doc: 'records of different layers that belong together; one answer for each record is the best',
  columns: [
    column('time', 'timestamp', 'when the first of the two began or happened'),
    column('from_layer', 'string', 'layer of the first: spans, logs or flows'),
    column('to_layer', 'string', 'layer of the second: exchanges, flows or spans'),
    column('trace_id', 'string', 'trace of the span'),
    column('span_id', 'string', 'the span'),
    column('flow_id', 'int64', 'flowId of the flow or of the exchange'),
    column('exchange', 'int64', 'ordinal of the exchange in its flow'),
    column('other_flow_id', 'int64', 'flowId of the second, where both are flows'),
    column('log_row', 'int64', 'number of the log record in the order of its inputs, from 0'),
    column('method', 'string', 'the way it was found'),
    column(
      'role',
      'string',
      'what the first is: client or server of spans; alert, process, container, request of logs',
    ),
    column('confidence', 'double', 'probability that the link is right'),
    column('candidates', 'int32', 'how many records it could have been'),
    column('clock_offset', 'int64', 'nanoseconds added to times of the first to compare them'),
    column('clock_spread', 'int64', 'nanoseconds by which that may be off'),
    column('residual', 'int64', 'nanoseconds by which the two are apart after that'),
    column('best', 'boolean', 'the answer to follow, where several ways have one'),
  ],
}

/** How good each way is, measured in this release. */
export const linkQualityTable: Table = {
  name: 'link_quality',
  doc: 'ways to find links, each held against those that know, where these answer too',
  columns: [
    column('method', 'string', 'the way'),
    column('between', 'string', 'role and layers that it ties together'),
    column('links', 'int64', 'its answers, all together'),
    column('known', 'int64', 'records whose partner is known by another way'),
    column('answered', 'int64', 'of these, how many it answered for'),
    column('right', 'int64', 'of those answers, how many were right'),
    column('precision', 'double', 'right of answered; null when it answered for none'),
    column('recall', 'double', 'right of known; null when none is known'),
    column('confident', 'int64', 'answers of a confidence above 0.95'),
    column('confident_right', 'int64', 'of these, how many were right'),
  ],
}

/** By how much clocks differ. */
export const clocksTable: Table = {
  name: 'clocks',
  doc: 'clocks of hosts that sent spans, held against the clock of the capture',
  columns: [
    column('host', 'string', 'service.instance.id, host.name or service.name of the resource'),
    column('offset', 'int64', 'nanoseconds to be added to its times'),
    column('spread', 'int64', 'nanoseconds by which that may be off'),
    column('pairs', 'int64', 'pairs it was made from; 0 for a rough one'),
  ],
}
