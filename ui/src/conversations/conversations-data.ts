import type { ConversationView } from '@sextant/db/conversations/conversations.model'
import type { AnswerOf } from '@sextant/edge/app/contract'
import { useInfiniteQuery, useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'

type Conversations = AnswerOf<'get', '/crm/conversations'>
export type Conversation = Conversations['results'][number]

/** Private ones tell no live feed of themselves. */
const privateMs = 20_000

export function useConversations(view: () => ConversationView, words: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: ['conversation', 'list', view(), words()],
    enabled: !isServer,
    queryFn: ({ pageParam, signal }) =>
      api.get('/crm/conversations', {
        query: { view: view(), q: words() || undefined, after: pageParam, limit: '50' },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next ?? undefined,
    refetchInterval: query =>
      query.state.data?.pages.some(page => page.results.some(({ privateOf }) => privateOf))
        ? privateMs
        : false,
  }))
}

export const useCounts = () =>
  useQuery(() => ({
    queryKey: ['conversation', 'counts'],
    enabled: !isServer,
    queryFn: ({ signal }) => api.get('/crm/conversation-counts', { signal }),
  }))
