import type { Invitation } from '@sextant/db/access/access.model'
import { useQueryClient } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { roleName } from '../app/role-name'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Card } from '../parts/panel/card'
import { Loaded } from '../parts/state/loaded'
import { toast, toastRefusal } from '../parts/toast/toast'
import { useInvitationList, useMemberList, useRoleList } from './people'
import { RowTable } from './row-table'
import { t } from './settings.text'

/** Invitations that wait for an answer. */
export function Invitations() {
  const { can } = useSession()
  const client = useQueryClient()
  const query = useInvitationList()
  const members = useMemberList()
  const roles = useRoleList()
  const revoke = async ({ id, email }: Invitation) => {
    try {
      await api.delete('/crm/invitations/{id}', { params: { id } })
      await client.invalidateQueries({ queryKey: ['invitation'] })
      toast(t('invitations.revoked', { email }))
    } catch (error) {
      toastRefusal(t('invitations.kept', { email }), explain(error))
    }
  }
  return (
    // Mostly there is none: nothing stands for them while they are on their way.
    <Loaded query={query} failed={t('invitations.failed')} waiting="">
      {list => (
        <Show when={list().results.length}>
          {n => (
            <Card title={t('invitations.title', { n: n() })} flush>
              <RowTable
                label={t('invitations')}
                rows={list().results}
                columns={[
                  { label: t('email'), cell: invitation => <bdi>{invitation.email}</bdi> },
                  { label: t('role'), cell: invitation => roleName(invitation.role, roles.data?.results) },
                  {
                    label: t('invitations.by'),
                    cell: ({ invitedBy }) =>
                      members.data?.results.find(({ id }) => id === invitedBy)?.name ?? '',
                  },
                  { label: t('invitations.until'), cell: invitation => <Until at={invitation.expiresAt} /> },
                ]}
                acts={invitation => (
                  <Show when={can('invitation', 'archive')}>
                    <Button
                      aria-label={t('invitations.revoke.of', { email: invitation.email })}
                      onClick={() => void revoke(invitation)}
                    >
                      {t('invitations.revoke')}
                    </Button>
                  </Show>
                )}
              />
            </Card>
          )}
        </Show>
      )}
    </Loaded>
  )
}

const Until = (props: { at: string }) => (
  <Show when={new Date(props.at) < new Date()} fallback={format.date(props.at)}>
    <StatusChip tone="warn">{t('invitations.over')}</StatusChip>
  </Show>
)
