import type { Basics } from '@sextant/db/records/basics.model'
import { useQuery } from '@tanstack/solid-query'
import { createMemo } from 'solid-js'
import { readBasics } from './basics'

type MemberName = Basics['members'][number]

/** Everybody in the workspace, by name: owners of records. */
export function useMembers() {
  const query = useQuery(() => ({
    queryKey: ['member', 'all'],
    queryFn: async () => (await readBasics()).members,
    staleTime: 5 * 60_000,
  }))
  const all = createMemo((): readonly MemberName[] => (query.isSuccess ? query.data : []))
  const byId = createMemo(() => new Map(all().map(({ id, name }) => [id, name])))
  return { all, nameOf: (id: unknown) => (typeof id === 'string' ? byId().get(id) : undefined) }
}
export type Members = ReturnType<typeof useMembers>
