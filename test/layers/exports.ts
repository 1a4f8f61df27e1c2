/** Messages of flow exporters, written by hand: each byte with what it is. Names are invented. */
import { fromHex } from './run-layer.js'

/** Two flows of NetFlow version 5. */
export const netflow5 = fromHex(`
  0005 0002           # version, records
  00989680            # uptime: 10,000 s
  65500000 1dcd6500   # in November 2023, and 500,000,000 ns
  000003e8            # sequence 1000
  00 01 0000          # engine, sampling
  c0000201 c6336402 c0000301  # 192.0.2.1 to 198.51.100.2 by 192.0.3.1
  0003 0004           # interfaces
  0000000a 00001000   # 10 packets, 4096 bytes
  00985c98 00989298   # from 14.824 s to 1 s before
  d431 0050 00 1b 06 00 fde9 fdea 18 18 0000
  c6336402 c0000201 c0000301
  0004 0003
  00000005 00000200
  00985c98 00989298
  0050 d431 00 1b 06 00 fdea fde9 18 18 0000
`)

/** Version 9: a template, its data, an options template, its data. */
export const netflow9 = fromHex(`
  0009 0004           # version, records
  00989680 65500000   # uptime, a second in November 2023
  00000007 00000064   # sequence, source 100
  0000 002c           # set of templates
  0100 0009           # template 256 of 9 fields
  0008 0004  000c 0004  0007 0002  000b 0002  0004 0001
  0038 0006           # source MAC
  0016 0004  0015 0004
  9fe1 0008           # a vendor's own
  0100 0028           # its set
  cb007105 c0000299 d432 01bb 06  02005e100102  00985c98 00989298  7365637265742d31
  00                  # padding
  0001 0018           # set of options templates
  0101 0004 0008      # template 257: one scope, two options
  0002 0004           # scope: interface
  0052 0010  0022 0004
  0000                # padding
  0101 001c
  00000003 6574683020746f20616c696365000000 00000064
`)

/** RFC 7011 appendix A, complete. */
export const rfc7011 = fromHex(`
  000a 0098 65500000 00000000 00000001
  0002 001c  0100 0005  0008 0004  000c 0004  000f 0004  0002 0004  0001 0004
  0003 0018  0102 0003 0001  008d 0004  0029 0002  002a 0002  0000
  0100 0040
  c000020c c00002fe c0000201 00001391 00518c81
  c000021b c0000217 c0000202 000002ec 0005ef46
  c0000238 c0000241 c0000203 00000005 00001986
  0102 0014
  00000001 0159 27d9
  00000002 02b2 4fb2
`)

/** Variable lengths, both directions (RFC 5103), finer times, a name, and lists (RFC 6313). */
export const ipfixRich = fromHex(`
  000a 00f3 65500000 00000010 0000002a
  0002 0040
  0200 000c
  001b 0010  001c 0010  0007 0002  000b 0002  0004 0001
  8002 0004 00007279   # reverse packetDeltaCount
  0002 0004
  0098 0008            # flowStartMilliseconds
  009d 0008            # flowEndNanoseconds
  0173 ffff            # userName
  0123 ffff            # basicList
  8064 ffff 0000abcd   # an enterprise's own
  0200 00a3
  20010db8000000000000000000000001  20010db800000000000000000000beef
  c000 01bb 11
  00000002 00000003
  0000018bc0f00000
  e8f7e380 80000000
  05 616c696365                            # alice
  ff 000d 03 0008 0004 c0000207 c0000208   # addresses, in a long form
  06 736563726574                          # secret
  20010db8000000000000000000000002  20010db800000000000000000000beef
  c001 01bb 11
  00000000 00000001
  0000000000000000
  0000000000000000
  00
  05 03 0008 0004
  00
`)

/** An Ethernet frame of UDP from 192.0.2.1:5000 to 198.51.100.2:53 with payload `secret00`. */
export const FRAME = `
  02005e100001 02005e100002 0800
  4500 0024 0001 0000 40 11 0000 c0000201 c6336402
  1388 0035 0010 0000 7365637265743030`
/** Its bytes as a record: protocol, length on the wire, removed, length. */
const RAW = `
  00000001 00000042
  00000001 00000064 00000004 00000032 ${FRAME} 0000`

/** A datagram of sFlow version 5: two samples that are known, one that is not. */
export const sflowSample = fromHex(`
  00000005 00000001 c0000301 00000007   # version, agent 192.0.3.1, part 7
  00000064 0012d687 00000003            # sequence 100, uptime, three samples
  00000001 00000092                     # flow sample
  000003e8 00000003 00000200 00061a80 00000000 00000003 00000004 00000002
  ${RAW.replace('00000042', '00000044')}
  00000003 00000020                     # IPv4 data
  00000064 00000006 c0000201 cb007105 0000c350 000001bb 00000018 00000000
  00000002 000000a8                     # counters sample
  00000001 00000003 00000002
  00000001 00000058                     # counters of an interface
  00000003 00000006 00000000 3b9aca00 00000001 00000003
  00000000 00001000 00000010 ${'00000000'.repeat(5)} 00000000 00002000 ${'00000000'.repeat(6)}
  00000007 00000034 ${'00000000'.repeat(13)}   # not known
  00000fff 00000008 61 6c 69 63 65 00 00 00    # a sample of another maker: alice
`)

// The flow sample is as long as what its records take.
const flowSample = sflowSample.indexOf(Buffer.from('000003e8', 'hex'))
const counters = sflowSample.indexOf(Buffer.from('00000002000000a8', 'hex'))
sflowSample.writeUInt32BE(counters - flowSample, flowSample - 4)
