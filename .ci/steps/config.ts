import { readConfig } from '../../workflows/operations/config'

export const config = {
  /** The one that `up` uses, so that neither fetches what the other has. */
  cacheFolder: readConfig().cacheFolder,
  /**
   * From which the contract's requests are drawn. The same each time, so that a run says something about the change and not about luck; others
   * are tried by hand: `SEXTANT_CONTRACT_SEED=2 bun run test contract`.
   */
  contractSeed: process.env.SEXTANT_CONTRACT_SEED ?? '1',
}
