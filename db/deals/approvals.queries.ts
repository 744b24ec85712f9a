import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { StageRules } from '../pipelines/stage-rules.model'
import { scopeSql } from '../records/scope'
import type { Approval, ApprovalState } from './approvals.model'
import { type Decider, decidersOf } from './approvals.rules'
import { dealEntity } from './deals.entity'

interface Asked {
  /** Of this deal only. */
  dealId?: string
  id?: string
  /** Those that nobody has decided yet, on deals that still stand where they stood. */
  pending?: boolean
  limit: number
  /** The id of the last one shown. */
  after?: string
}

type Row = Omit<Approval, 'deciders' | 'mayDecide' | 'mayWithdraw'> & {
  /** The deal that was asked for is there. */
  there: boolean
  rules: StageRules | null
  members: Decider[]
}

/** Wishes for an approval on deals that the asker may read, newest first. Throws `not_found` for a deal that they may not. */
export async function listApprovals(
  ctx: Context,
  asked: Asked,
): Promise<{ results: Approval[]; next: string | null }> {
  authorise(ctx, 'deal', 'read')
  if (asked.dealId && !isUuid(asked.dealId)) throw notFound('deal')
  const rows = await readOnce(ctx, sql => sql<Row[]>`${approvalRows(ctx, sql, asked)}`)
  if (!rows[0]?.there) throw notFound('deal')
  const found = rows.filter(row => row.id !== null)
  const page = found.slice(0, asked.limit)
  return {
    results: page.map(row => shown(ctx, row)),
    next: found.length > asked.limit ? page.at(-1)!.id : null,
  }
}

/** One of them. Throws `not_found`. */
export const readApprovalOf = (ctx: Context, id: string): Promise<Approval> =>
  inWorkspace(ctx, tx => readApproval(ctx, tx, id))

/** The same, as the transaction has it. */
export async function readApproval(ctx: Context, tx: Tx, id: string): Promise<Approval> {
  const [row] = isUuid(id) ? await tx<Row[]>`${approvalRows(ctx, tx, { id, limit: 1 })}` : []
  if (!row?.id) throw notFound('approval')
  return shown(ctx, row)
}

function approvalRows(
  ctx: Context,
  tx: Tx | postgres.ReservedSql,
  { dealId, id, pending, limit, after }: Asked,
): postgres.Fragment {
  const scope = authorise(ctx, 'deal', 'read')
  const own = scopeSql(ctx, tx as Tx, dealEntity, scope)
  return tx`
    with shown as (
      select a.*, t.name as deal_name, t.version as now_version,
        case when a.state <> 'pending' then a.state
          when t.deleted_at is not null or t.stage_id is distinct from a.from_stage_id then 'moot'
          else 'pending' end as seen
      from deal_approval a join deal t on t.id = a.deal_id
      where a.workspace_id = ${ctx.workspaceId} ${own}
        ${dealId ? tx`and a.deal_id = ${dealId}` : tx``} ${id ? tx`and a.id = ${id}` : tx``}
        ${pending ? tx`and a.state = 'pending' and t.deleted_at is null and t.stage_id is not distinct from a.from_stage_id` : tx``}
        ${after ? tx`and (a.asked_at, a.id) < (select asked_at, id from deal_approval where id = ${after})` : tx``}
      order by a.asked_at desc, a.id desc limit ${limit + 1})
    select ${dealId ? tx`exists (select 1 from deal t where t.id = ${dealId} ${own})` : tx`true`} as there,
      a.id, json_build_object('id', a.deal_id, 'name', a.deal_name, 'version', a.now_version) as deal,
      json_build_object('id', s.id, 'name', s.name) as stage,
      (select json_build_object('id', f.id, 'name', f.name) from stage f where f.id = a.from_stage_id) as "from",
      a.reason, a.seen as state, ${person(tx as Tx, 'asked_by')} as asked_by, to_json(a.asked_at) #>> '{}' as asked_at,
      a.now_version <> a.deal_version as changed_since, to_json(a.remind_at) #>> '{}' as remind_at,
      to_json(a.reminded_at) #>> '{}' as reminded_at, ${person(tx as Tx, 'decided_by')} as decided_by,
      to_json(a.decided_at) #>> '{}' as decided_at, a.note, r.rules,
      case when a.seen = 'pending' then (
        select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'here', m.deleted_at is null, 'admin', m.role = 'admin') order by m.name, m.id), '[]')
        from member m where m.deleted_at is null and (m.role = 'admin'
          or r.rules #> array['stages', a.stage_id::text, 'approval', 'approvers'] ? m.id::text
          or r.rules #> array['stages', a.stage_id::text, 'approval', 'deputies'] ? m.id::text)) else '[]' end as members
    from (select 1) one left join shown a on true left join stage s on s.id = a.stage_id left join stage_rules r on r.pipeline_id = s.pipeline_id
    order by a.asked_at desc, a.id desc`
}

const person = (tx: Tx, column: 'asked_by' | 'decided_by') =>
  tx`(select json_build_object('id', p.id, 'name', p.name) from member p where p.id = a.${tx(column)})`

function shown(ctx: Context, { rules, members, there: _, ...row }: Row): Approval {
  const rule = rules?.stages[row.stage.id]?.approval ?? undefined
  const { memberId, role } = ctx.access
  const asked = { askedBy: row.askedBy?.id ?? null, reminded: row.remindedAt !== null }
  const deciders = isOpen(row.state) ? decidersOf(rule, asked, members) : []
  return {
    ...row,
    deciders: deciders.map(({ id, name }) => ({ id, name })),
    mayDecide: deciders.some(({ id }) => id === memberId),
    mayWithdraw: isOpen(row.state) && (role === 'admin' || (memberId !== null && memberId === asked.askedBy)),
  }
}

const isOpen = (state: ApprovalState) => state === 'pending'
