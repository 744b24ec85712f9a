import type { InvitationView } from '@sextant/db/access/access.model'
import { passwordLength } from '@sextant/db/access/passwords.rules'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import { roleName } from '../app/role-name'
import { createForm } from '../parts/form/create-form'
import { t } from './auth.text'
import { enter } from './session-start'
import { NameField, PasswordField } from './sign-fields'
import { SignForm, SignFrame } from './sign-frame'

/** Somebody new gives name and password, somebody known the password of the account, somebody signed in as the invited nothing. */
export function AcceptInvitation(props: { token: string; invitation: InvitationView }) {
  const form = createForm({ name: '', password: '' })
  const session = useQuery(() => ({
    queryKey: ['session'],
    queryFn: ({ signal }) => api.get('/auth/session', { signal, keepOn401: true }),
    enabled: props.invitation.known,
  }))
  const signedIn = () => session.isSuccess && session.data.user.email === props.invitation.email
  const least = () => (props.invitation.known ? 1 : passwordLength.least)
  const check = () => ({
    name: !props.invitation.known && !form.value('name').trim() && t('name.missing'),
    password: form.value('password').length < least() && t('password.short', { n: least() }),
  })
  const submit = () =>
    form.submit(
      () => (signedIn() ? {} : check()),
      async () => {
        const name = props.invitation.known ? {} : { name: form.value('name').trim() }
        const body = signedIn() ? {} : { ...name, password: form.value('password') }
        const params = { token: props.token }
        await api.post('/auth/invitations/{token}', body, { params, keepOn401: true })
        await enter('/')
      },
    )
  return (
    <SignFrame title={t('invitation.title', { workspace: props.invitation.workspace })}>
      <p class="muted">
        {words(props.invitation)}{' '}
        {t('invitation.until', { date: format.longDate(props.invitation.expiresAt) })}
      </p>
      <SignForm form={form} action={t('invitation.action')} onSubmit={submit}>
        <Show when={props.invitation.known} fallback={<NameField {...form.field('name')} />}>
          <p>{signedIn() ? t('invitation.signedIn') : t('invitation.known')}</p>
        </Show>
        <Show when={!signedIn()}>
          <PasswordField known={props.invitation.known} {...form.field('password')} />
        </Show>
      </SignForm>
    </SignFrame>
  )
}

function words({ inviter, email, role: key, roleName: name }: InvitationView): string {
  const role = roleName(key, [{ key, name }])
  return inviter ? t('invitation.by', { inviter, email, role }) : t('invitation.plain', { email, role })
}
