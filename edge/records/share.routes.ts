import {
  RecordAsked,
  Share,
  ShareCreate,
  Sharing,
  WatchAsked,
  Watching,
} from '@sextant/db/records/share.model'
import { endShare, shareRecord } from '@sextant/db/records/share-record'
import { sharingOf } from '@sextant/db/records/shares.queries'
import { watchingOf, watchRecord } from '@sextant/db/records/watch-record'
import { route } from '../app/route'

const area = 'shares'

/** Single records that are shared with people and teams, and who watches them. */
export const shareRoutes = [
  route({
    method: 'get',
    path: '/crm/shares',
    area,
    summary: 'Who has a record beside its owner, who watches it, and what you may do about it.',
    query: RecordAsked,
    answers: { 200: { description: 'The shares and the watchers.', schema: Sharing } },
    handle: async ({ ctx, query }) => ({ body: await sharingOf(ctx, query) }),
  }),
  route({
    method: 'post',
    path: '/crm/shares',
    area,
    summary:
      'Share one record with a person or a team, to read or to write, until a day or until it is ended.',
    body: ShareCreate,
    checkedBy: 'verb',
    answers: {
      201: {
        description: 'The share; the one that was there, changed, where it was shared already.',
        schema: Share,
      },
    },
    handle: async ({ ctx, body }) => ({ status: 201, body: await shareRecord(ctx, body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/shares/:id',
    area,
    summary: 'End a share. It holds no more by the next request.',
    answers: { 204: { description: 'It is over.' } },
    handle: async ({ ctx, params }) => {
      await endShare(ctx, params.id ?? '')
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/crm/watchers',
    area,
    summary: 'Whether you watch a record. Who does is told what happens to it.',
    query: RecordAsked,
    answers: { 200: { description: 'Whether you watch it.', schema: Watching } },
    handle: async ({ ctx, query }) => ({ body: await watchingOf(ctx, query) }),
  }),
  route({
    method: 'post',
    path: '/crm/watchers',
    area,
    summary: 'Watch a record, or watch it no more.',
    body: WatchAsked,
    checkedBy: 'verb',
    answers: { 200: { description: 'The shares and the watchers.', schema: Sharing } },
    handle: async ({ ctx, body }) => ({ body: await watchRecord(ctx, body) }),
  }),
] as const
