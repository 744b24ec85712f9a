import type { Context } from '../core/context'
import type { Tx } from '../core/database'

/** The newest conversion of a lead, as the log has it: the id of its cause and who did it. No row where it has none. */
export const lastConversion = ({ workspaceId }: Context, tx: Tx, leadId: string) =>
  tx<{ id: string; by: string | null }[]>`
    select cause_id as id, coalesce(on_behalf_of, actor_id) as by from event
    where workspace_id = ${workspaceId} and subject_id = ${leadId} and kind = 'lead.updated' and cause_type = 'conversion'
    order by seq desc limit 1`

/** Whether the asker did it. */
export const isOwn = ({ actor }: Context, conversion: { by: string | null } | undefined): boolean =>
  conversion?.by === (actor.onBehalfOf ?? actor.id)
