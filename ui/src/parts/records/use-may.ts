import { areaOf, type RecordName } from '@sextant/db/core/areas.model'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { useSession } from '../../app/session'
import type { Rec, RecordKind } from './kind'

/** The policy's own rule, so that no control is offered that would be refused: own records, the team's or all, and none in the recycle bin. */
export function useMay(kind: RecordKind) {
  const { session } = useSession()
  return (action: 'update' | 'archive', record: Rec | undefined): boolean => {
    const now = session()
    const scope = now?.permissions[kind.entity]?.[action]
    if (!now || !scope || !record || record.deletedAt) return false
    if (scope === 'all' || !('ownerId' in kind.fields)) return true
    const { ownerId, territoryId } = record
    if (ownerId === now.member.id) return true
    if (scope === 'own') return false
    if (typeof ownerId !== 'string' || now.team.includes(ownerId)) return true
    // Where a part of a record does not say where it lies, the server does.
    return (
      scope === 'territory' && (territoryId === undefined || now.territories.includes(String(territoryId)))
    )
  }
}

/** Whether records of this kind have owners, and so can be shared. */
const isShared = ({ entity, fields }: RecordKind): boolean => isRecord(entity) && 'ownerId' in fields

export const isRecord = (name: string): name is RecordName => areaOf(name) !== undefined

/** Who has a record beside its owner. */
export const sharingQuery = (entity: RecordName, id: string) => ({
  queryKey: [entity, 'sharing', id],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get('/crm/shares', { query: { entity, id }, signal }),
})

/** Whether the reader may change one record: by their role, or as it is shared with them, which is asked for only where the role says no. */
export function useMayChange(kind: RecordKind, record: () => Rec | undefined): () => boolean {
  const { session } = useSession()
  const may = useMay(kind)
  const query = useQuery(() => ({
    ...sharingQuery(isRecord(kind.entity) ? kind.entity : 'lead', record()?.id ?? ''),
    enabled: Boolean(
      record() && isShared(kind) && session()?.permissions[kind.entity]?.update && !may('update', record()),
    ),
  }))
  return () =>
    may('update', record()) ||
    Boolean(record() && !record()?.deletedAt && query.isSuccess && query.data.mine === 'write')
}
