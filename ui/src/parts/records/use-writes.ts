import type { Bulk, BulkAsked } from '@sextant/db/bulk/bulk.model'
import type { AreaName, RecordName } from '@sextant/db/core/areas.model'
import type { BodyOf } from '@sextant/edge/app/contract'
import { useNavigate } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { explain, explainRule } from '../../app/explain'
import { format } from '../../app/format'
import { outbox } from '../../app/outbox/outbox'
import { t as frame } from '../../app/text'
import { beginAct } from '../toast/acts'
import { askInToast, toast, toastOngoing, toastRefusal } from '../toast/toast'
import { bulkSaver, type Selected } from './bulk-job'
import { whoWasQuicker } from './conflict'
import { bodyOf, type FieldInfo, type Rec, type RecordKind, titleOf } from './kind'
import type { Members } from './members'
import { listKey, recordKey, storeOf } from './record-cache'
import { t } from './records.text'
import { type Conflict, recordSaver, type Values } from './save-record'
import { shown } from './shown'
import type { FieldSet } from './use-fields'

/** Values come by the names of fields, from forms and cells; the server holds them against the model. */
type NewRecord = BodyOf<'post', `/crm/${AreaName}`>
type RecordBody = BodyOf<'patch', `/crm/${AreaName}/{id}`>

/** A server that is asked to change two hundred records answers when they are. */
const bulkAnswerMs = 60_000
const pollMs = 500
/** Where the faults of an undo begin. */
const afterChange = 'act.999999999'

/** Writes of records: shown at once, taken back with the reason when the server refuses. */
export function useWrites(kind: RecordKind, fields: FieldSet, members: Members) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const store = storeOf(client, kind.entity)
  const path = `/crm/${kind.area}/{id}` as const
  const read = (id: string) => api.get(path, { params: { id } })
  const reread = async (id: string) => store.put(await read(id))
  const refreshCounts = () => void client.invalidateQueries({ queryKey: ['counts', kind.entity] })
  const failed = (error: unknown) => {
    toastRefusal(t('failed.title'), explain(error))
  }

  /** What is set, in the reader's words: “Status: Working and Value: EUR 500”. */
  const inWords = (values: Values) =>
    format.list(
      Object.entries(values).flatMap(([key, value]) => {
        const info = fields.field(key)
        const words = info && (shown(kind, info, value, members.nameOf) || t('change.nothing'))
        return info ? [t('conflict.field', { field: info.label, value: words ?? '' })] : []
      }),
    )

  /** The new values are on the screen already; who wrote meanwhile decides whether theirs or these stay. */
  const conflict = async ({ opened, now, values, keepMine }: Conflict) => {
    const who = await whoWasQuicker(kind, fields, opened.id, opened.version, members.nameOf)
    const mine = t('conflict.mine', { values: inWords(values) })
    const detail = `${who ?? frame('problem.conflict')} ${mine}`
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
    {
      read,
      change: (id, body, version, { record, values, opened }) =>
        api.patch(path, body as RecordBody, {
          params: { id },
          version,
          keep: {
            entity: kind.entity,
            id,
            name: titleOf(kind, record),
            what: inWords(values),
            href: kind.href(id),
            values,
            opened,
            labels: Object.fromEntries(
              Object.keys(opened).map(key => [key, fields.field(key)?.label ?? key]),
            ),
          },
        }),
      withdraw: key => outbox.drop({ key }),
    },
    {
      begin: beginAct,
      undone: record => void toast(t('undo.done', { name: titleOf(kind, record) })),
      kept: record => void toastRefusal(t('undo.kept', { name: titleOf(kind, record) }), t('undo.kept.why')),
      conflict,
      failed,
      saved: id => void client.invalidateQueries({ queryKey: [kind.entity, 'events', id] }),
    },
  )

  const see = (id: string) => ({ label: t('bulk.see'), onPress: () => navigate(`/bulk/${id}`) })
  const bulk = bulkSaver(
    store,
    {
      ask: asked =>
        api.post('/crm/bulk', { entity: kind.entity as RecordName, ...asked } as BulkAsked, {
          timeoutMs: bulkAnswerMs,
        }),
      undo: id => api.post('/crm/bulk/{id}/undo', undefined, { params: { id }, timeoutMs: bulkAnswerMs }),
      read: id => api.get('/crm/bulk/{id}', { params: { id } }),
      faults: async (id, phase) =>
        (
          await api.get('/crm/bulk/{id}/faults', {
            params: { id },
            query: { limit: 100, after: phase === 'undo' ? afterChange : undefined },
          })
        ).results,
      pause: () => new Promise(resolve => setTimeout(resolve, pollMs)),
    },
    {
      begin: beginAct,
      ongoing: job => {
        const share = (now: Bulk) =>
          now.state === 'undoing'
            ? ((now.undo?.undone ?? 0) + (now.undo?.kept ?? 0)) / Math.max(1, now.counts.changed)
            : (now.counts.changed + now.counts.same + now.counts.refused) / Math.max(1, now.total)
        const title =
          job.state === 'undoing'
            ? t('bulk.undoing', { n: job.counts.changed })
            : t('bulk.doing', { n: job.total })
        const telling = toastOngoing(title, [see(job.id)])
        return { step: now => telling.step(share(now)), close: telling.close }
      },
      done: (words, undo, act) => void toast(words, { label: frame('undo'), onPress: undo }, act),
      refused: (job, faults) =>
        void import('./bulk-reason').then(({ bulkReasons }) =>
          toastRefusal(
            t('bulk.refused', { n: job.state === 'undone' ? (job.undo?.kept ?? 0) : job.counts.refused }),
            bulkReasons(faults),
            [see(job.id)],
          ),
        ),
      undone: n => void toast(t('bulk.undone', { n })),
      stopped: job =>
        void toastRefusal(
          t('bulk.stopped', { n: job.counts.changed, total: job.total }),
          (job.failure?.rule && explainRule(job.failure.rule)) ?? t('bulk.stopped.why'),
          [see(job.id)],
        ),
      failed,
      reread: async ids => {
        // One that is read alone must learn whether it is in the bin.
        void client.invalidateQueries({ queryKey: [kind.entity, 'record'] })
        refreshCounts()
        if (!ids) await client.invalidateQueries({ queryKey: listKey(kind.entity) })
        else if (ids.length) {
          const query = { filter: `id:in:${ids.join(',')}`, limit: 200 }
          const { results } = await api.get(`/crm/${kind.area}`, { query })
          for (const record of results) store.put(record)
        }
      },
    },
  )

  const create = async (values: Values): Promise<Rec> => {
    const keep = {
      entity: kind.entity,
      name: String(values[kind.titleField ?? 'name'] ?? ''),
      what: inWords(values),
      values,
      draft: `create ${kind.entity}`,
    }
    const record = await api.post(`/crm/${kind.area}`, bodyOf(values) as NewRecord, { keep })
    client.setQueryData(recordKey(kind.entity, record.id), record)
    refreshCounts()
    return record
  }
  const restore = (selected: Selected) => bulk.restore(selected, n => t('restored', { n }))
  return { save, ...bulk, restore, create, reread, failed }
}
export type Writes = ReturnType<typeof useWrites>

const isByHand = (info: FieldInfo | undefined) => info !== undefined && !info.field.traits.readOnly
