/** Names of the values in sFlow datagrams. */
import { valueFields } from '../wire/fields.js'

valueFields('flow.', {
  'sflow.agent': ['address', 'address of the agent in sFlow datagrams'],
  'sflow.address': ['address', 'address in a record of an sFlow sample'],
  'sflow.mac': ['hardware', 'MAC in a record of an sFlow sample'],
  'sflow.port': ['port', 'port in a record of an sFlow sample'],
  'sflow.vlan': ['vlan', 'VLAN of a packet, or one whose packets are counted, in sFlow samples'],
  'sflow.index': ['link', 'number of an interface or data source, or of a part of an agent'],
  'sflow.counter': ['size', 'counters, rates and sizes in sFlow samples'],
})
