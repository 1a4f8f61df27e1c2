/** States and histories of connections, as Zeek writes them in conn.log, in columns and in JSON. */

const STATES = /^(S[0123]|SF|REJ|RSTO|RSTR|RSTOS0|RSTRH|SH|SHR|OTH)$/
/**
 * A letter for each event, large for the originator's. Only checksums (c), gaps (g),
 * retransmissions (t) and empty windows (w) are counted; the others stand there once at the most,
 * so that few words can be taken for a history (Zeek, base/protocols/conn/main.zeek).
 */
const HISTORY = /^(?!.*([\^shadfriqSHADFRIQ]).*\1)[\^shadfrcgtwiqSHADFRCGTWIQ-]{1,32}$/

/** Whether a field of this name, in any case, holds such a code: those everybody has. */
export function isZeekCode(name: string, s: string): boolean {
  const plain = name.toLowerCase().replace('_', '')
  if (plain === 'connstate') return STATES.test(s)
  return plain === 'history' && HISTORY.test(s)
}
