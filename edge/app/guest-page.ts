import { networkOf } from '@sextant/db/access/network.rules'
import type { Context as HonoContext } from 'hono'
import type { Door } from './door'
import { headOf } from './head-of'
import type { Allowance } from './limits'
import type { Pages } from './pages'
import { requestIdOf } from './request-line'

/** A page that is opened by its address alone, which holds a secret. */
export interface GuestPage {
  /** Hono's form, with `:token`. */
  path: string
  /** How often it is looked up from one network what language a page is in; beyond it, that of the browser has to do. */
  allowance: Allowance
  /** The language of what the secret opens; undefined where it opens nothing. */
  languageOf(door: Door, token: string): Promise<string | undefined>
}

/** Answers with the page, in the language of what it shows from its first byte; `?lang=` asks for another. */
export function guestPage(
  door: Door,
  page: GuestPage,
  pages: Pages,
): (http: HonoContext) => Promise<Response> {
  return async http => {
    const request = http.req.raw
    const answer = await pages(request, requestIdOf(request.headers), {
      guest: { language: await language() },
    })
    return request.method === 'HEAD' ? headOf(answer) : answer

    async function language(): Promise<string | undefined> {
      const asked = http.req.query('lang')
      if (asked && /^[a-z]{2}$/.test(asked)) return asked
      const peer = (http.env as { address?: () => string | undefined } | undefined)?.address?.()
      const network = networkOf(door.proxies.addressOf(peer, request.headers))
      if (!door.limits.take(network, page.allowance).allowed) return undefined
      // Without a database the page still says so, in whatever language.
      return page.languageOf(door, http.req.param('token') ?? '').catch(() => undefined)
    }
  }
}
