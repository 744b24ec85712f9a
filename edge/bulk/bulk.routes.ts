import { askBulk } from '@sextant/db/bulk/ask-bulk'
import { askSample, readSample, removeSample } from '@sextant/db/bulk/ask-sample'
import { Bulk, type BulkAsk, BulkAsked, BulkFault, SampleData } from '@sextant/db/bulk/bulk.model'
import { listBulkFaults, listBulks, readBulk } from '@sextant/db/bulk/bulks.queries'
import { steerBulk } from '@sextant/db/bulk/steer-bulk'
import { page } from '@sextant/db/core/page.model'
import * as v from 'valibot'
import { answeredJob, jobVerbs } from '../app/job-verbs'
import { pagingOf } from '../app/paging'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'

const area = 'bulk'
const ListQuery = v.strictObject({
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.uuid())),
})
const FaultsQuery = v.strictObject({
  limit: limitParameter(200, 100),
  after: v.optional(
    v.pipe(v.string(), v.regex(/^(act|undo)\.\d{1,9}$/, 'Use `paging.next.after` of the page before.')),
  ),
})
const summaries: Record<BulkAsk, string> = {
  cancel: 'Ends the change. What it wrote stays until it is undone.',
  resume: 'Goes on with one that could not go on.',
  undo: 'Takes back what it did, wherever that is, except what somebody has changed since.',
}

export const bulkRoutes = [
  route({
    method: 'get',
    path: '/crm/bulk',
    area,
    summary:
      'Changes of many records, newest first: one’s own, and those of others where one may change all such records.',
    query: ListQuery,
    answers: { 200: { description: 'A page.', schema: page(Bulk) } },
    handle: async ({ ctx, query }) => {
      const { results, next } = await listBulks(ctx, query)
      return { body: { results, ...pagingOf('/crm/bulk', query, next) } }
    },
  }),
  route({
    method: 'post',
    path: '/crm/bulk',
    area,
    summary:
      'Sets fields of many records, archives them or brings them back: those with these ids, or all that match a filter and words. Up to 200 are done with the answer; of more it tells how far it is.',
    body: BulkAsked,
    checkedBy: 'verb',
    answers: { 201: { description: 'The change, done or queued.', schema: Bulk } },
    handle: async ({ ctx, body }) => {
      const bulk = await askBulk(ctx, body)
      return { status: 201, ...answeredJob(bulk), headers: { location: `/crm/bulk/${bulk.id}` } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/bulk/:id',
    area,
    summary: 'A change of many records, and how far it is.',
    answers: { 200: { description: 'The change.', schema: Bulk } },
    handle: async ({ ctx, params }) => answeredJob(await readBulk(ctx, params.id!)),
  }),
  ...jobVerbs({
    path: '/crm/bulk',
    area,
    answer: 'The change as it is now.',
    schema: Bulk,
    summaries,
    ask: steerBulk,
  }),
  route({
    method: 'get',
    path: '/crm/bulk/:id/faults',
    area,
    summary:
      'The records that stayed as they were, and why: first those of the change, then those of its undo.',
    query: FaultsQuery,
    answers: { 200: { description: 'A page.', schema: page(BulkFault) } },
    handle: async ({ ctx, params, query }) => {
      const { results, next } = await listBulkFaults(ctx, params.id!, query)
      return { body: { results, ...pagingOf(`/crm/bulk/${params.id!}/faults`, query, next) } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/sample-data',
    area,
    summary: 'The job that made the workspace’s sample data last, and how far it is.',
    answers: { 200: { description: 'The job, or null.', schema: SampleData } },
    handle: async ({ ctx }) => ({ body: await readSample(ctx) }),
  }),
  route({
    method: 'post',
    path: '/crm/sample-data',
    area,
    summary:
      'Fills an empty workspace with a small made-up company: leads, customers, contacts, deals and what was done with them. Asked for again, the same job is answered.',
    answers: { 200: { description: 'The job, queued or as it is now.', schema: Bulk } },
    handle: async ({ ctx }) => answeredJob(await askSample(ctx)),
  }),
  route({
    method: 'delete',
    path: '/crm/sample-data',
    area,
    summary:
      'Takes the sample data away, except what somebody has changed since or leans on: the job’s faults name it.',
    answers: { 200: { description: 'The job as it is now.', schema: Bulk } },
    handle: async ({ ctx }) => answeredJob(await removeSample(ctx)),
  }),
] as const
