import { page } from '@sextant/db/core/page.model'
import { askImport } from '@sextant/db/imports/ask-import'
import { changeImport } from '@sextant/db/imports/change-import'
import { draftImport } from '@sextant/db/imports/draft-import'
import { faultFile } from '@sextant/db/imports/fault-file'
import { Import, ImportCreate, ImportUpdate, type ImportVerb } from '@sextant/db/imports/import.model'
import { listFaults, listImports, readImportOf } from '@sextant/db/imports/imports.queries'
import { ImportFault } from '@sextant/db/mapping/mapping.model'
import * as v from 'valibot'
import { answeredJob, jobVerbs } from '../app/job-verbs'
import { pagingOf } from '../app/paging'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'
import { textStream } from '../app/text-stream'

const area = 'imports'
const ListQuery = v.strictObject({
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.uuid())),
})
const FaultsQuery = v.strictObject({
  limit: limitParameter(200, 100),
  after: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,15}\.\d{1,9}$/, 'Use `paging.next.after` of the page before.')),
  ),
})
const summaries: Record<ImportVerb, string> = {
  check:
    'Counts what the import would do, without writing. The import is `checking` until its preview is finished.',
  start: 'Starts the import.',
  pause: 'Pauses the import within a batch.',
  resume: 'Goes on with a paused or failed import.',
  cancel: 'Ends the import. What it wrote stays until it is undone.',
  undo: 'Takes back what the import did, except what somebody changed since.',
}

export const importRoutes = [
  route({
    method: 'get',
    path: '/crm/imports',
    area,
    summary: 'Imports, newest first.',
    query: ListQuery,
    answers: {
      200: {
        description: 'A page.',
        schema: page(Import),
      },
    },
    handle: async ({ ctx, query }) => {
      const { results, next } = await listImports(ctx, query)
      return { body: { results, ...pagingOf('/crm/imports', query, next) } }
    },
  }),
  route({
    method: 'post',
    path: '/crm/imports',
    area,
    summary: 'Begins an import of an uploaded file and guesses its mapping.',
    body: ImportCreate,
    checkedBy: 'verb',
    answers: { 201: { description: 'The draft.', schema: Import } },
    handle: async ({ ctx, body }) => ({ status: 201, ...answeredJob(await draftImport(ctx, body)) }),
  }),
  route({
    method: 'get',
    path: '/crm/imports/:id',
    area,
    summary: 'An import with its progress.',
    answers: { 200: { description: 'The import.', schema: Import } },
    handle: async ({ ctx, params }) => answeredJob(await readImportOf(ctx, params.id!)),
  }),
  route({
    method: 'patch',
    path: '/crm/imports/:id',
    area,
    summary: 'Changes the settings or the mapping of a draft.',
    body: ImportUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The draft as it is now.', schema: Import } },
    handle: async ({ ctx, params, body, version }) =>
      answeredJob(await changeImport(ctx, params.id!, body, version)),
  }),
  ...jobVerbs({
    path: '/crm/imports',
    area,
    answer: 'The import as it is now.',
    schema: Import,
    summaries,
    ask: askImport,
  }),
  route({
    method: 'get',
    path: '/crm/imports/:id/faults',
    area,
    summary: 'What was wrong, in the order of the file.',
    query: FaultsQuery,
    answers: {
      200: {
        description: 'A page.',
        schema: page(ImportFault),
      },
    },
    handle: async ({ ctx, params, query }) => {
      const { results, next } = await listFaults(ctx, params.id!, query)
      return { body: { results, ...pagingOf(`/crm/imports/${params.id!}/faults`, query, next) } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/imports/:id/faults.csv',
    area,
    summary: 'The refused rows as a file, each with what is wrong.',
    answers: { 200: { description: 'CSV in UTF-8.', contentType: 'text/csv' } },
    handle: async ({ ctx, params }) => textStream(faultFile(ctx, params.id!), 'refused-rows.csv'),
  }),
] as const
