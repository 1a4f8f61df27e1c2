/** The programs that are measured: scrim and its peers, each on the same trace. */
import process from 'node:process'

/** traceanon's key for Crypto-PAn has 32 bytes; any will do. */
const KEY = '0123456789abcdef0123456789abcdef'

const policy = ['--quiet', '--for', 'partner', '--recipient', 'acme']

/** scrim anonymize with so many threads, writing plain pcap as peers do. */
function anonymize(workers) {
  return (at) => {
    const form = ['--key-file', at.key, '--workers', workers, '--format', 'pcap']
    const args = [at.main, 'anonymize', ...policy, ...form, at.trace, at.output]
    return { program: process.execPath, args }
  }
}

/** scrim release; it signs, so its keys are in a vault, which costs a passphrase's scrypt. */
function release(at) {
  const args = [at.main, 'release', ...policy, '--vault', at.vault, at.trace, '-o', at.output]
  return { program: process.execPath, args }
}

/** By name: the program and its arguments, given where trace and output are; who counts packets. */
export const commands = {
  anonymize: { run: anonymize('1'), counts: true },
  'anonymize, 2 workers': { run: anonymize('2'), counts: true },
  release: {
    run: release,
    // the gate may say no to a mix of captures; all the work is done before it speaks
    exits: [0, 3],
  },
  help: { run: (at) => ({ program: process.execPath, args: [at.main, '--help'] }), many: 10 },
  tcprewrite: {
    run: (at) => ({
      program: 'tcprewrite',
      args: ['--seed=1', '--fixcsum', '-i', at.trace, '-o', at.output],
    }),
    counts: true,
  },
  traceanon: {
    run: (at) => ({
      program: 'traceanon',
      args: ['-s', '-d', '-c', KEY, `pcapfile:${at.trace}`, `pcapfile:${at.output}`],
    }),
    counts: true,
  },
  editcap: {
    run: (at) => ({ program: 'editcap', args: ['-F', 'pcap', at.trace, at.output] }),
    counts: true,
  },
}
