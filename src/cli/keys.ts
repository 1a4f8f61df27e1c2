/** `scrim keys`: the vault from which all pseudonyms derive. */
import { lazy, type SetUp } from './command.js'
import { addVaultOptions } from './key-options.js'

const load = () => import('./keys-actions.js')

/** Make, change and destroy keys. */
export const keys: SetUp = (command) => {
  addVaultOptions(command.command('create'))
    .description('make a vault, or a dataset in it')
    .option('--dataset <name>', 'name of the dataset', 'default')
    .option('--raw <file>', 'make a raw key file instead, for pipes and experiments')
    .option('--passphrase-out <file>', 'make a random passphrase and write it to this file')
    .action(lazy(load, (m) => m.create))
  addVaultOptions(command.command('show-id'))
    .description('list datasets, epochs and public key ids; shows no secret')
    .option('--json', 'print JSON')
    .action(lazy(load, (m) => m.showId))
  addVaultOptions(command.command('rotate'))
    .description('begin new pseudonyms: later releases cannot be joined with earlier ones')
    .option('--dataset <name>', 'name of the dataset', 'default')
    .action(lazy(load, (m) => m.rotate))
  addVaultOptions(command.command('destroy'))
    .description('make pseudonyms irreversible for ever, also for the owner')
    .requiredOption('--dataset <name>', 'name of the dataset')
    .option('--epoch <label>', 'this epoch only (labels: scrim keys show-id)')
    .option('--yes', 'do not ask')
    .option('--json', 'print the signed record')
    .action(lazy(load, (m) => m.destroy))
  addVaultOptions(command.command('export-public'))
    .description('print the public keys with which recipients verify')
    .option('--json', 'print JSON')
    .action(lazy(load, (m) => m.exportPublic))
}
