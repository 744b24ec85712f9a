import { useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import type { Rec, RecordKind } from './kind'
import { recordKey } from './record-cache'

/** One record, also from the recycle bin; live events about it refresh it. */
export const useRecord = (kind: RecordKind, id: () => string | undefined) =>
  useQuery(() => ({
    queryKey: recordKey(kind.entity, id() ?? ''),
    enabled: !isServer && id() !== undefined,
    // What is opened is read anew; what is known shows meanwhile.
    staleTime: 0,
    queryFn: ({ signal }: { signal: AbortSignal }) => api.get<Rec>(`/crm/${kind.area}/${id()}`, { signal }),
  }))
