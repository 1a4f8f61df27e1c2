/** Options that say where keys are, for every command that needs keys. */
import { type Command, InvalidArgumentError } from 'commander'

/** Where the vault is, and where its passphrase comes from; never the passphrase itself. */
export interface VaultOptions {
  readonly vault?: string
  readonly passphraseFd?: number
}

function descriptor(text: string): number {
  if (!/^[0-9]{1,4}$/.test(text)) {
    throw new InvalidArgumentError('expected the number of an open file descriptor')
  }
  return Number(text)
}

/** Adds `--vault` and `--passphrase-fd`. */
export function addVaultOptions(command: Command): Command {
  return command
    .option('--vault <file>', 'the vault (or $SCRIM_VAULT; default: scrim/vault.age in the config)')
    .option(
      '--passphrase-fd <n>',
      'read its passphrase from this descriptor (or set $SCRIM_PASSPHRASE_FILE)',
      descriptor,
    )
}

/** Adds what a command needs that rewrites: the vault, a dataset in it, or a raw key file. */
export function addKeyOptions(command: Command): Command {
  return addVaultOptions(command)
    .option('--dataset <name>', 'dataset whose keys are used', 'default')
    .option('--key-file <file>', 'a raw key of at least 32 bytes instead of a vault')
}
