import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import type { Field } from '../core/field.model'
import { customCatalogue } from '../fields/custom-fields.queries'
import { fieldsOf } from '../filter/describe.rules'
import type { FilterCatalogue } from '../filter/filter.model'
import { targetOf } from '../filter/target.rules'
import { allFields } from '../records/columns'
import { entityNamed } from '../records/registry'
import type { KnownResponseRules, ResponseRule } from './response.model'

/** The rules in their order, with what in them nobody can fulfil. */
export async function readResponseRules(ctx: Context): Promise<KnownResponseRules> {
  authorise(ctx, 'assignment', 'read')
  return inWorkspace(ctx, tx => responseRulesIn(tx))
}

export async function responseRulesIn(tx: Tx): Promise<KnownResponseRules> {
  const { rules, version } = await keptRules(tx)
  const catalogue = await responseCatalogue(tx, rules)
  const faults = rules.flatMap(({ id: ruleId, when }) =>
    (when ? fieldsOf(when) : [])
      .filter(field => !targetOf(field, catalogue))
      .map(field => ({ ruleId, field })),
  )
  return { version, rules, faults }
}

export async function keptRules(tx: Tx): Promise<{ rules: ResponseRule[]; version: number }> {
  const [kept] = await tx<{ rules: ResponseRule[]; version: number }[]>`
    select rules, version from response_rules`
  return kept ?? { rules: [], version: 0 }
}

/** What conditions may ask for: fields of the lead itself. */
export async function responseCatalogue(
  tx: Tx,
  rules: readonly Pick<ResponseRule, 'when'>[],
): Promise<FilterCatalogue> {
  const asksCustom = rules.some(({ when }) => when && fieldsOf(when).some(key => key.startsWith('custom.')))
  const custom: Record<string, Field> = asksCustom ? await customCatalogue(tx, 'lead') : {}
  return { entity: 'lead', fields: allFields(entityNamed('lead')!), custom, relations: {}, makers: {} }
}
