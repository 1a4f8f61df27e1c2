/** Keyrings for tests: secrets are bytes of one value, and so no secrets. */
import { createKeyring, type Keyring } from '../../src/keys/keyring.js'

/** A keyring of its own for each number below 256. */
export function keyring(n: number): Keyring {
  return createKeyring(new Uint8Array(32).fill(n))
}
