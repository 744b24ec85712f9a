import { type QueryClient, useQueryClient } from '@tanstack/solid-query'

/** What one kind of record looks like in the cache: `patch` must return a new value, or the same one if it is not concerned. */
type Patch = (data: unknown) => unknown

/**
 * Shows a change before the server has confirmed it, and takes it back if the server refuses:
 * `await optimistically(client, ['deal'], data => moved(data), () => api.patch(…))`.
 * All queries whose key begins with `key` are patched; afterwards they are refreshed. The failure is thrown on to the caller.
 */
export async function optimistically<T>(
  client: QueryClient,
  key: readonly unknown[],
  patch: Patch,
  write: () => Promise<T>,
): Promise<T> {
  await client.cancelQueries({ queryKey: key })
  const before = client.getQueriesData({ queryKey: key })
  for (const [queryKey, data] of before) {
    if (data !== undefined) client.setQueryData(queryKey, patch(data))
  }
  try {
    return await write()
  } catch (error) {
    for (const [queryKey, data] of before) client.setQueryData(queryKey, data)
    throw error
  } finally {
    void client.invalidateQueries({ queryKey: key })
  }
}

/** The same with the client of this page already given. Call it while a component is being set up. */
export function useOptimistic() {
  const client = useQueryClient()
  return <T>(key: readonly unknown[], patch: Patch, write: () => Promise<T>) =>
    optimistically(client, key, patch, write)
}

/** Replaces one record in a page of records, in pages of an infinite list, or alone. */
export function withRecord<R extends { id: string }>(
  data: unknown,
  id: string,
  change: (record: R) => R,
): unknown {
  if (Array.isArray(data)) return data.map(item => withRecord(item, id, change))
  if (!data || typeof data !== 'object') return data
  if ('id' in data && data.id === id) return change(data as R)
  const nested = ['items', 'pages'].filter(name => name in data)
  if (!nested.length) return data
  const copy: Record<string, unknown> = { ...data }
  for (const name of nested) copy[name] = withRecord(copy[name], id, change)
  return copy
}
