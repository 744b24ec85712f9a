import { Mailbox, Mailboxes, MailboxSave } from '@sextant/db/mailboxes/mailboxes.model'
import { checkMailbox, listMailboxes, removeMailbox, saveMailbox } from '@sextant/db/mailboxes/save-mailbox'
import { route } from '../app/route'

const area = 'mailboxes'

/** Mailboxes that are followed, and what proves that they are in step. */
export const mailboxRoutes = [
  route({
    method: 'get',
    path: '/crm/mailboxes',
    area,
    summary:
      'The mailboxes that you keep: their state, when the server was last heard of, folders compared with it.',
    answers: { 200: { description: 'The mailboxes.', schema: Mailboxes } },
    handle: async ({ ctx }) => ({ body: await listMailboxes(ctx) }),
  }),
  route({
    method: 'post',
    path: '/crm/mailboxes',
    area,
    summary: 'Adds a mailbox, which is followed from now on. What the server says is in its `trouble`.',
    body: MailboxSave,
    checkedBy: 'verb',
    answers: { 201: { description: 'The mailbox.', schema: Mailbox } },
    handle: async ({ ctx, body, door }) => ({
      status: 201,
      body: await saveMailbox(ctx, door.secret, undefined, body),
    }),
  }),
  route({
    method: 'put',
    path: '/crm/mailboxes/:id',
    area,
    summary:
      'Changes how a mailbox is reached, or pauses it. A password that is not named stays for the same server and user.',
    body: MailboxSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The mailbox.', schema: Mailbox } },
    handle: async ({ ctx, params, body, version, door }) => {
      const now = await saveMailbox(ctx, door.secret, params.id ?? '', body, version)
      return { body: now, version: now.version }
    },
  }),
  route({
    method: 'post',
    path: '/crm/mailboxes/:id/check',
    area,
    summary: 'Has the folders compared with the server’s; what is missing is fetched.',
    answers: { 200: { description: 'The mailbox.', schema: Mailbox } },
    handle: async ({ ctx, params }) => ({ body: await checkMailbox(ctx, params.id ?? '') }),
  }),
  route({
    method: 'delete',
    path: '/crm/mailboxes/:id',
    area,
    summary: 'Follows a mailbox no more, and forgets its password. What came stays.',
    answers: { 204: { description: 'It is followed no more.' } },
    handle: async ({ ctx, params }) => {
      await removeMailbox(ctx, params.id ?? '')
      return { status: 204 }
    },
  }),
] as const
