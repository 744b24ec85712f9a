import { api } from '../../app/api'
import { format } from '../../app/format'
import { changesOf } from './events'
import type { RecordKind } from './kind'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/**
 * Who was quicker, in a sentence: “Dana Kim changed Status: New → Working 2 m ago.” Undefined when the log does not tell.
 */
export async function whoWasQuicker(
  kind: RecordKind,
  fields: FieldSet,
  id: string,
  sinceVersion: number,
  nameOf: (id: unknown) => string | undefined,
): Promise<string | undefined> {
  try {
    const { results } = await api.get(`/crm/${kind.area}/{id}/timeline`, {
      params: { id },
      query: { limit: 5 },
    })
    const event = results.find(
      ({ kind: what, payload }) =>
        what === `${kind.entity}.updated` && Number(payload.version) > sinceVersion,
    )
    if (!event) return undefined
    const change = format.list(
      changesOf(kind, fields, event, nameOf).map(({ label, from, to }) =>
        t('change.field', { field: label, from, to }),
      ),
    )
    const { actorName } = await import('../actor/actor-name')
    return t('conflict.who', { name: actorName(event.actor), change, ago: format.ago(event.occurredAt) })
  } catch {
    return undefined
  }
}
