import type { AreaName } from '@sextant/db/core/areas.model'
import type { BodyOf } from '@sextant/edge/app/contract'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { t as frame } from '../../app/text'
import { beginAct } from '../toast/acts'
import { askInToast, toast, toastRefusal } from '../toast/toast'
import { whoWasQuicker } from './conflict'
import { bodyOf, type FieldInfo, type Rec, type RecordKind, titleOf } from './kind'
import type { Members } from './members'
import { listKey, recordKey, storeOf } from './record-cache'
import { t } from './records.text'
import { bulkSaver } from './save-many'
import { type Conflict, recordSaver, type Values } from './save-record'
import { shown } from './shown'
import type { FieldSet } from './use-fields'

/** Values come by the names of fields, from forms and cells; the server holds them against the model. */
type NewRecord = BodyOf<'post', `/crm/${AreaName}`>
type RecordBody = BodyOf<'patch', `/crm/${AreaName}/{id}`>

/** Writes of records: shown at once, taken back with the reason when the server refuses. */
export function useWrites(kind: RecordKind, fields: FieldSet, members: Members) {
  const client = useQueryClient()
  const store = storeOf(client, kind.entity)
  const path = `/crm/${kind.area}/{id}` as const
  const read = (id: string) => api.get(path, { params: { id } })
  const reread = async (id: string) => store.put(await read(id))
  const refreshCounts = () => void client.invalidateQueries({ queryKey: ['counts', kind.entity] })
  const failed = (error: unknown) => {
    toastRefusal(t('failed.title'), explain(error))
  }

  /** The new values are on the screen already; who wrote meanwhile decides whether theirs or these stay. */
  const conflict = async ({ opened, now, values, keepMine }: Conflict) => {
    const who = await whoWasQuicker(kind, fields, opened.id, opened.version, members.nameOf)
    const mine = Object.entries(values).flatMap(([key, value]) => {
      const info = fields.field(key)
      const words = info && (shown(kind, info, value, members.nameOf) || t('change.nothing'))
      return info ? [t('conflict.field', { field: info.label, value: words ?? '' })] : []
    })
    const detail = [who ?? frame('problem.conflict'), t('conflict.mine', { values: mine.join(', ') })].join(
      ' ',
    )
    askInToast(t('conflict.title', { name: titleOf(kind, now) }), detail, [
      { label: t('conflict.keep'), onPress: () => void keepMine().catch(failed) },
      { label: t('conflict.take'), onPress: () => undefined },
    ])
    return detail
  }

  const { save } = recordSaver(
    kind.entity,
    key => isByHand(fields.field(key)),
    store,
    { read, change: (id, body, version) => api.patch(path, body as RecordBody, { params: { id }, version }) },
    {
      begin: beginAct,
      undone: record => void toast(t('undo.done', { name: titleOf(kind, record) })),
      kept: record => void toastRefusal(t('undo.kept', { name: titleOf(kind, record) }), t('undo.kept.why')),
      conflict,
      failed,
      saved: id => void client.invalidateQueries({ queryKey: [kind.entity, 'events', id] }),
    },
  )

  const bulk = bulkSaver(
    store,
    {
      batch: async (verb, items) => {
        const body = { items } as BodyOf<'post', `/crm/${AreaName}/batch/${typeof verb}`>
        return (await api.post(`/crm/${kind.area}/batch/${verb}`, body, { timeoutMs: 60_000 })).results
      },
      restore: id => api.post(`${path}/restore`, undefined, { params: { id } }),
    },
    {
      begin: beginAct,
      done: (words, undo, act) => void toast(words, { label: frame('undo'), onPress: undo }, act),
      refused: (n, why) => void toastRefusal(t('bulk.refused', { n }), why),
      failed,
      archived: () => {
        // Taken out of the lists; one that is read alone must learn that it is in the bin.
        void client.invalidateQueries({ queryKey: [kind.entity, 'record'] })
        refreshCounts()
      },
      restored: async n => {
        await client.invalidateQueries({ queryKey: listKey(kind.entity) })
        await client.invalidateQueries({ queryKey: [kind.entity] })
        refreshCounts()
        if (n) toast(t('restored', { n }))
      },
    },
  )

  const create = async (values: Values): Promise<Rec> => {
    const record = await api.post(`/crm/${kind.area}`, bodyOf(values) as NewRecord)
    client.setQueryData(recordKey(kind.entity, record.id), record)
    refreshCounts()
    return record
  }
  return { save, ...bulk, create, reread, failed }
}
export type Writes = ReturnType<typeof useWrites>

const isByHand = (info: FieldInfo | undefined) => info !== undefined && !info.field.traits.readOnly
