import { standingOf } from '@sextant/db/activities/agenda.rules'
import type { AnswerOf } from '@sextant/edge/app/contract'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { currentLocale } from '../../app/preferences'
import { useSession } from '../../app/session'
import { readerZone } from '../../app/zone'
import { momentAt } from './pieces.rules'

export type Agenda = AnswerOf<'get', '/crm/agenda'>
export type Item = Agenda['results'][number]
export const agendaKey = ['activity', 'agenda'] as const

interface Asked {
  days: readonly string[]
  /** Ids of members, `all`; nothing: the reader's own. */
  who: string | undefined
}

/** What stands in the calendar on the days that are shown. */
export const useAgenda = (asked: () => Asked) =>
  useQuery(() => {
    const { days, who } = asked()
    const query = { from: days[0] ?? '', until: days.at(-1) ?? '', members: who }
    return {
      queryKey: [...agendaKey, query.from, query.until, who ?? 'me', readerZone()],
      enabled: !isServer,
      placeholderData: keepPreviousData,
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/crm/agenda', { query, signal }),
    }
  })

/** The item with its place, where it has one. */
export const standing = (item: Item) => standingOf(item)

interface WorkSpan {
  startMs: number
  endMs: number
}

/** When the reader works on the days that are shown; undefined while nobody knows. */
export function useWork(days: () => readonly string[]): () => readonly WorkSpan[] | undefined {
  const { session, can } = useSession()
  const query = useQuery(() => {
    const me = session()?.member.id
    const [from, until] = [days()[0] ?? '', days().at(-1) ?? '']
    return {
      queryKey: ['calendar', 'work', me, from, until, readerZone()],
      enabled: !isServer && me !== undefined && can('absence', 'read'),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.get('/crm/members/{id}/working-time', {
          params: { id: me ?? '' },
          query: {
            from: new Date(momentAt(from, 0, readerZone())).toISOString(),
            until: new Date(momentAt(until, 1440, readerZone())).toISOString(),
          },
          signal,
        }),
    }
  })
  return () =>
    query.isSuccess
      ? query.data.spans.map(({ start, end }) => ({ startMs: Date.parse(start), endMs: Date.parse(end) }))
      : undefined
}

/** What a day is called that is a holiday by the calendar by which the reader works. */
export function useHolidays(): (day: string) => string | undefined {
  const { can } = useSession()
  const query = useQuery(() => ({
    queryKey: ['calendar', 'all'],
    enabled: !isServer && can('calendar', 'read'),
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/crm/calendars', { signal }),
  }))
  const own = () => {
    if (!query.isSuccess) return undefined
    const { results, mine } = query.data
    return results.find(({ id }) => id === mine) ?? results.find(({ isDefault }) => isDefault)
  }
  return day => {
    const names = own()?.holidays.find(holiday => holiday.day === day)?.names
    return names && (names[currentLocale()] ?? names.en ?? Object.values(names)[0])
  }
}
