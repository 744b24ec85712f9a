import { readConfig } from '../../workflows/operations/config'

/** The cache folder is the one that `up` uses, so that neither fetches what the other has. */
export const config = { cacheFolder: readConfig().cacheFolder }
