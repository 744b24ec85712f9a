import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { type KnownTicketSettings, TicketSettings, usualTicketSettings } from './ticket-settings.model'
import { ticketSettingEvents } from './tickets.events'

/** What all tickets go by. */
export async function readTicketSettings(ctx: Context): Promise<KnownTicketSettings> {
  authorise(ctx, 'ticket', 'read')
  return inWorkspace(ctx, settingsIn)
}

async function settingsIn(tx: Tx): Promise<KnownTicketSettings> {
  const [kept] = await tx<KnownTicketSettings[]>`select version, settings from ticket_setting`
  return kept ? { ...kept } : { version: 0, settings: usualTicketSettings }
}

/** Sets what all tickets go by. Throws `stale`, `invalid`, `forbidden`. */
export async function saveTicketSettings(
  ctx: Context,
  input: unknown,
  version?: ExpectedVersion,
): Promise<KnownTicketSettings> {
  authorise(ctx, 'assignment', 'update')
  const settings = parse(TicketSettings, input)
  return write(ctx, async ({ tx, emit }) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`ticket settings ${ctx.workspaceId}`}, 0))`
    const before = await settingsIn(tx)
    checkVersion(version, before.version)
    const next = before.version + 1
    await tx`
      insert into ticket_setting (workspace_id, version, settings, updated_at, updated_by)
      values (${ctx.workspaceId}, ${next}, ${tx.json(settings)}, ${ctx.clock()}, ${ctx.access.memberId})
      on conflict (workspace_id) do update set version = excluded.version, settings = excluded.settings,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`
    emit(ticketSettingEvents.saved(ctx.workspaceId, { version: next }))
    return { version: next, settings }
  })
}
