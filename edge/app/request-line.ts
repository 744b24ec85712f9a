import { uuidv7 } from '@sextant/db/core/ids'
import { redactText } from '@sextant/db/process/redact'
import type { Known } from './identity'

const saneId = /^[\w.:-]{8,128}$/

/** The caller's X-Request-Id when it is a sane one, else one of ours. */
export const requestIdOf = (headers: Headers): string => saneIdIn(headers) ?? uuidv7()

const process = uuidv7().slice(0, 18)
let counted = 0

/** The same, where nothing of it is kept in the database: a count within this process is enough, and cheaper. */
export function quickIdOf(headers: Headers): string {
  const given = saneIdIn(headers)
  if (given) return given
  counted += 1
  return `${process}-${counted.toString(36).padStart(8, '0')}`
}

function saneIdIn(headers: Headers): string | undefined {
  const given = headers.get('x-request-id')
  return given && saneId.test(given) ? given : undefined
}

/** Path and query of a request, as they were sent. Without a Host header, or with one that is none, they are all there is of its address. */
export const targetOf = ({ url }: Request): string => {
  const end = url.indexOf('#')
  return url.slice(url.startsWith('/') ? 0 : url.indexOf('/', 8), end < 0 ? undefined : end)
}

/** The request under an address that can be read: HTTP/1.0 knows no Host header, and anybody can send one that is none. */
export const readable = (request: Request, origin: string): Request =>
  URL.canParse(request.url) ? request : new Request(`${origin}${targetOf(request)}`, request)

/** The path as it was sent. Never throws: a Host header that is none makes a URL that cannot be read. */
export const pathOf = (request: Request): string => targetOf(request).split('?', 1)[0]!

/** The moment of the last line, as it was written: many lines share a millisecond. */
let written = { at: 0, text: '' }

/** One line of the access log. The query may hold a person's name, so the path goes without it, and without the token of an invitation, a calendar or a quote, or an address. */
export function accessLine(
  method: string,
  target: string,
  status: number,
  ms: number,
  id: string,
  known: Known | null,
  cache?: string,
): string {
  const end = target.indexOf('?')
  const path = JSON.stringify(shown(end < 0 ? target : target.slice(0, end)))
  const time = Date.now()
  if (time !== written.at) written = { at: time, text: new Date(time).toISOString() }
  const who = known ? `,"workspace":"${known.workspaceId}","actor":"${known.id}"` : ''
  const how = cache ? `,"cache":"${cache}"` : ''
  return `{"time":"${written.text}","level":"info","part":"edge","msg":"request","method":"${method}","path":${path},"status":${status},"ms":${Math.round(ms * 100) / 100},"requestId":"${id}"${who}${how}}`
}

/** Most paths have nothing to hide, and are many. */
const shown = (path: string): string =>
  /[@%]|invitation|calendar-feed|\/q\/|quotes\//.test(path) ? redactText(path) : path
