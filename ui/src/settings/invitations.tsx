import type { Invitation } from '@sextant/db/access/access.model'
import { useQueryClient } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Card } from '../parts/panel/card'
import { ErrorState } from '../parts/state/error-state'
import { toast, toastRefusal } from '../parts/toast/toast'
import { useInvitationList, useMemberList } from './people'
import { Scroller } from './scroller'
import { t } from './settings.text'

/** Invitations that wait for an answer. */
export function Invitations() {
  const query = useInvitationList()
  return (
    <Switch>
      <Match when={query.isError && !query.data}>
        <ErrorState
          title={t('invitations.failed')}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </Match>
      <Match when={query.data?.items.length ? query.data.items : undefined}>
        {invitations => (
          <Card title={t('invitations.title', { n: invitations().length })} flush>
            <Scroller label={t('invitations')}>
              <table class="plain-table rows">
                <thead>
                  <tr>
                    <th scope="col">{t('email')}</th>
                    <th scope="col">{t('role')}</th>
                    <th scope="col">{t('invitations.by')}</th>
                    <th scope="col">{t('invitations.until')}</th>
                    <th scope="col">
                      <span class="sr">{t('acts')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  <For each={invitations()}>{invitation => <Row invitation={invitation} />}</For>
                </tbody>
              </table>
            </Scroller>
          </Card>
        )}
      </Match>
    </Switch>
  )
}

function Row(props: { invitation: Invitation }) {
  const { can } = useSession()
  const client = useQueryClient()
  const members = useMemberList()
  const over = () => new Date(props.invitation.expiresAt) < new Date()
  const revoke = async () => {
    const { id, email } = props.invitation
    try {
      await api.delete(`/crm/invitations/${id}`)
      await client.invalidateQueries({ queryKey: ['invitation'] })
      toast(t('invitations.revoked', { email }))
    } catch (error) {
      toastRefusal(t('invitations.kept', { email }), explain(error))
    }
  }
  return (
    <tr>
      <th scope="row">
        <bdi>{props.invitation.email}</bdi>
      </th>
      <td data-label={t('role')}>{common(`role.${props.invitation.role}`)}</td>
      <td data-label={t('invitations.by')}>
        {members.data?.items.find(({ id }) => id === props.invitation.invitedBy)?.name ?? ''}
      </td>
      <td data-label={t('invitations.until')}>
        <Show when={over()} fallback={format.date(props.invitation.expiresAt)}>
          <StatusChip tone="warn">{t('invitations.over')}</StatusChip>
        </Show>
      </td>
      <td>
        <div class="acts">
          <Show when={can('invitation', 'archive')}>
            <Button
              aria-label={t('invitations.revoke.of', { email: props.invitation.email })}
              onClick={() => void revoke()}
            >
              {t('invitations.revoke')}
            </Button>
          </Show>
        </div>
      </td>
    </tr>
  )
}
