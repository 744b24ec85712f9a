import type { InvitationMade } from '@sextant/db/access/access.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import { t as common } from '../app/text'
import { SelectField } from '../parts/field/select-field'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { CopyOnce } from './copy-once'
import { teamOptions, useTeamList } from './people'
import { RoleField } from './role-field'
import { t } from './settings.text'
import { ToldOnce } from './told-once'

/** Invites an address; then shows the link, which is told this once. */
export function Invite(props: { onClose: () => void }) {
  const [made, setMade] = createSignal<InvitationMade>()
  return (
    <Show when={made()} fallback={<InviteForm onClose={props.onClose} onMade={setMade} />}>
      {invitation => (
        <ToldOnce title={t('invite.made', { email: invitation().email })} onClose={props.onClose}>
          <p>{t('invite.mailed')}</p>
          <p>{t('invite.send', { date: format.date(invitation().expiresAt) })}</p>
          <CopyOnce text={invitation().link} note={t('invite.once')} />
        </ToldOnce>
      )}
    </Show>
  )
}

function InviteForm(props: { onClose: () => void; onMade: (made: InvitationMade) => void }) {
  const client = useQueryClient()
  const teams = useTeamList()
  const form = createForm({ email: '', role: 'rep', teamId: '' }, 'invite')
  const invite = async () => {
    const made = await form.submit(
      () => ({ email: !form.value('email').includes('@') && common('field.email') }),
      () =>
        api.post('/crm/invitations', {
          email: form.value('email').trim(),
          role: form.value('role'),
          teamId: form.value('teamId') || null,
        }),
    )
    if (!made) return
    void client.invalidateQueries({ queryKey: ['invitation'] })
    props.onMade(made)
  }
  return (
    <FormDialog
      title={t('invite.title')}
      action={t('invite.make')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={invite}
      onClose={props.onClose}
    >
      <TextField label={t('email')} name="email" type="email" {...form.field('email')} />
      <RoleField {...form.field('role')} />
      <SelectField label={t('team')} options={teamOptions(teams.data?.results)} {...form.field('teamId')} />
    </FormDialog>
  )
}
