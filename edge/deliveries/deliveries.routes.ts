import { notFound } from '@sextant/db/core/errors'
import { page } from '@sextant/db/core/page.model'
import { cancelDelivery } from '@sextant/db/deliveries/cancel-delivery'
import { Decision, decideDelivery } from '@sextant/db/deliveries/decide-delivery'
import {
  DeliveriesAsked,
  Delivery,
  DeliveryWhole,
  Suppression,
  SuppressionAdd,
} from '@sextant/db/deliveries/deliveries.model'
import { listDeliveries, readDelivery } from '@sextant/db/deliveries/deliveries.queries'
import { MailAccount, MailSettingsSave } from '@sextant/db/deliveries/mail-settings.model'
import {
  dropMailSettings,
  readMailSettings,
  saveMailSettings,
} from '@sextant/db/deliveries/save-mail-settings'
import { sendTestMail, TestMail } from '@sextant/db/deliveries/send-test-mail'
import { addSuppression, liftSuppression, listSuppressions } from '@sextant/db/deliveries/suppressions'
import * as v from 'valibot'
import { pagingOf } from '../app/paging'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'

const area = 'deliveries'
const ListQuery = v.strictObject({
  ...DeliveriesAsked,
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.uuid())),
})
const whole = (description: string) => ({ 200: { description, schema: DeliveryWhole } })

/** A letter has its own styles, and nothing else: it runs nothing, fetches nothing, and is shown by our own pages alone. */
const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'"

/** What leaves, what became of it, and by which server. */
export const deliveryRoutes = [
  route({
    method: 'get',
    path: '/crm/deliveries',
    area,
    summary: 'Messages that leave, with what is known of each and by which evidence. The newest first.',
    query: ListQuery,
    answers: { 200: { description: 'A page.', schema: page(Delivery) } },
    handle: async ({ ctx, query }) => {
      const { results, next } = await listDeliveries(ctx, query)
      return { body: { results, ...pagingOf('/crm/deliveries', query, next) } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/deliveries/:id',
    area,
    summary: 'One message, with all evidence, and what it says unless that is withheld.',
    answers: whole('The message.'),
    handle: async ({ ctx, params }) => ({ body: await readDelivery(ctx, params.id!.toLowerCase()) }),
  }),
  route({
    method: 'get',
    path: '/crm/deliveries/:id/html',
    area,
    summary: 'How a message looks, for a frame: without scripts, and nothing is fetched for it.',
    answers: { 200: { description: 'HTML.', contentType: 'text/html' } },
    handle: async ({ ctx, params }) => {
      const { content } = await readDelivery(ctx, params.id!.toLowerCase())
      if (!content?.html) throw notFound('text')
      return new Response(content.html, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': letterPolicy },
      })
    },
  }),
  route({
    method: 'post',
    path: '/crm/deliveries/:id/cancel',
    area,
    summary: 'Holds back a message that has not left yet.',
    answers: whole('The message, held back.'),
    handle: async ({ ctx, params }) => {
      await cancelDelivery(ctx, params.id!.toLowerCase())
      return { body: await readDelivery(ctx, params.id!.toLowerCase()) }
    },
  }),
  route({
    method: 'post',
    path: '/crm/deliveries/:id/decide',
    area,
    summary:
      'Says of a message that failed, was kept back or may have been sent that it is to be sent; or that it has arrived.',
    body: Decision,
    checkedBy: 'verb',
    answers: whole('The message.'),
    handle: async ({ ctx, params, body }) => ({
      body: await decideDelivery(ctx, params.id!.toLowerCase(), body),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/suppressions',
    area,
    summary: 'Addresses that get nothing any more, the newest first. At most 500.',
    query: v.strictObject({ words: v.optional(v.pipe(v.string(), v.maxLength(200))) }),
    answers: { 200: { description: 'The addresses.', schema: page(Suppression) } },
    handle: async ({ ctx, query }) => ({ body: { results: await listSuppressions(ctx, query.words) } }),
  }),
  route({
    method: 'post',
    path: '/crm/suppressions',
    area,
    summary: 'Sends nothing more to an address.',
    body: SuppressionAdd,
    checkedBy: 'verb',
    answers: { 204: { description: 'It is among them.' } },
    handle: async ({ ctx, body }) => {
      await addSuppression(ctx, body)
      return { status: 204 }
    },
  }),
  route({
    method: 'delete',
    path: '/crm/suppressions/:id',
    area,
    summary: 'Lets messages go to an address again.',
    answers: { 204: { description: 'It is not among them any more.' } },
    handle: async ({ ctx, params }) => {
      await liftSuppression(ctx, params.id!.toLowerCase())
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/crm/mail-settings',
    area,
    summary: 'By which server the workspace’s messages leave, without its secrets.',
    answers: { 200: { description: 'The settings.', schema: MailAccount } },
    handle: async ({ ctx, door }) => {
      const kept = await readMailSettings(ctx, door.secret)
      return { body: kept, version: kept.version }
    },
  }),
  route({
    method: 'put',
    path: '/crm/mail-settings',
    area,
    summary:
      'Sets by which server the workspace’s messages leave. A secret that is not named stays as it is.',
    body: MailSettingsSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The settings as they are now.', schema: MailAccount } },
    handle: async ({ ctx, body, version, door }) => {
      const kept = await saveMailSettings(ctx, door.secret, body, version)
      return { body: kept, version: kept.version }
    },
  }),
  route({
    method: 'delete',
    path: '/crm/mail-settings',
    area,
    summary: 'Takes the server away.',
    answers: { 204: { description: 'There is none any more.' } },
    handle: async ({ ctx }) => {
      await dropMailSettings(ctx)
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: '/crm/mail-settings/test',
    area,
    summary: 'Sends a mail to see whether mails go out. What became of it is told by its delivery.',
    body: TestMail,
    checkedBy: 'verb',
    answers: { 201: { description: 'It waits to be sent.', schema: DeliveryWhole } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await sendTestMail(ctx, body) }),
  }),
] as const
