import { useQuery } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { useSession } from '../app/session'
import type { RecordKind } from '../parts/records/kind'
import { productKind } from './product-kind'

/** The kind with the classes that the table of taxes has. */
export function useProductKind(): { kind: RecordKind; taxClasses: () => readonly string[] } {
  const { can } = useSession()
  const query = useQuery(() => ({
    queryKey: ['tax_rate', 'all'],
    enabled: !isServer && can('tax_rate', 'read'),
    queryFn: ({ signal }) => api.get('/crm/taxes', { signal }),
  }))
  const taxClasses = () => [...new Set((query.data?.results ?? []).map(({ taxClass }) => taxClass))]
  return {
    kind: { ...productKind, next: (_, key) => (key === 'taxClass' ? taxClasses() : undefined) },
    taxClasses,
  }
}
