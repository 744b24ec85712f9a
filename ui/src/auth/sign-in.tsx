import { A, useSearchParams } from '@solidjs/router'
import { api } from '../app/api'
import { TextField } from '../parts/field/text-field'
import { t } from './auth.text'
import { createForm } from './form'
import { enter } from './session-start'
import { FormProblem, SendButton, SignFrame } from './sign-frame'

export function SignIn() {
  const [search] = useSearchParams<{ to?: string }>()
  const form = createForm({ email: '', password: '' })
  const submit = () =>
    form.submit(
      () => ({
        email: form.value('email').includes('@') ? '' : t('email.missing'),
        password: form.value('password') ? '' : t('password.missing'),
      }),
      async () => {
        const body = { email: form.value('email').trim(), password: form.value('password') }
        await api.post('/auth/sign-in', body, { keepOn401: true })
        await enter(search.to)
      },
    )
  return (
    <SignFrame
      title={t('signIn.title')}
      foot={
        <>
          {t('signIn.noAccount')}{' '}
          <A class="link" href="/sign-up">
            {t('signUp.action')}
          </A>
        </>
      }
    >
      <form
        method="post"
        novalidate
        onSubmit={event => {
          event.preventDefault()
          void submit()
        }}
      >
        <FormProblem text={form.problem()} />
        <TextField
          label={t('email')}
          name="email"
          type="email"
          autocomplete="username"
          value={form.value('email')}
          onChange={form.set('email')}
          error={form.error('email')}
        />
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autocomplete="current-password"
          value={form.value('password')}
          onChange={form.set('password')}
          error={form.error('password')}
        />
        <SendButton busy={form.busy()}>{t('signIn.action')}</SendButton>
      </form>
    </SignFrame>
  )
}
