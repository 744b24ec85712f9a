import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { api } from '../app/api'
import { asProblem } from '../app/problem'
import { Button } from '../parts/button/button'
import { Checkbox } from '../parts/field/checkbox'
import { TextField } from '../parts/field/text-field'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { t } from './auth.text'
import { createForm } from './form'
import { enter } from './session-start'
import { FormProblem, SignFrame } from './sign-frame'
import { passwordLength } from './sign-up'

interface InvitationView {
  workspace: string
  inviter: string
  email: string
  role: 'admin' | 'manager' | 'rep' | 'marketer' | 'analyst' | 'read-only'
}

/** Joins a workspace by the link of an invitation, with a new account or an existing one. */
export function Invitation() {
  const params = useParams<{ token: string }>()
  const path = () => `/auth/invitations/${encodeURIComponent(params.token ?? '')}`
  const query = useQuery(() => ({
    queryKey: ['invitation', params.token],
    queryFn: ({ signal }) => api.get<InvitationView>(path(), { signal, keepOn401: true }),
    staleTime: Number.POSITIVE_INFINITY,
  }))
  const gone = () => query.isError && [404, 410].includes(asProblem(query.error).status)
  return (
    <Switch
      fallback={
        <SignFrame title={t('invitation.action')}>
          <Skeleton />
          <Skeleton n={1} />
        </SignFrame>
      }
    >
      <Match when={gone()}>
        <SignFrame title={t('invitation.gone')}>
          <p class="muted">{t('invitation.gone.why')}</p>
        </SignFrame>
      </Match>
      <Match when={query.isError}>
        <ErrorState title={t('invitation.failed')} error={query.error} onRetry={() => void query.refetch()} />
      </Match>
      <Match when={query.isSuccess && query.data}>
        {invitation => <Accept path={path()} invitation={invitation()} />}
      </Match>
    </Switch>
  )
}

function Accept(props: { path: string; invitation: InvitationView }) {
  const form = createForm({ name: '', password: '' })
  const [existing, setExisting] = createSignal(false)
  const words = () => ({ ...props.invitation, role: t(`role.${props.invitation.role}`) })
  const submit = () =>
    form.submit(
      () => ({
        name: existing() || form.value('name').trim() ? '' : t('name.missing'),
        password:
          form.value('password').length >= (existing() ? 1 : passwordLength) ? '' : t('password.short'),
      }),
      async () => {
        const name = existing() ? {} : { name: form.value('name').trim() }
        await api.post(props.path, { ...name, password: form.value('password') }, { keepOn401: true })
        await enter('/')
      },
    )
  return (
    <SignFrame title={t('invitation.title', { workspace: props.invitation.workspace })}>
      <p class="muted">
        {t('invitation.by', { inviter: words().inviter, email: words().email, role: words().role })}
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
        <Checkbox label={t('invitation.existing')} checked={existing()} onChange={setExisting} />
        <Show when={!existing()}>
          <TextField
            label={t('name')}
            name="name"
            autocomplete="name"
            value={form.value('name')}
            onChange={form.set('name')}
            error={form.error('name')}
          />
        </Show>
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autocomplete={existing() ? 'current-password' : 'new-password'}
          hint={existing() ? undefined : t('password.hint')}
          value={form.value('password')}
          onChange={form.set('password')}
          error={form.error('password')}
        />
        <Button type="submit" tone="primary" size="lg" wide busy={form.busy()}>
          {t('invitation.action')}
        </Button>
      </form>
    </SignFrame>
  )
}
