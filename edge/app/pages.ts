import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Log } from '@sextant/db/process/log'
import { redactText } from '@sextant/db/process/redact'
import { malformed, problemResponse } from './problem'
import { pathOf } from './request-line'
import { apiHeaders, fileHeaders, guestHeaders, newNonce, pageHeaders } from './security'
import { createStaticFiles } from './static-files'

interface Screens {
  fetch(request: Request): Promise<Response> | Response
}

/** A form of the page that was refused: how it is answered, and what the page tells of it. */
interface RefusedForm {
  status: number
  headers: Headers
  told: unknown
}

/** What is told to whoever renders a page, beside its address. */
interface Told {
  refused?: RefusedForm
  /** For somebody without an account, in the language of what they were sent. */
  guest?: { language: string | undefined }
}
export type Pages = ReturnType<typeof createPages>

/** Kept of the refusal's own headers: the page has those of a page. */
const keptOfRefusal = ['retry-after', 'ratelimit', 'ratelimit-policy']

/** The screens behind the API: built files first, then the page that their server entry renders, under a nonce of its own. */
export function createPages({
  dist,
  secure,
  log,
}: {
  dist: string
  secure: boolean
  log: Omit<Log, 'with'>
}) {
  const client = join(dist, 'client')
  const files = existsSync(client) ? createStaticFiles(client) : undefined
  let screens: Promise<Screens> | undefined

  const load = async (): Promise<Screens> => {
    const module = await import(pathToFileURL(join(dist, 'server', 'entry-server.js')).href)
    return module.default as Screens
  }

  return async (request: Request, id: string, { refused, guest }: Told = {}): Promise<Response> => {
    const pathname = pathOf(request)
    const named = { 'x-request-id': id }
    if (!isReadable(pathname))
      return problemResponse(malformed([notAPath]), id, { ...apiHeaders(secure), ...named })
    const file = refused || guest ? undefined : await files?.(request, pathname)
    if (file) {
      if (file.headers.get('content-type')?.startsWith('text/html'))
        return sealed(file, { ...pageHeaders(secure, newNonce()), ...named })
      return sealed(file, { ...fileHeaders(secure), ...named })
    }
    const nonce = newNonce()
    const headers = new Headers(request.headers)
    headers.set('x-sextant-nonce', nonce)
    // Nobody tells it from outside.
    headers.delete('x-sextant-refused')
    headers.delete('x-sextant-language')
    if (guest?.language) headers.set('x-sextant-language', guest.language)
    // What a browser remembers of an account here is nothing to a guest's page.
    if (guest) headers.delete('cookie')
    if (refused) headers.set('x-sextant-refused', encodeURIComponent(JSON.stringify(refused.told)))
    const again = keptOfRefusal.flatMap(name => {
      const value = refused?.headers.get(name)
      return value ? [[name, value]] : []
    })
    try {
      screens ??= load()
      const page = await (await screens).fetch(new Request(request.url, { method: 'GET', headers }))
      return sealed(
        page,
        {
          'cache-control': refused ? 'no-store' : 'private, no-cache',
          ...(guest ? guestHeaders : pageHeaders)(secure, nonce),
          ...named,
          ...Object.fromEntries(again),
        },
        refused?.status,
      )
    } catch (error) {
      screens = undefined
      log.error('a page cannot be rendered', {
        requestId: id,
        path: redactText(pathname),
        error,
      })
      return new Response('The screens are not available at the moment. The API is.', {
        status: 503,
        headers: {
          ...pageHeaders(secure, nonce),
          ...named,
          'content-type': 'text/plain; charset=utf-8',
          'retry-after': '5',
        },
      })
    }
  }
}

function sealed(page: Response, headers: Record<string, string>, status = page.status): Response {
  const all = new Headers(page.headers)
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  return new Response(page.body, { status, headers: all })
}

const notAPath = {
  pointer: '',
  code: 'path',
  message: 'A % in an address begins a number of two hex digits.',
}

function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path).length > 0
  } catch {
    return false
  }
}
