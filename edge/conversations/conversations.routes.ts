import { changeConversation } from '@sextant/db/conversations/change-conversation'
import {
  ConversationChange,
  ConversationCounts,
  ConversationList,
  ConversationMerge,
  ConversationSplit,
  ConversationStart,
  conversationViews,
  linkedKinds,
  Message,
  NoteWritten,
  Presence,
  PresenceTold,
  ReplyWritten,
  SenderDecision,
  Thread,
} from '@sextant/db/conversations/conversations.model'
import {
  attachmentOfMessage,
  countConversations,
  htmlOf,
  listConversations,
  readThread,
  sourceOf,
} from '@sextant/db/conversations/conversations.queries'
import { decideSender } from '@sextant/db/conversations/decide-sender'
import { mergeConversations, splitConversation } from '@sextant/db/conversations/merge-conversations'
import { tellPresence } from '@sextant/db/conversations/tell-presence'
import { writeNote } from '@sextant/db/conversations/write-note'
import { startConversation, takeBackReply, writeReply } from '@sextant/db/conversations/write-reply'
import * as v from 'valibot'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'
import { streamedFile } from '../app/streamed-file'
import { messageFrame } from './message-frame'

const area = 'conversations'
const Id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

const ListAsked = v.strictObject({
  view: v.optional(v.picklist(conversationViews), 'open'),
  q: v.optional(v.pipe(v.string(), v.maxLength(200, 'At most 200 characters.'))),
  limit: limitParameter(100, 50),
  after: v.optional(v.pipe(v.string(), v.maxLength(100))),
  /** With `id`: those of one record, whatever their state. */
  of: v.optional(v.picklist([...linkedKinds, 'ticket'])),
  id: v.optional(Id),
})

/** What people say to us and we to them, and what we note about it. */
export const conversationRoutes = [
  route({
    method: 'get',
    path: '/crm/conversations',
    area,
    summary:
      'Conversations of a view, the newest message first; with `of` and `id` those of a record; with `q` all in which these words were written.',
    query: ListAsked,
    answers: { 200: { description: 'A page; `next` goes in as `after`.', schema: ConversationList } },
    handle: async ({ ctx, query: { view, q, limit, after, of, id } }) => ({
      body: await listConversations(ctx, {
        view,
        q,
        limit,
        after,
        about: of && id ? { kind: of, id } : undefined,
      }),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/conversation-counts',
    area,
    summary: 'How many conversations each view has, counted to a thousand.',
    answers: { 200: { description: 'A number by view.', schema: ConversationCounts } },
    handle: async ({ ctx }) => ({ body: await countConversations(ctx) }),
  }),
  route({
    method: 'get',
    path: '/crm/conversations/:id',
    area,
    summary: 'A conversation with its last 30 messages, or the 30 `before` one of them.',
    query: v.strictObject({ before: v.optional(Id) }),
    answers: {
      200: { description: 'The conversation, messages in their order, and who takes part.', schema: Thread },
    },
    handle: async ({ ctx, params, query }) => {
      const body = await readThread(ctx, params.id ?? '', query)
      return { body, version: body.conversation.version }
    },
  }),
  route({
    method: 'patch',
    path: '/crm/conversations/:id',
    area,
    summary:
      'Changes subject, state, sleep, assignee, tags, or the records that a conversation stands on; shares a private one.',
    body: ConversationChange,
    checkedBy: 'verb',
    answers: { 200: { description: 'The conversation.', schema: Thread } },
    handle: async ({ ctx, params, body, version }) => {
      const now = await changeConversation(ctx, params.id ?? '', body, version)
      return { body: now, version: now.conversation.version }
    },
  }),
  route({
    method: 'post',
    path: '/crm/conversations/:id/notes',
    area,
    summary: 'Writes a note that nobody outside sees. Who stands in it as @ and their name is told.',
    body: NoteWritten,
    checkedBy: 'verb',
    answers: { 201: { description: 'The note.', schema: Message } },
    handle: async ({ ctx, params, body }) => ({
      status: 201,
      body: await writeNote(ctx, params.id ?? '', body),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/conversations',
    area,
    summary: 'Writes to somebody first: a conversation of its own. It leaves in ten seconds, or at `sendAt`.',
    body: ConversationStart,
    checkedBy: 'verb',
    answers: { 201: { description: 'The conversation.', schema: Thread } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await startConversation(ctx, body) }),
  }),
  route({
    method: 'post',
    path: '/crm/conversations/:id/reply',
    area,
    summary:
      'Answers. It leaves in ten seconds, or at `sendAt`, and can be taken back until then. With `seenId` it is refused where one of you has answered since that message.',
    body: ReplyWritten,
    checkedBy: 'verb',
    answers: { 201: { description: 'The message.', schema: Message } },
    handle: async ({ ctx, params, body }) => ({
      status: 201,
      body: await writeReply(ctx, params.id ?? '', body),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/conversations/:id/messages/:messageId/take-back',
    area,
    summary: 'Takes back an answer that has not left. It is gone from the thread.',
    answers: { 200: { description: 'What it said.', schema: Message } },
    handle: async ({ ctx, params }) => ({
      body: await takeBackReply(ctx, params.id ?? '', params.messageId ?? ''),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/conversations/:id/merge',
    area,
    summary: 'Puts the messages of another conversation into this one.',
    body: ConversationMerge,
    checkedBy: 'verb',
    answers: { 200: { description: 'The conversation that has both.', schema: Thread } },
    handle: async ({ ctx, params, body }) => ({ body: await mergeConversations(ctx, params.id ?? '', body) }),
  }),
  route({
    method: 'post',
    path: '/crm/conversations/:id/split',
    area,
    summary: 'Makes a conversation of its own of a message and all after it.',
    body: ConversationSplit,
    checkedBy: 'verb',
    answers: { 201: { description: 'The new conversation.', schema: Thread } },
    handle: async ({ ctx, params, body }) => ({
      status: 201,
      body: await splitConversation(ctx, params.id ?? '', body),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/conversations/:id/sender',
    area,
    summary: 'What becomes of somebody unknown: a lead, a contact, or to be ignored, by address or domain.',
    body: SenderDecision,
    checkedBy: 'verb',
    answers: { 200: { description: 'The conversation.', schema: Thread } },
    handle: async ({ ctx, params, body }) => ({ body: await decideSender(ctx, params.id ?? '', body) }),
  }),
  route({
    method: 'post',
    path: '/crm/conversations/:id/presence',
    area,
    summary: 'Says that you have it open, and whether you are writing; who else has. For 15 seconds.',
    body: PresenceTold,
    checkedBy: 'verb',
    answers: { 200: { description: 'Who else has it open.', schema: Presence } },
    handle: async ({ ctx, params, body }) => ({ body: await tellPresence(ctx, params.id ?? '', body) }),
  }),
  route({
    method: 'get',
    path: '/crm/conversations/:id/messages/:messageId/html',
    area,
    summary:
      'The HTML of a message, made safe, as a document for a frame: nothing in it is executed. Pictures of other servers are loaded with `images=true` alone.',
    query: v.strictObject({ images: v.optional(v.picklist(['true', 'false']), 'false') }),
    answers: { 200: { description: 'The document.', contentType: 'text/html' } },
    handle: async ({ ctx, params, query }) => {
      const id = params.id ?? ''
      const { html, attachments } = await htmlOf(ctx, id, params.messageId ?? '')
      return messageFrame(html, { id, attachments, images: query.images === 'true' })
    },
  }),
  route({
    method: 'get',
    path: '/crm/conversations/:id/messages/:messageId/source',
    area,
    summary: 'A mail as it came, byte for byte.',
    answers: { 200: { description: 'The mail.', contentType: 'application/octet-stream' } },
    handle: async ({ ctx, params, door, http }) => {
      const { blobs } = door.files
      const { key, bytes } = await sourceOf(ctx, params.id ?? '', params.messageId ?? '')
      const name = `${params.messageId}.eml`
      const mediaType = 'application/octet-stream'
      return streamedFile(http.req.raw, {
        blobs,
        key,
        bytes,
        name,
        mediaType,
        tag: params.messageId ?? '',
        inline: false,
      })
    },
  }),
  route({
    method: 'get',
    path: '/crm/conversations/:id/attachments/:attachmentId',
    area,
    summary: 'What came along with a message.',
    answers: { 200: { description: 'The bytes.', contentType: 'application/octet-stream' } },
    handle: async ({ ctx, params, door, http }) => {
      const { blobs } = door.files
      const { blobKey, name, mediaType, bytes, sha256 } = await attachmentOfMessage(
        ctx,
        params.id ?? '',
        params.attachmentId ?? '',
      )
      return streamedFile(http.req.raw, {
        blobs,
        key: blobKey,
        bytes,
        name,
        mediaType,
        tag: sha256.slice(0, 32),
        inline: false,
      })
    },
  }),
] as const
