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
    'A range of numbers has a gap, or a quote has another number than it was given.',
    tx => tx`
      select s.workspace_id as id, s.series || ': ' || count(n.n) || ' of ' || (s.next - s.first) as what
      from quote_series s left join quote_number n on n.workspace_id = s.workspace_id and n.series = s.series
      group by s.workspace_id, s.series, s.first, s.next
      having count(n.n) <> s.next - s.first or min(n.n) <> s.first or max(n.n) <> s.next - 1
      union all
      select q.id, q.number from quote q left join quote_number n on n.quote_id = q.id where q.number is distinct from n.number`,
  ),
  sqlCheck(
    'a quote is what its versions are',
    'A quote and its versions disagree on which is the newest, which is being written, or which was accepted.',
    tx => tx`
      select q.id, q.status as what from quote q join lateral (
        select max(version) as newest, bool_or(state = 'draft') as drafting, bool_or(state = 'accepted') as accepted,
          bool_or(state = 'sent') as sent from quote_version where quote_id = q.id) v on true
      where q.newest_version is distinct from v.newest or q.drafting is distinct from v.drafting
        or (q.status = 'accepted') is distinct from v.accepted
        or (q.status in ('sent', 'viewed', 'changes_asked')) is distinct from v.sent`,
  ),
  sqlCheck(
    'a quote comes to what its lines do',
    'The sums of a version are not those of its lines, or not those of its quote.',
    tx => tx`
      select v.quote_id as id, 'version ' || v.version as what from quote_version v join quote q on q.id = v.quote_id
      where v.document is not null and (
        (v.document->'totals'->>'netMinor')::numeric <> (select coalesce(sum((l->>'netMinor')::numeric), 0) from jsonb_array_elements(v.document->'lines') l)
        or (v.document->'totals'->>'totalMinor')::numeric <> (v.document->'totals'->>'netMinor')::numeric + (v.document->'totals'->>'taxMinor')::numeric
        or (not q.drafting and q.newest_version = v.version and q.total_minor is distinct from (v.document->'totals'->>'totalMinor')::bigint))`,
  ),
]
