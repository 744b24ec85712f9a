import type { Tx } from '../core/database'
import { notFound, refused } from '../core/errors'
import { isUuid } from '../core/ids'
import type { Member } from './access.model'
import { memberColumns } from './members.queries'

export type LockedMember = Member & { userId: string | null }

/**
 * A member, locked until the transaction ends, together with all admins: of two people who take each other's admin role away at
 * the same moment, the second waits and then finds that only one admin is left.
 */
export async function lockMember(tx: Tx, id: string): Promise<{ member: LockedMember; admins: number }> {
  if (!isUuid(id)) throw notFound('member')
  const rows = await tx<LockedMember[]>`
    select ${memberColumns(tx)}, user_id from member
    where deleted_at is null and (id = ${id} or role = 'admin') order by id for update`
  const member = rows.find(row => row.id === id)
  if (!member) throw notFound('member')
  return { member, admins: rows.filter(row => row.role === 'admin' && row.userId !== null).length }
}

/** Throws when the workspace would be left without an admin who can sign in. */
export function keepAnAdmin({ member, admins }: { member: LockedMember; admins: number }): void {
  if (member.role === 'admin' && member.userId !== null && admins <= 1)
    throw refused('member.last_admin', 'The last admin stays. Make somebody else an admin first.')
}
