import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import type { Field } from '../core/field.model'
import { customCatalogue } from '../fields/custom-fields.queries'
import { fieldsOf } from '../filter/describe.rules'
import type { FilterCatalogue } from '../filter/filter.model'
import { targetOf } from '../filter/target.rules'
import { allFields } from '../records/columns'
import { entityNamed } from '../records/registry'
import type { KnownServicePolicies, Recount, ServicePolicy } from './policy.model'

/** The policies in their order, with what in them nobody can fulfil, and the last counting anew. */
export async function readServicePolicies(ctx: Context): Promise<KnownServicePolicies> {
  authorise(ctx, 'assignment', 'read')
  return inWorkspace(ctx, policiesIn)
}

export async function policiesIn(tx: Tx): Promise<KnownServicePolicies> {
  const { policies, version } = await keptPolicies(tx)
  const catalogue = await policyCatalogue(tx, policies)
  const named = policies.flatMap(({ calendarId }) => calendarId ?? [])
  const calendars = named.length
    ? await tx<{ id: string }[]>`
        select id from calendar where id = any(${named}::uuid[]) and deleted_at is null`
    : []
  const faults = policies.flatMap(({ id: policyId, when, calendarId }) => [
    ...(when ? fieldsOf(when) : [])
      .filter(field => !targetOf(field, catalogue))
      .map(field => ({ policyId, code: 'field_gone' as const, field })),
    ...(calendarId && !calendars.some(({ id }) => id === calendarId)
      ? [{ policyId, code: 'calendar_gone' as const, field: null }]
      : []),
  ])
  const [recount] = await tx<Recount[]>`
    select state, why, looked_at, moved, earlier, late, to_json(asked_at) #>> '{}' as asked_at, to_json(finished_at) #>> '{}' as finished_at
    from clock_recount order by asked_at desc, id desc limit 1`
  return { version, policies, faults, recount: recount ?? null }
}

export async function keptPolicies(tx: Tx): Promise<{ policies: ServicePolicy[]; version: number }> {
  const [kept] = await tx<{ policies: ServicePolicy[]; version: number }[]>`
    select policies, version from service_policies`
  return kept ?? { policies: [], version: 0 }
}

/** What conditions may ask for: fields of the ticket itself. */
export async function policyCatalogue(
  tx: Tx,
  policies: readonly Pick<ServicePolicy, 'when'>[],
): Promise<FilterCatalogue> {
  const asksCustom = policies.some(
    ({ when }) => when && fieldsOf(when).some(key => key.startsWith('custom.')),
  )
  const custom: Record<string, Field> = asksCustom ? await customCatalogue(tx, 'ticket') : {}
  return { entity: 'ticket', fields: allFields(entityNamed('ticket')!), custom, relations: {}, makers: {} }
}
