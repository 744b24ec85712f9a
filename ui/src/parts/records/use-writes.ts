import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { asProblem, Problem, problemOf } from '../../app/problem'
import { t as frame } from '../../app/text'
import { beginAct } from '../toast/acts'
import { toast, toastRefusal } from '../toast/toast'
import { whoWasQuicker } from './conflict'
import { inTurn } from './in-turn'
import { bodyOf, fieldValue, type Rec, type RecordKind, titleOf, withValues } from './kind'
import type { Members } from './members'
import { cachedRecord, listKey, patchRecords, recordKey } from './record-cache'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** Writes of records: shown at once, taken back with the reason when the server refuses. */
export function useWrites(kind: RecordKind, fields: FieldSet, members: Members) {
  const client = useQueryClient()
  const path = (id: string) => `/crm/${kind.area}/${id}`
  const known = (id: string) => cachedRecord(client, kind.entity, id)
  const put = (record: Rec) =>
    patchRecords(client, kind.entity, new Set([record.id]), before => ({ ...before, ...record }))
  const ownTurn = <T>(id: string, work: () => Promise<T>) => inTurn(`${kind.entity}/${id}`, work)
  const reread = async (id: string) => put(await api.get<Rec>(path(id)))

  /** Changes fields of one record, custom ones as `custom.<key>`. A stale version tells who was quicker, and is thrown on. ⌘Z takes it back. */
  const save = async (record: Rec, values: Readonly<Record<string, unknown>>): Promise<Rec> => {
    const act = beginAct()
    try {
      return await ownTurn(record.id, async () => {
        const old = pick(known(record.id) ?? record, Object.keys(values))
        const saved = await write(record, values)
        act.done(() => ownTurn(saved.id, () => takeBack(saved, old)))
        return saved
      })
    } catch (error) {
      act.forget()
      throw error
    }
  }

  /** Puts the old values back, unless somebody has changed them since. */
  const takeBack = async (saved: Rec, old: Readonly<Record<string, unknown>>) => {
    try {
      const now = await api.get<Rec>(path(saved.id))
      put(now)
      const keys = Object.keys(old)
      if (!isEqual(pick(now, keys), pick(saved, keys)))
        return void toastRefusal(t('undo.kept', { name: titleOf(kind, now) }), t('undo.kept.why'))
      await write(now, old)
      toast(t('undo.done', { name: titleOf(kind, now) }))
    } catch (error) {
      failed(error)
    }
  }

  const write = async (record: Rec, values: Readonly<Record<string, unknown>>): Promise<Rec> => {
    const { id } = record
    const before = known(id) ?? record
    const old = Object.fromEntries(Object.keys(values).map(key => [key, fieldValue(before, key)]))
    patchRecords(client, kind.entity, new Set([id]), row => withValues(row, values))
    try {
      const saved = await api.patch<Rec>(path(id), bodyOf(values), { version: before.version })
      put(saved)
      void client.invalidateQueries({ queryKey: [kind.entity, 'events', id] })
      return saved
    } catch (error) {
      // Only what this write showed is taken back: others may have changed the rest meanwhile.
      patchRecords(client, kind.entity, new Set([id]), row => withValues(row, old))
      if (asProblem(error).status !== 412) throw error
      throw await conflict(before, values)
    }
  }

  const conflict = async (record: Rec, values: Readonly<Record<string, unknown>>) => {
    const sentence = await whoWasQuicker(kind, fields, record.id, record.version, members.nameOf)
    const detail = sentence ?? frame('problem.conflict')
    toastRefusal(t('conflict.title', { name: titleOf(kind, record) }), detail, [
      { label: t('conflict.load'), onPress: () => void reread(record.id).catch(failed) },
      {
        label: t('conflict.repeat'),
        onPress: () =>
          void reread(record.id)
            .then(() => save(known(record.id) ?? record, values))
            .catch(failed),
      },
    ])
    return new Problem('conflict', 412, detail, undefined, [{ pointer: '', message: detail }])
  }

  const refreshCounts = () => void client.invalidateQueries({ queryKey: ['counts', kind.entity] })

  const failed = (error: unknown) => {
    toastRefusal(t('failed.title'), explain(error))
  }

  const inPieces = async (
    verb: 'archive' | 'update',
    items: readonly Record<string, unknown>[],
    progress?: (done: number) => void,
  ): Promise<Outcome[]> => {
    const outcomes: Outcome[] = []
    for (let at = 0; at < items.length; at += 200) {
      const body = { items: items.slice(at, at + 200) }
      const answer = await api.post<{ results: Outcome[] }>(`/crm/${kind.area}/batch/${verb}`, body, {
        timeoutMs: 60_000,
      })
      outcomes.push(
        ...answer.results.map((one, index) => ({ ...one, id: one.id ?? String(body.items[index]?.id) })),
      )
      progress?.(outcomes.length)
    }
    return outcomes
  }

  /** After a bulk verb: refusals by their sentence. */
  const tellRefused = (outcomes: readonly Outcome[]) => {
    const refused = outcomes.filter(({ status }) => status >= 400)
    if (!refused.length) return
    const reasons = new Map<string, number>()
    for (const { problem = {}, status } of refused) {
      const why = explain(problemOf(problem, status))
      reasons.set(why, (reasons.get(why) ?? 0) + 1)
    }
    const detail = [...reasons].map(([why, n]) => `${why} (${n})`).join(' ')
    toastRefusal(t('bulk.refused', { n: refused.length }), detail)
  }

  /** Sets the same values on many records; Undo puts each one's own value back. */
  const saveMany = async (
    ids: readonly string[],
    values: Readonly<Record<string, unknown>>,
    done: (n: number) => string,
  ) => {
    const old = new Map(
      ids.flatMap(id => (known(id) ? [[id, pick(known(id)!, Object.keys(values))] as const] : [])),
    )
    patchRecords(client, kind.entity, new Set(ids), row => withValues(row, values))
    const act = beginAct()
    const restore = (id: string) =>
      patchRecords(client, kind.entity, new Set([id]), row => withValues(row, old.get(id) ?? {}))
    try {
      const outcomes = await inPieces(
        'update',
        ids.map(id => ({ id, values: bodyOf(values) })),
      )
      const saved = outcomes.filter(({ status }) => status < 400)
      for (const { id, status, record } of outcomes) {
        if (status >= 400) restore(id)
        else if (record) put(record)
      }
      tellRefused(outcomes)
      const undo = () =>
        inPieces(
          'update',
          saved.flatMap(({ id }) => (old.has(id) ? [{ id, values: bodyOf(old.get(id)!) }] : [])),
        )
          .then(undone => {
            for (const { record } of undone) if (record) put(record)
            tellRefused(undone)
          })
          .catch(failed)
      if (saved.length) toast(done(saved.length), { label: frame('undo'), onPress: undo }, act)
      else act.forget()
    } catch (error) {
      act.forget()
      for (const id of ids) restore(id)
      failed(error)
    }
  }

  /** Moves records to the recycle bin at once, with Undo. */
  const archive = async (ids: readonly string[], done: (n: number) => string) => {
    const act = beginAct()
    try {
      const outcomes = await inPieces(
        'archive',
        ids.map(id => ({ id })),
      )
      const gone = outcomes.filter(({ status }) => status < 400).map(({ id }) => id)
      patchRecords(client, kind.entity, new Set(gone), () => undefined)
      // Taken out of the lists; one that is read alone must learn that it is in the bin.
      void client.invalidateQueries({ queryKey: [kind.entity, 'record'] })
      refreshCounts()
      tellRefused(outcomes)
      const undo = async () => void (await restore(gone))
      if (gone.length) toast(done(gone.length), { label: frame('undo'), onPress: undo }, act)
      else act.forget()
      return gone
    } catch (error) {
      act.forget()
      failed(error)
      return []
    }
  }

  /** Brings records back from the recycle bin. */
  const restore = async (ids: readonly string[]) => {
    let restored = 0
    for (const id of ids) {
      try {
        await api.post(`${path(id)}/restore`)
        restored++
        patchRecords(client, kind.entity, new Set([id]), row => (row.deletedAt ? undefined : row))
      } catch (error) {
        failed(error)
        if (asProblem(error).status === 0) break
      }
    }
    await client.invalidateQueries({ queryKey: listKey(kind.entity) })
    await client.invalidateQueries({ queryKey: [kind.entity] })
    refreshCounts()
    if (restored) toast(t('restored', { n: restored }))
    return restored
  }

  const create = async (values: Readonly<Record<string, unknown>>): Promise<Rec> => {
    const record = await api.post<Rec>(`/crm/${kind.area}`, bodyOf(values))
    client.setQueryData(recordKey(kind.entity, record.id), record)
    refreshCounts()
    return record
  }
  return { save, saveMany, archive, restore, create, reread, failed }
}
export type Writes = ReturnType<typeof useWrites>

interface Outcome {
  id: string
  status: number
  record?: Rec
  problem?: Readonly<Record<string, unknown>>
}

const pick = (record: Rec, keys: readonly string[]) =>
  Object.fromEntries(keys.map(key => [key, fieldValue(record, key)]))

const isEqual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
