import type { Names } from '@sextant/db/core/page.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { recent } from '../../app/recent-records'
import { type Rec, type RecordKind, titleOf } from './kind'
import { nameKey, recordKey } from './record-cache'

/** One record, also from the recycle bin; live events about it refresh it. The names of what it refers to come along for `RecordName`. */
export const useRecord = (kind: RecordKind, id: () => string | undefined) => {
  const client = useQueryClient()
  const query = useQuery(() => ({
    queryKey: recordKey(kind.entity, id() ?? ''),
    enabled: !isServer && id() !== undefined,
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const asked = { params: { id: id() ?? '' }, query: { names: true }, signal }
      const answer: Rec & { names?: Names } = await api.get(`/crm/${kind.area}/{id}`, asked)
      const { names, ...record } = answer
      for (const [key, { refersTo }] of Object.entries(kind.fields)) {
        const referred = answer[key]
        const name = typeof referred === 'string' ? names?.[referred] : undefined
        if (refersTo && name && typeof referred === 'string')
          client.setQueryData(nameKey(refersTo, referred), name)
      }
      return record as Rec
    },
  }))
  createEffect(() => {
    if (!query.isSuccess || query.data.deletedAt) return
    recent.open({ entity: kind.entity, id: query.data.id, name: titleOf(kind, query.data) })
  })
  return query
}
