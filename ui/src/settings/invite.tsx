import type { InvitationMade } from '@sextant/db/access/access.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { Dialog } from '../parts/overlay/dialog'
import { Notice } from '../parts/panel/card'
import { CopyOnce } from './copy-once'
import { createSending } from './form'
import { roleOptions, teamOptions, useTeamList } from './people'
import { t } from './settings.text'

/** Invites an address; then shows the link, which is told this once. */
export function Invite(props: { onClose: () => void }) {
  const [made, setMade] = createSignal<InvitationMade>()
  return (
    <Show when={made()} fallback={<InviteForm onClose={props.onClose} onMade={setMade} />}>
      {invitation => (
        <Dialog
          open
          wide
          onClose={props.onClose}
          title={t('invite.made', { email: invitation().email })}
          footer={
            <Button size="lg" tone="primary" onClick={() => props.onClose()}>
              {common('close')}
            </Button>
          }
        >
          <p>{t('invite.send', { date: format.date(invitation().expiresAt) })}</p>
          <CopyOnce text={invitation().link} note={t('invite.once')} />
        </Dialog>
      )}
    </Show>
  )
}

function InviteForm(props: { onClose: () => void; onMade: (made: InvitationMade) => void }) {
  const client = useQueryClient()
  const sending = createSending()
  const teams = useTeamList()
  const [email, setEmail] = createSignal('')
  const [role, setRole] = createSignal('rep')
  const [teamId, setTeamId] = createSignal('')
  const invite = async () => {
    if (sending.refuse({ email: !email().includes('@') && common('field.email') })) return
    const body = { email: email().trim(), role: role(), teamId: teamId() || null }
    const made = await sending.send(() => api.post<InvitationMade>('/crm/invitations', body))
    if (!made) return
    void client.invalidateQueries({ queryKey: ['invitation'] })
    props.onMade(made)
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('invite.title')}
      onSubmit={() => void invite()}
      footer={
        <>
          <Button size="lg" onClick={() => props.onClose()}>
            {common('cancel')}
          </Button>
          <Button size="lg" tone="primary" type="submit" busy={sending.busy()}>
            {t('invite.make')}
          </Button>
        </>
      }
    >
      <Show when={sending.problem()}>
        <div role="alert">
          <Notice tone="neg">{sending.problem()}</Notice>
        </div>
      </Show>
      <TextField
        label={t('email')}
        name="email"
        type="email"
        value={email()}
        error={sending.error('email')}
        onChange={value => {
          setEmail(value)
          sending.clear('email')
        }}
      />
      <SelectField
        label={t('role')}
        options={roleOptions()}
        value={role()}
        hint={t(`role.may.${roleOptions().find(option => option.value === role())?.value ?? 'rep'}`)}
        onChange={value => setRole(value ?? 'rep')}
      />
      <SelectField
        label={t('team')}
        options={teamOptions(teams.data?.items)}
        value={teamId()}
        error={sending.error('teamId')}
        onChange={value => setTeamId(value ?? '')}
      />
    </Dialog>
  )
}
