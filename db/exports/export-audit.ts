import type { AuditAsked } from '../audit/audit.model'
import { listAudit } from '../audit/audit.queries'
import { noteAudit } from '../audit/note-audit'
import { authorise, type Context } from '../core/context'
import { zonedText } from '../core/time-zone.rules'
import { csvLine } from '../reading/csv.rules'

const pageRows = 500
const head = [
  'when',
  'kind',
  'actor_type',
  'actor',
  'for',
  'subject_type',
  'subject_id',
  'subject',
  'details',
  'place',
]

/**
 * The entries that are asked for as CSV text, the newest first, a page at a time; a moment as the asker's clock shows it, with its offset. `place` is that in the chain. To take them away is
 * an entry itself.
 */
export async function* exportAudit(ctx: Context, asked: AuditAsked): AsyncGenerator<string> {
  authorise(ctx, 'audit', 'export')
  authorise(ctx, 'audit', 'read')
  await noteAudit(ctx, { kind: 'export.made', subject: { type: 'audit', id: null }, details: { ...asked } })
  let before = `\uFEFF${csvLine(head)}`
  let after: string | undefined
  do {
    const { results, next } = await listAudit(ctx, { ...asked, limit: pageRows, after })
    const lines = results.map(({ at, kind, actor, person, subject, details, place }) =>
      csvLine([
        zonedText(Date.parse(at), ctx.timeZone),
        kind,
        actor.type,
        actor.name,
        person?.name ?? null,
        subject?.type ?? null,
        subject?.id ?? null,
        subject?.name ?? null,
        Object.keys(details).length ? JSON.stringify(details) : null,
        place,
      ]),
    )
    yield before + lines.join('')
    before = ''
    after = next ?? undefined
  } while (after !== undefined)
}
