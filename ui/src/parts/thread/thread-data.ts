import type { AnswerOf } from '@sextant/edge/app/contract'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { toastRefusal } from '../toast/toast'
import { t } from './thread.text'

export type Thread = AnswerOf<'get', '/crm/conversations/{id}'>
export type Message = Thread['messages'][number]

/** What is not known to have ended well or badly is asked for again. */
const unsettled = new Set(['queued', 'reserved', 'handing_over'])
const soonMs = 2_000
/** A private conversation tells no live feed of itself. */
const privateMs = 15_000

const threadKey = (id: string) => ['conversation', 'thread', id] as const

/** A conversation, the newest page of its messages first. */
export function useThread(id: () => string | undefined) {
  return useInfiniteQuery(() => ({
    queryKey: threadKey(id() ?? ''),
    enabled: !isServer && id() !== undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get('/crm/conversations/{id}', {
        params: { id: id() ?? '' },
        query: { before: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => (page.earlier > 0 ? page.messages[0]?.id : undefined),
    refetchInterval: query => {
      const newest = query.state.data?.pages[0]
      if (newest?.messages.some(({ delivery }) => delivery && unsettled.has(delivery.state))) return soonMs
      return newest?.conversation.privateOf ? privateMs : false
    },
  }))
}

/** Does something with a conversation; false where it was refused, which the reader is told. */
export function useThreadAct() {
  const client = useQueryClient()
  const [busy, setBusy] = createSignal<string>()
  const act = async <T>(
    what: string,
    work: () => Promise<T>,
    quiet?: (error: unknown) => boolean,
  ): Promise<T | false> => {
    setBusy(what)
    try {
      return await work()
    } catch (error) {
      if (!quiet?.(error)) toastRefusal(t('acts.failed'), explain(error))
      return false
    } finally {
      setBusy()
      await client.invalidateQueries({ queryKey: ['conversation'] })
    }
  }
  return { busy, act }
}

const presenceMs = 5_000

/** Who else has it open; says as often that the reader has, and whether they write. */
export function usePresence(id: () => string, typing: () => boolean) {
  return useQuery(() => ({
    queryKey: ['presence', id()],
    enabled: !isServer,
    queryFn: ({ signal }) =>
      api.post('/crm/conversations/{id}/presence', { typing: typing() }, { params: { id: id() }, signal }),
    refetchInterval: presenceMs,
    staleTime: 0,
    retry: false,
  }))
}
