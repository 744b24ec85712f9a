import { documentHash } from '../quotes/document-hash'
import { type Check, sqlCheck } from './check'

/** So many versions are looked at, spread over all: each is read whole. */
const sampled = 2000

/** Of quotes: what a customer has, and has signed. */
export const quoteChecks: readonly Check[] = [
  {
    name: 'what was sent is as it was sent',
    says: 'A version of a quote says something else than its hash, or than the hash that the log has of it.',
    find: async (tx, most) => {
      const rows = await tx<
        { id: string; version: number; document: unknown; sha256: string; told: string | null }[]
      >`
        select v.quote_id as id, v.version, v.document, v.sha256, (
          select e.payload ->> 'sha256' from event e where e.workspace_id = v.workspace_id and e.subject_id = v.quote_id
            and e.kind = 'quote.sent' and (e.payload ->> 'version')::int = v.version limit 1) as told
        from quote_version v where v.document is not null order by md5(v.quote_id::text || v.version) limit ${sampled}`
      return rows
        .filter(({ document, sha256, told }) => documentHash(document) !== sha256 || told !== sha256)
        .slice(0, most)
        .map(({ id, version }) => ({ id, what: `version ${version}` }))
    },
  },
  sqlCheck(
    'what was accepted is signed, and its quote says so',
    'An accepted version has no name, time or signature, is not told of by the log, or its quote is not accepted.',
    tx => tx`
      select v.quote_id as id, 'version ' || v.version as what from quote_version v left join quote q on q.id = v.quote_id
      where v.state = 'accepted' and (v.accepted_name is null or v.accepted_at is null or v.signature is null or q.status is distinct from 'accepted'
        or not exists (select from event e where e.workspace_id = v.workspace_id and e.subject_id = v.quote_id and e.kind = 'quote.accepted'
          and e.payload ->> 'sha256' = v.sha256))
      union all
      select q.id, 'no version' from quote q where q.status = 'accepted'
        and not exists (select from quote_version v where v.quote_id = q.id and v.state = 'accepted')`,
  ),
  sqlCheck(
    'numbers of quotes have no gap',
    'A range of numbers has given more of them, or fewer, than there are.',
    tx => tx`
      select s.workspace_id as id, s.series as what from quote_series s
      where s.next - s.first <> (select count(*) from quote_number n where n.workspace_id = s.workspace_id and n.series = s.series)`,
  ),
]
