import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import type { Names, Rec, RecordKind } from './kind'
import { nameKey, recordKey } from './record-cache'

/** One record, also from the recycle bin; live events about it refresh it. The names of what it refers to come along for `RecordName`. */
export const useRecord = (kind: RecordKind, id: () => string | undefined) => {
  const client = useQueryClient()
  return useQuery(() => ({
    queryKey: recordKey(kind.entity, id() ?? ''),
    enabled: !isServer && id() !== undefined,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const query = { names: 'true' }
      const answer = await api.get<Rec & { names: Names }>(`/crm/${kind.area}/${id()}`, { query, signal })
      const { names, ...record } = answer
      for (const [key, { refersTo }] of Object.entries(kind.fields)) {
        const referred = answer[key]
        const name = typeof referred === 'string' ? names[referred] : undefined
        if (refersTo && name && typeof referred === 'string')
          client.setQueryData(nameKey(refersTo, referred), name)
      }
      return record as Rec
    },
  }))
}
