import { AuditAsked, AuditEntry, AuditSeal } from '@sextant/db/audit/audit.model'
import { auditSeal, listAudit } from '@sextant/db/audit/audit.queries'
import { page } from '@sextant/db/core/page.model'
import { exportAudit } from '@sextant/db/exports/export-audit'
import * as v from 'valibot'
import { pagingOf } from '../app/paging'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'
import { textStream } from '../app/text-stream'

const area = 'audit'
const ListQuery = v.strictObject({
  ...AuditAsked,
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.uuid())),
})

/** Who did what with rights, and what was refused. */
export const auditRoutes = [
  route({
    method: 'get',
    path: '/crm/audit',
    area,
    summary:
      'Who changed rights, roles, people, territories, shares and keys, who took files away and signed in, and what was refused. The newest first.',
    query: ListQuery,
    answers: { 200: { description: 'A page.', schema: page(AuditEntry) } },
    handle: async ({ ctx, query }) => {
      const { results, next } = await listAudit(ctx, query)
      return { body: { results, ...pagingOf('/crm/audit', query, next) } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/audit/seal',
    area,
    summary: 'Up to when the audit is sealed. With `verify=true` the whole chain is looked at.',
    query: v.strictObject({ verify: v.optional(v.picklist(['true', 'false'])) }),
    answers: { 200: { description: 'The seal.', schema: AuditSeal } },
    handle: async ({ ctx, query }) => ({ body: await auditSeal(ctx, { verify: query.verify === 'true' }) }),
  }),
  route({
    method: 'get',
    path: '/crm/audit/export.csv',
    area,
    summary: 'The entries that match, as CSV, for who may export the audit. That is an entry itself.',
    query: v.strictObject(AuditAsked),
    answers: { 200: { description: 'CSV in UTF-8.', contentType: 'text/csv' } },
    handle: async ({ ctx, query }) => textStream(exportAudit(ctx, query), 'audit.csv'),
  }),
] as const
