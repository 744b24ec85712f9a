import { AddressChange, askAddressChange, confirmAddress } from '@sextant/db/access/change-address'
import {
  askPasswordReset,
  ResetAsked,
  ResetDone,
  resetPassword,
  viewPasswordReset,
} from '@sextant/db/access/reset-password'
import * as v from 'valibot'
import { keepTyped } from '../app/page-form'
import { readForm } from '../app/read-body'
import { route } from '../app/route'
import { callerOf, personOf } from './caller'

const area = 'access'

/** A new password for whoever has forgotten theirs. */
export const passwordResetRoutes = [
  route({
    method: 'post',
    path: '/auth/password-reset',
    summary:
      'Writes somebody a link to a new password, good for an hour. The answer is the same whether or not there is such an account.',
    area,
    access: 'public',
    body: ResetAsked,
    answers: { 204: { description: 'If there is such an account, a mail is on its way.' } },
    handle: async asked => {
      await askPasswordReset(callerOf(asked), asked.body)
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/auth/password-reset/:token',
    summary: 'Whose new password a link is for. 404 once it was used or is too old.',
    area,
    access: 'public',
    answers: { 200: { description: 'Whose it is.', schema: v.object({ email: v.string() }) } },
    handle: async asked => ({ body: await viewPasswordReset(callerOf(asked), asked.params.token ?? '') }),
  }),
  route({
    method: 'post',
    path: '/auth/password-reset/:token',
    summary: 'Sets a new password by a link. Every session of the account ends.',
    area,
    access: 'public',
    body: ResetDone,
    checkedBy: 'verb',
    answers: { 204: { description: 'It is set. Sign in with it.' } },
    handle: async asked => {
      await resetPassword(callerOf(asked), asked.params.token ?? '', asked.body)
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: '/auth/address',
    summary: 'Writes to a new address of your own that it is to be confirmed. Asks for your password.',
    area,
    body: AddressChange,
    checkedBy: 'verb',
    answers: { 204: { description: 'If nobody has it, a mail is on its way there.' } },
    handle: async asked => {
      const { userId } = await personOf(asked)
      await askAddressChange(callerOf(asked), userId, asked.body)
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: '/auth/address/:token',
    summary: 'Confirms a new address by its link.',
    area,
    access: 'public',
    answers: { 204: { description: 'It is yours; sign in with it.' } },
    handle: async asked => {
      await confirmAddress(callerOf(asked), asked.params.token ?? '')
      return { status: 204 }
    },
  }),
] as const

/** The same by plain forms, for browsers without the page's script. */
export const passwordResetForms = [
  route({
    method: 'post',
    path: '/forgot-password',
    summary: 'Asks for a new password by the form of the page.',
    area,
    access: 'public',
    body: 'raw',
    answers: { 303: { description: 'A mail is on its way, if there is such an account.' } },
    handle: async asked => {
      const request = asked.http.req.raw
      const { email = '' } = await readForm(request)
      keepTyped(request, { email })
      await askPasswordReset(callerOf(asked), { email })
      return { status: 303, headers: { location: '/forgot-password?sent=1' } }
    },
  }),
  route({
    method: 'post',
    path: '/reset-password',
    summary: 'Sets a new password by the form of the page.',
    area,
    access: 'public',
    body: 'raw',
    answers: { 303: { description: 'It is set; sign in with it.' } },
    handle: async asked => {
      const { password = '' } = await readForm(asked.http.req.raw)
      await resetPassword(callerOf(asked), asked.http.req.query('token') ?? '', { password })
      return { status: 303, headers: { location: '/sign-in?reset=1' } }
    },
  }),
  route({
    method: 'post',
    path: '/confirm-address',
    summary: 'Confirms a new address by the form of the page.',
    area,
    access: 'public',
    body: 'raw',
    answers: { 303: { description: 'It is yours; sign in with it.' } },
    handle: async asked => {
      await confirmAddress(callerOf(asked), asked.http.req.query('token') ?? '')
      return { status: 303, headers: { location: '/sign-in?address=1' } }
    },
  }),
] as const
