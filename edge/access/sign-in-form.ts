import { readSession } from '@sextant/db/access/read-session'
import { signIn } from '@sextant/db/access/sign-in'
import { pathHere } from '@sextant/db/core/way-back.rules'
import { keepTyped } from '../app/page-form'
import { readForm } from '../app/read-body'
import { route } from '../app/route'
import { callerOf } from './caller'
import { cookiesOf } from './session.routes'

const yearSeconds = 365 * 24 * 60 * 60

/** Signs in by a plain form, and leads to the page of this site that `to` names. */
export const signInForm = route({
  method: 'post',
  path: '/sign-in',
  summary: 'Sign in by the form of the page.',
  area: 'access',
  access: 'public',
  body: 'raw',
  answers: { 303: { description: 'Signed in; go on there.' } },
  handle: async asked => {
    const request = asked.http.req.raw
    const { email = '', password = '' } = await readForm(request)
    keepTyped(request, { email })
    const caller = callerOf(asked)
    const { sessionId, ...told } = await signIn(caller, { email, password })
    const { locale } = await readSession(caller, sessionId)
    const cookies = cookiesOf(told)
    if (locale && !/(?:^|;\s*)sx_locale=/.test(request.headers.get('cookie') ?? ''))
      cookies.push(`sx_locale=${locale}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax`)
    return { status: 303, headers: { location: pathHere(asked.http.req.query('to')) }, cookies }
  },
})
