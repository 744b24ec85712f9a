import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

const secret = v.pipe(v.string(), v.minLength(12))
const Secrets = v.object({
  postgresPassword: secret,
  appPassword: secret,
  systemPassword: secret,
  sessionSecret: secret,
  storeToken: secret,
  demoPassword: secret,
})

/** The secrets of one installation, made at its first start. */
export type Secrets = v.InferOutput<typeof Secrets>

/**
 * Reads the secrets of a data folder, or makes them: a file that only its owner may read. A file that is there but cannot
 * be understood is an error, never replaced: new passwords would lock its owner out of the data.
 */
export function loadSecrets(root: string): Secrets {
  const path = join(root, 'secrets.json')
  if (existsSync(path)) return readSecrets(path)
  if (existsSync(join(root, 'postgres', 'PG_VERSION')))
    throw new Error(
      `${path} is missing. Put it back from a backup; without it the data beside it cannot be opened.`,
    )
  const token = (bytes: number) => randomBytes(bytes).toString('hex')
  const secrets: Secrets = {
    postgresPassword: token(24),
    appPassword: token(24),
    systemPassword: token(24),
    sessionSecret: token(32),
    storeToken: token(24),
    demoPassword: randomBytes(12).toString('base64url'),
  }
  // Written whole under another name first: half a file after a power cut would count as damaged for ever.
  writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  return secrets
}

/** The secrets in a file, which is closed to others by that. Throws an Error that says what is wrong with it. */
export function readSecrets(path: string): Secrets {
  try {
    chmodSync(path, 0o600)
    return v.parse(Secrets, JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code)
      throw new Error(
        `${path} cannot be read (${code}). It is for the user who started Sextant here first: start it as that one.`,
      )
    throw new Error(
      `${path} is damaged. Put it back from a backup; without it the data beside it cannot be opened.`,
    )
  }
}
