import { createMemo } from 'solid-js'
import { useSession } from '../../app/session'
import { createSelection } from '../grid/selection'
import type { Rec, RecordKind } from './kind'
import { createListState, type ListView } from './list-state'
import { useMembers } from './members'
import { useFields } from './use-fields'
import { useRecordList } from './use-list'
import { useMay } from './use-may'
import { useWrites } from './use-writes'

/** Everything that a list screen of one kind of record is made of, ready to be handed to `RecordList` and its drawer. */
export function useRecordScreen(options: {
  kind: RecordKind
  views: () => readonly ListView[]
  /** Columns at first; the first is the name and stays. */
  columns: readonly string[]
  /** `-score`. */
  sort: string
}) {
  const { kind } = options
  const { session, can } = useSession()
  const members = useMembers()
  const fields = useFields(kind)
  const state = createListState({ name: kind.area, ...options, closed: fields.closed })
  // Columns of the workspace's own fields are asked for as `custom`, so the list need not wait for their definitions.
  const columns = createMemo(() =>
    state.columns().filter(key => key.startsWith('custom.') || key in allKeys(kind)),
  )
  const list = useRecordList(kind, state, columns, fields.closed)
  const writes = useWrites(kind, fields, members)
  const selection = createSelection()
  const may = useMay(kind)
  return {
    kind,
    session,
    members,
    fields,
    state,
    list,
    writes,
    selection,
    may: (record: Rec) => may('update', record),
    mayArchive: (record: Rec) => may('archive', record),
    mayCreate: () => can(kind.entity, 'create'),
  }
}
export type RecordScreen = ReturnType<typeof useRecordScreen>

const allKeys = (kind: RecordKind) => ({ ...kind.fields, createdAt: true, updatedAt: true, createdBy: true })
