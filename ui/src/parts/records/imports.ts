import { useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { format } from '../../app/format'

/** The latest imports that ran, newest first. Files of one name are told apart by the day. */
export function useImports(wanted: () => boolean) {
  const query = useQuery(() => ({
    queryKey: ['import', 'choice'],
    enabled: !isServer && wanted(),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/imports', { query: { limit: 100 }, signal }),
  }))
  return () =>
    (query.isSuccess ? query.data.results : []).flatMap(({ id, name, startedAt }) =>
      startedAt ? [{ id, name: `${name} · ${format.date(startedAt)}` }] : [],
    )
}

/** What an import is called, while something names it. */
export function useImportName(id: () => string | undefined) {
  const query = useQuery(() => ({
    queryKey: ['import', 'name', id()],
    enabled: !isServer && id() !== undefined,
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await api.get('/crm/imports/{id}', { params: { id: id() ?? '' }, signal })).name,
    staleTime: Number.POSITIVE_INFINITY,
  }))
  return () => (query.isSuccess ? query.data : undefined)
}
