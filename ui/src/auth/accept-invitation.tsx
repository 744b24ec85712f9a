import type { InvitationView } from '@sextant/db/access/access.model'
import { passwordLength } from '@sextant/db/access/passwords.rules'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import type { Session } from '../app/session'
import { t as common } from '../app/text'
import { TextField } from '../parts/field/text-field'
import { t } from './auth.text'
import { createForm } from './form'
import { enter } from './session-start'
import { FormProblem, SendButton, SignFrame } from './sign-frame'

/** Somebody new gives name and password, somebody known the password of the account, somebody signed in as the invited nothing. */
export function AcceptInvitation(props: { path: string; invitation: InvitationView }) {
  const form = createForm({ name: '', password: '' })
  const session = useQuery(() => ({
    queryKey: ['session'],
    queryFn: ({ signal }) => api.get<Session>('/auth/session', { signal, keepOn401: true }),
    enabled: props.invitation.known,
  }))
  const signedIn = () => session.isSuccess && session.data.user.email === props.invitation.email
  const least = () => (props.invitation.known ? 1 : passwordLength.least)
  const check = () => ({
    name: props.invitation.known || form.value('name').trim() ? '' : t('name.missing'),
    password: form.value('password').length >= least() ? '' : t('password.short', { n: least() }),
  })
  const submit = () =>
    form.submit(
      () => (signedIn() ? {} : check()),
      async () => {
        const name = props.invitation.known ? {} : { name: form.value('name').trim() }
        const body = signedIn() ? {} : { ...name, password: form.value('password') }
        await api.post(props.path, body, { keepOn401: true })
        await enter('/')
      },
    )
  return (
    <SignFrame title={t('invitation.title', { workspace: props.invitation.workspace })}>
      <p class="muted">
        {words(props.invitation)} {t('invitation.until', { date: format.date(props.invitation.expiresAt) })}
      </p>
      <form
        method="post"
        novalidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <FormProblem text={form.problem()} />
        <Show when={props.invitation.known}>
          <p>{signedIn() ? t('invitation.signedIn') : t('invitation.known')}</p>
        </Show>
        <Show when={!props.invitation.known}>
          <TextField
            label={t('name')}
            name="name"
            autocomplete="name"
            value={form.value('name')}
            onChange={form.set('name')}
            error={form.error('name')}
          />
        </Show>
        <Show when={!signedIn()}>
          <TextField
            label={t('password')}
            name="password"
            type="password"
            autocomplete={props.invitation.known ? 'current-password' : 'new-password'}
            hint={props.invitation.known ? undefined : t('password.hint', { n: passwordLength.least })}
            value={form.value('password')}
            onChange={form.set('password')}
            error={form.error('password')}
          />
        </Show>
        <SendButton busy={form.busy()}>{t('invitation.action')}</SendButton>
      </form>
    </SignFrame>
  )
}

function words({ inviter, email, role: code }: InvitationView): string {
  const role = common(`role.${code}`)
  return inviter ? t('invitation.by', { inviter, email, role }) : t('invitation.plain', { email, role })
}
