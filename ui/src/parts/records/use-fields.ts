import { reference } from '@sextant/db/core/field.model'
import { systemFields } from '@sextant/db/core/record.model'
import { asField, type CustomField } from '@sextant/db/fields/custom-field.model'
import type { FilterCatalogue } from '@sextant/db/filter/filter.model'
import { makersOf } from '@sextant/db/records/makers.model'
import { useQuery } from '@tanstack/solid-query'
import { createMemo } from 'solid-js'
import { useSession } from '../../app/session'
import { readBasics } from './basics'
import type { FieldInfo, RecordKind } from './kind'
import { isSame } from './list-state'
import { t } from './records.text'

type SystemKey = 'createdAt' | 'updatedAt' | 'createdBy'
const shownOfSystem: readonly SystemKey[] = ['createdAt', 'updatedAt', 'createdBy']

/** The workspace's own fields of a kind of record. */
function useCustomFields(kind: RecordKind) {
  const query = useQuery(() => ({
    queryKey: ['custom_field', 'of', kind.entity],
    queryFn: async () => (await readBasics()).fields.filter(({ entity }) => entity === kind.entity),
    staleTime: 5 * 60_000,
  }))
  const fields = (): readonly CustomField[] => (query.isSuccess ? query.data : [])
  return { fields, ready: () => query.isSuccess || query.isError }
}

/** The fields of a kind of record that are open to the reader: the model's, the system's, the workspace's own. */
export function useFields(kind: RecordKind) {
  const custom = useCustomFields(kind)
  const { session } = useSession()
  /** Fields that the reader's role may not read; the same while the session is read again. */
  const closed = createMemo((): readonly string[] => session()?.closed[kind.entity] ?? [], undefined, {
    equals: isSame,
  })
  const open = createMemo(() =>
    Object.fromEntries(Object.entries(kind.fields).filter(([key]) => !closed().includes(key))),
  )
  const own = createMemo((): readonly FieldInfo[] => [
    ...Object.entries(open()).map(([key, field]) => ({
      key,
      field,
      label: kind.label(key),
      custom: false,
    })),
    ...custom.fields().map(definition => ({
      key: `custom.${definition.key}`,
      field: asField(definition),
      label: definition.label,
      custom: true,
      top: definition.topPosition !== null,
    })),
    ...shownOfSystem.map(key => ({
      key,
      field: systemFields[key],
      label: t(`system.${key}`),
      custom: false,
    })),
  ])
  const makers = makersOf(kind.entity)
  /** With those that a filter reaches through a reference, `owner.name`, and with what made the record. */
  const filterable = createMemo((): readonly FieldInfo[] => [
    ...own(),
    ...Object.entries(makers).map(([key, maker]) => ({
      key,
      field: reference(maker),
      label: t('system.importId'),
      custom: false,
      maker,
    })),
    ...Object.entries(kind.relations ?? {}).flatMap(([name, relation]) =>
      Object.entries(relation.fields).map(([key, field]) => ({
        key: `${name}.${key}`,
        field,
        label: `${kind.relationLabel?.(name) ?? name}: ${relatedLabel(kind, name, key)}`,
        custom: false,
        related: true,
      })),
    ),
  ])
  const catalogue = createMemo(
    (): FilterCatalogue => ({
      entity: kind.entity,
      fields: { ...open(), ...systemFields },
      custom: Object.fromEntries(
        custom.fields().map(definition => [definition.key, asField(definition)] as const),
      ),
      relations: kind.relations ?? {},
      makers,
    }),
  )
  const byKey = createMemo(() => new Map(filterable().map(info => [info.key, info])))
  return {
    own,
    closed,
    filterable,
    catalogue,
    field: (key: string): FieldInfo | undefined => byKey().get(key),
    /** The workspace's own fields are known, or cannot be had. */
    ready: custom.ready,
  }
}
export type FieldSet = ReturnType<typeof useFields>

/** Words for a related record's field: the kind's own where it has the key, else the general ones. */
const relatedLabel = (kind: RecordKind, name: string, key: string): string => kind.label(`${name}.${key}`)
