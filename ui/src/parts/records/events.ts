import type { TimelineEvent } from '@sextant/db/events/event.model'
import type { RecordKind } from './kind'
import { t } from './records.text'
import { shown } from './shown'
import type { FieldSet } from './use-fields'

export interface FieldChange {
  key: string
  label: string
  from: string
  to: string
}

/** Fields that follow from others and say nothing of their own. */
const silent = new Set([
  'closedAt',
  'scoredAt',
  'stageEnteredAt',
  'lastActivityAt',
  'updatedAt',
  'version',
  'position',
  'drafting',
  'sentVersion',
  'sentAt',
  'viewedAt',
  'answeredAt',
])

/** What an update changed, in the reader's words; custom fields too. */
export function changesOf(
  kind: RecordKind,
  fields: FieldSet,
  event: TimelineEvent,
  nameOf: (id: unknown) => string | undefined,
): FieldChange[] {
  const before = flat(event.before)
  const after = flat(event.after)
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key => {
    const info = fields.field(key)
    // What a record became is told by the conversion itself, and its name is not known here.
    if (!info || silent.has(key) || key.startsWith('converted')) return []
    const write = (value: unknown) => shown(kind, info, value, nameOf) || t('change.nothing')
    return [{ key, label: info.label, from: write(before[key]), to: write(after[key]) }]
  })
}

/** `custom` as `custom.<key>`, however the log wrote it. */
function flat(values: Readonly<Record<string, unknown>> | null): Record<string, unknown> {
  const { custom, ...own } = values ?? {}
  const nested = custom && typeof custom === 'object' ? Object.entries(custom) : []
  return { ...own, ...Object.fromEntries(nested.map(([key, value]) => [`custom.${key}`, value])) }
}
