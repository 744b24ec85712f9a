import { useSession } from '../../app/session'
import type { Rec, RecordKind } from './kind'

/** The policy's own rule, so that no control is offered that would be refused: own records or all, and none in the recycle bin. */
export function useMay(kind: RecordKind) {
  const { session } = useSession()
  return (action: 'update' | 'archive', record: Rec | undefined): boolean => {
    const scope = session()?.permissions[kind.entity]?.[action]
    if (!scope || !record || record.deletedAt) return false
    return scope === 'all' || !('ownerId' in kind.fields) || record.ownerId === session()?.member.id
  }
}
