import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import * as v from 'valibot'

const Environment = v.object({
  /** Where downloaded and built parts are kept between runs. */
  SEXTANT_CACHE: v.optional(v.pipe(v.string(), v.nonEmpty())),
  XDG_CACHE_HOME: v.optional(v.pipe(v.string(), v.nonEmpty())),
})

/** Folder of the native TensorFlow backend that `bun run ml:native` builds, absolute. */
export function nativeFolder(environment: Record<string, string | undefined> = process.env): string {
  const { SEXTANT_CACHE, XDG_CACHE_HOME } = v.parse(Environment, environment)
  return join(
    SEXTANT_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sextant'),
    'tfjs-node-4.22.0',
  )
}

/** For a training process: the caller's, with TensorFlow's own chatter off, which it reads before anything of ours runs. */
export const trainingEnvironment = (): Record<string, string | undefined> => ({
  ...process.env,
  TF_CPP_MIN_LOG_LEVEL: '2',
})

/** Where Node's headers may lie: beside each program folder on the PATH. */
export const nodeIncludeFolders = (environment: Record<string, string | undefined> = process.env): string[] =>
  (environment.PATH ?? '').split(delimiter).map(folder => join(dirname(folder), 'include', 'node'))
