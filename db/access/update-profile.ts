import { changeOf } from '../core/change-of'
import type { Context, Position, Written } from '../core/context'
import { forbidden } from '../core/errors'
import { parse } from '../core/parse'
import { appendEvents, writtenIn } from '../events/append-events'
import { memberEvents } from './access.events'
import { ProfileUpdate } from './access.model'

/** Changes one's own name, language, time zone, currency of sums or first day of the week, in every workspace one is a member of. */
export async function updateProfile(ctx: Context, userId: string | undefined, input: unknown): Promise<void> {
  if (!userId) throw forbidden('Only a person has a profile.', 'profile.update')
  const { name, locale, timeZone, reportingCurrency, firstDay } = parse(ProfileUpdate, input)
  const now = ctx.clock().toISOString()
  const written: Written[] = []
  const position = await ctx.db.system.begin(async tx => {
    const [before] = await tx<Profile[]>`
      select name, locale, time_zone, reporting_currency, first_day from "user" where id = ${userId} for update`
    if (!before) throw forbidden('Only a person has a profile.', 'profile.update')
    const after = {
      name: name ?? before.name,
      locale: locale ?? before.locale,
      timeZone: timeZone ?? before.timeZone,
      reportingCurrency: reportingCurrency === undefined ? before.reportingCurrency : reportingCurrency,
      firstDay: firstDay === undefined ? before.firstDay : firstDay,
    }
    const change = changeOf<typeof after>(before, after)
    if (!change) return
    await tx`update "user" set name = ${after.name}, locale = ${after.locale}, time_zone = ${after.timeZone},
      reporting_currency = ${after.reportingCurrency}, first_day = ${after.firstDay}, updated_at = ${now} where id = ${userId}`
    const members = await tx<{ id: string; workspaceId: string }[]>`
      update member set name = ${after.name} where user_id = ${userId} and deleted_at is null returning id, workspace_id`
    let last: Position | undefined
    for (const { id, workspaceId } of members) {
      const updated = [memberEvents.updated(id, { userId }, change)]
      const actor = { type: 'user', id, name: after.name } as const
      last = await appendEvents({ ...ctx, workspaceId, actor }, tx, updated)
      written.push(...writtenIn(workspaceId, updated))
    }
    return last
  })
  if (position) ctx.onWrite?.(position, written)
}

interface Profile {
  name: string
  locale: string | null
  timeZone: string | null
  reportingCurrency: string | null
  firstDay: number | null
}
