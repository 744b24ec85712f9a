import { useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on, onCleanup, type Setter } from 'solid-js'
import { api } from '../../app/api'
import { gather } from '../../app/gather'
import { onLive } from '../../app/live'
import { inTurn } from './in-turn'
import type { Rec, RecordKind } from './kind'
import { amongThese, betterKnown, mostAtOnce, movesOf } from './list-pages.rules'
import type { ListState } from './list-state'
import { counted, listKey, type Pages, patchRecords } from './record-cache'

/** What a list asks the server for, without its page. */
export interface ListAsked {
  filter: string | undefined
  sort: string
  q: string | undefined
  deleted: boolean | undefined
}

/** Changes are gathered this long, so that an import does not ask for each of its rows. */
const gatherMs = 250
/** What costs more than a few rows is asked for this often at most. */
const seldomMs = 2_000

/**
 * Keeps the rows of a list to its question, whoever changes records and however many. The server is asked which of the changed ones answer
 * it: a question about words, other records or the log cannot be answered from a row. Rows that do no more are `leaving` until `drop`
 * takes them out; what came is handed to `setFresh`.
 */
export function useLiveRows(list: {
  kind: RecordKind
  state: ListState
  asked: () => ListAsked
  fields: () => string
  rows: () => readonly Rec[]
  /** Reads anew what is in sight. */
  refetch: () => Promise<unknown>
  /** How many there are has changed, and where the pages begin. */
  moved: () => void
  setFresh: Setter<ReadonlySet<string>>
}) {
  const client = useQueryClient()
  const { kind, asked } = list
  const loaded = createMemo(() => new Set(list.rows().map(({ id }) => id)))
  const [leaving, setLeaving] = createSignal<ReadonlySet<string>>(new Set())
  createEffect(on(asked, () => setLeaving(new Set<string>()), { defer: true }))

  const follow = async (changed: readonly string[]) => {
    const question = asked()
    const { results, names } = await api.get(`/crm/${kind.area}`, {
      query: {
        ...question,
        filter: amongThese(question.filter ?? '', changed),
        fields: list.fields(),
        limit: changed.length,
      },
    })
    // Meanwhile the reader may have asked for something else.
    if (asked() !== question) return
    const now = new Map(results.map((record: Rec) => [record.id, record]))
    const { stay, leave, come } = movesOf(loaded(), changed, new Set(now.keys()))
    const renew = (record: Rec) => {
      const row = now.get(record.id)
      // A record that is open knows more than a row tells.
      return row && { ...record, ...row }
    }
    if (stay.length) patchRecords(client, kind.entity, new Set(stay), renew, names)
    if (changed.length) {
      setLeaving(before => new Set([...[...before].filter(id => !now.has(id)), ...leave]))
      list.setFresh(
        before => new Set([...[...before].filter(id => now.has(id) || !changed.includes(id)), ...come]),
      )
    }
  }
  const rareWork = gather<boolean>(seldomMs, asked => {
    const isWhole = asked.some(Boolean)
    list.moved()
    if (isWhole) void list.refetch()
    else void recount().catch(() => undefined)
    void client.invalidateQueries({ queryKey: ['counts', kind.entity] })
    // Lists that are not on the screen are asked for again when they are.
    void client.invalidateQueries({ queryKey: listKey(kind.entity), type: 'inactive', refetchType: 'none' })
  })
  const recount = async () => {
    const question = asked()
    const { total } = await api.get(`/crm/${kind.area}`, {
      query: { ...question, fields: 'id', limit: 1, count: 'estimate' },
    })
    if (asked() !== question) return
    client.setQueriesData<Pages>(
      { queryKey: [...listKey(kind.entity), question] },
      data =>
        data && {
          pages: data.pages.map((page, at) =>
            at ? page : { ...page, total: betterKnown(total, page.total) },
          ),
        },
    )
  }
  const gathering = gather<string>(gatherMs, news => {
    const changed = [...new Set(news)]
    const isMany = changed.length > mostAtOnce
    rareWork.add(isMany)
    if (!isMany) void inTurn(`list/${kind.entity}`, () => follow(changed)).catch(() => undefined)
  })
  onCleanup(() => {
    gathering.stop()
    rareWork.stop()
  })
  onLive(({ subjectType, subjectId }) => {
    if (subjectType === kind.entity && !list.state.view().waits) gathering.add(subjectId)
  })

  /** Takes rows that leave out of this list. */
  const drop = (ids: readonly string[]) => {
    const gone = new Set(ids)
    client.setQueriesData<Pages>(
      { queryKey: [...listKey(kind.entity), asked()] },
      data =>
        data &&
        counted(data, {
          pages: data.pages.map(page => ({
            ...page,
            results: page.results.filter(({ id }) => !gone.has(id)),
          })),
        }),
    )
    setLeaving(before => new Set([...before].filter(id => !gone.has(id))))
  }
  return { leaving, drop }
}
