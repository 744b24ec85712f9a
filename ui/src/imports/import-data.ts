import { customFieldEntities } from '@sextant/db/core/areas.model'
import type { Import, ImportState, ImportUpdate, ImportVerb } from '@sextant/db/imports/import.model'
import { isAtWork } from '@sextant/db/imports/import-life.rules'
import { type QueryClient, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { toastRefusal } from '../parts/toast/toast'
import { createEdits } from './edits'
import { overlay } from './edits.rules'
import { t } from './imports.text'

const pollMs = 2_000
/** Whether the server is doing something with it, so that the screen asks again even when live updates are interrupted. */
export const isWorking = (state: ImportState | undefined) => state !== undefined && isAtWork(state)

const keyOf = (id: string) => ['import', 'record', id] as const

/** All imports, newest first, a page at a time. */
export function useImports() {
  return useInfiniteQuery(() => ({
    queryKey: ['import', 'list'],
    enabled: !isServer,
    queryFn: ({ pageParam, signal }) =>
      api.get('/crm/imports', { query: { limit: 50, after: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.paging?.next.after,
    refetchInterval: query =>
      query.state.data?.pages.some(page => page.results.some(one => isWorking(one.state))) ? pollMs : false,
  }))
}

/** One import as the server has it, with the changes laid over that are still on their way. */
export function useImport(id: () => string) {
  return useQuery(() => ({
    queryKey: keyOf(id()),
    enabled: !isServer,
    queryFn: async ({ signal }) => {
      const found = await api.get('/crm/imports/{id}', { params: { id: id() }, signal })
      const waiting = edits.waiting(id())
      return waiting ? overlay(found, waiting) : found
    },
    refetchInterval: query => (isWorking(query.state.data?.state) ? pollMs : false),
  }))
}

/** Refused rows of an import that has run, a page at a time. */
export function useFaults(id: () => string, enabled: () => boolean) {
  return useInfiniteQuery(() => ({
    queryKey: ['import', 'faults', id()],
    enabled: !isServer && enabled(),
    queryFn: ({ pageParam, signal }) =>
      api.get('/crm/imports/{id}/faults', {
        params: { id: id() },
        query: { limit: 50, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.paging?.next.after,
  }))
}

export function useOwnFields(entity: () => string | undefined) {
  return useQuery(() => ({
    queryKey: ['custom_field', entity()],
    enabled: !isServer && entity() !== undefined && entity() !== 'member',
    queryFn: ({ signal }) => {
      const known = customFieldEntities.find(one => one === entity())
      return api.get('/crm/fields', { query: { entity: known }, signal })
    },
  }))
}

export function usePipelines(enabled: () => boolean) {
  return useQuery(() => ({
    queryKey: ['pipeline', 'list', 'names'],
    enabled: !isServer && enabled(),
    queryFn: ({ signal }) =>
      api.get('/crm/pipelines', {
        query: { limit: 200 },
        signal,
      }),
  }))
}

/** Stages that a value may be matched with. */
export function useStages(enabled: () => boolean) {
  return useQuery(() => ({
    queryKey: ['stage', 'list', 'names'],
    enabled: !isServer && enabled(),
    queryFn: ({ signal }) =>
      api.get('/crm/stages', {
        query: { limit: 200 },
        signal,
      }),
  }))
}

const edits = createEdits((id, change) =>
  api.patch('/crm/imports/{id}', change, { params: { id }, timeoutMs: 60_000 }),
)
export const isSaving = edits.isSaving

/** Changes a draft: seen at once, sent one after another, taken back with a message when it is refused. */
export function useChangeImport(id: () => string) {
  const client = useQueryClient()
  return (change: ImportUpdate) => {
    void client.cancelQueries({ queryKey: keyOf(id()) })
    client.setQueryData<Import>(keyOf(id()), before => before && overlay(before, change))
    return edits.add(id(), change, {
      saved: saved => client.setQueryData(keyOf(saved.id), saved),
      refused: error => {
        toastRefusal(t('wizard.refused'), explain(error))
        void client.invalidateQueries({ queryKey: keyOf(id()) })
      },
    })
  }
}

/** Asks for something to be done, and shows the answer. Waits for changes that are on their way. */
export async function askImport(client: QueryClient, id: string, verb: ImportVerb): Promise<boolean> {
  try {
    await edits.settled(id)
    const after = await api.post(`/crm/imports/{id}/${verb}`, undefined, { params: { id } })
    if (after) client.setQueryData(keyOf(id), after)
    void client.invalidateQueries({ queryKey: ['import'] })
    return true
  } catch (error) {
    toastRefusal(t('verb.failed'), explain(error))
    void client.invalidateQueries({ queryKey: keyOf(id) })
    return false
  }
}
