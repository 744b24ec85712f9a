import type { Standing } from '@sextant/db/activities/agenda.rules'
import type { BodyOf } from '@sextant/edge/app/contract'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { outbox } from '../../app/outbox/outbox'
import { keptKey } from '../../app/problem'
import { t as frame } from '../../app/text'
import { t as series } from '../../parts/activity/series.text'
import { inTurn } from '../../parts/records/in-turn'
import { beginAct } from '../../parts/toast/acts'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { type Agenda, agendaKey, type Item } from './agenda'
import { t } from './calendar.text'
import { valuesBack, valuesOf } from './move.rules'
import { whenText } from './when'

type Body = BodyOf<'patch', '/crm/activities/{id}'>

/** Moves what stands in the calendar: shown at once, put back with the reason where the server refuses, and with Undo. */
export function useMoves() {
  const client = useQueryClient()
  const show = (id: string, values: Partial<Item>) =>
    client.setQueriesData<Agenda>(
      { queryKey: agendaKey },
      page =>
        page && {
          ...page,
          results: page.results.map(one => (one.id === id ? { ...one, ...values } : one)),
        },
    )
  const known = (id: string) =>
    client
      .getQueriesData<Agenda>({ queryKey: agendaKey })
      .flatMap(([, page]) => page?.results ?? [])
      .find(one => one.id === id)
  const refresh = () => {
    for (const entity of ['activity', 'lead', 'customer', 'contact', 'deal'])
      void client.invalidateQueries({ queryKey: [entity] })
    void client.invalidateQueries({ queryKey: ['lists', 'activity'] })
  }

  async function move(item: Item, from: Standing, to: Standing): Promise<boolean> {
    const values = valuesOf(from, to, Date.now())
    if (!Object.keys(values).length) return true
    const act = beginAct()
    const { id } = item
    const name = String(item.name ?? '')
    const before = { ...item }
    show(id, drawn(item, values as Partial<Item>, to))
    const opened = Object.fromEntries(Object.keys(values).map(key => [key, item[key as keyof Item] ?? null]))
    const keep = { entity: 'activity', id, name, what: whenText(to), opened }
    let waits: string | undefined
    try {
      const moved = await inTurn(`activity/${id}`, () =>
        api.patch('/crm/activities/{id}', values as Body, {
          params: { id },
          version: known(id)?.version ?? item.version,
          keep,
        }),
      )
      show(id, { ...moved })
    } catch (error) {
      waits = keptKey(error)
      if (!waits) {
        show(id, before)
        act.forget()
        toastRefusal(t('stayed', { name, when: whenText(from) }), explain(error))
        refresh()
        return false
      }
    }
    refresh()
    const takeBack = async () => {
      if (waits && outbox.drop({ key: waits })) return void show(id, before)
      show(id, before)
      try {
        await inTurn(`activity/${id}`, () =>
          api.patch('/crm/activities/{id}', valuesBack(before, values) as Body, { params: { id } }),
        )
      } catch (error) {
        toastRefusal(t('stayed', { name, when: whenText(to) }), explain(error))
      }
      refresh()
    }
    toast(t('moved', { name, when: whenText(to) }), { label: frame('undo'), onPress: takeBack }, act)
    return true
  }
  /** Moves several meetings of a series, as one of them was. */
  async function moveMany(item: Item, from: Standing, to: Standing, which: 'later' | 'all'): Promise<void> {
    const { id } = item
    const name = String(item.name ?? '')
    show(id, drawn(item, valuesOf(from, to, Date.now()) as Partial<Item>, to))
    const { startsAt, endsAt } = valuesOf(from, to, Date.now())
    try {
      const { changed, kept } = await api.patch(
        '/crm/activities/{id}/series',
        {
          which,
          values: {
            ...(typeof startsAt === 'string' && { startsAt }),
            ...(typeof endsAt === 'string' && { endsAt }),
          },
        },
        { params: { id }, version: known(id)?.version ?? item.version },
      )
      toast(series('moved.many', { n: changed, name }))
      if (kept) toast(series('kept.many', { n: kept }))
    } catch (error) {
      show(id, { ...item })
      toastRefusal(t('stayed', { name, when: whenText(from) }), explain(error))
    }
    refresh()
  }
  return { move, moveMany }
}

/** What the server will make of it, as far as the calendar shows it. */
function drawn(item: Item, values: Partial<Item>, to: Standing): Partial<Item> {
  if (to.by === 'dueOn' || !('startsAt' in values) || 'endsAt' in values || !item.endsAt) return values
  return { ...values, endsAt: new Date(to.endMs).toISOString() }
}
