import { openAuthentication, sessionCookieName } from '@sextant/db/access/authentication'
import { identifyKey, identifySession } from '@sextant/db/access/identify'
import { openBlobs } from '@sextant/db/blobs/open-blobs'
import type { Database } from '@sextant/db/core/database'
import type { Log } from '@sextant/db/process/log'
import { createAccessLog } from './access-log'
import { createApp } from './app'
import type { Config } from './config'
import { createDoor } from './door'
import { forms, guestPages, routes } from './routes'

/** The door of a running process, following the log: what any runtime's entry file serves. */
export async function openDoor(
  config: Config,
  db: Database,
  log: Omit<Log, 'with'>,
  write: (lines: string) => void,
) {
  openAuthentication(db, { origin: config.origin, secret: config.secret })
  const access = createAccessLog(write)
  const door = createDoor({
    ...config,
    files: { ...config.files, blobs: openBlobs(config.files.place) },
    db,
    log,
    access: access.line,
    cookie: sessionCookieName(config.origin),
    find: { session: token => identifySession(db, token), key: secret => identifyKey(db, secret) },
  })
  await door.start()
  return { door, app: createApp(door, routes, forms, guestPages), flush: access.flush }
}
