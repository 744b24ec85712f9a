import { passwordLength } from '@sextant/db/access/passwords.rules'
import { A } from '@solidjs/router'
import { api } from '../app/api'
import { currentLocale } from '../app/preferences'
import { TextField } from '../parts/field/text-field'
import { t } from './auth.text'
import { createForm } from './form'
import { enter } from './session-start'
import { FormProblem, SendButton, SignFrame } from './sign-frame'

const passwordLeast = { n: passwordLength.least }

export function SignUp() {
  const form = createForm({ name: '', email: '', password: '', workspace: '' })
  const submit = () =>
    form.submit(
      () => ({
        name: form.value('name').trim() ? '' : t('name.missing'),
        email: form.value('email').includes('@') ? '' : t('email.missing'),
        password:
          form.value('password').length >= passwordLength.least ? '' : t('password.short', passwordLeast),
        workspace: form.value('workspace').trim() ? '' : t('workspace.missing'),
      }),
      async () => {
        await api.post(
          '/auth/sign-up',
          {
            name: form.value('name').trim(),
            email: form.value('email').trim(),
            password: form.value('password'),
            workspace: form.value('workspace').trim(),
            locale: currentLocale(),
            timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          },
          { keepOn401: true },
        )
        await enter('/')
      },
    )
  return (
    <SignFrame
      title={t('signUp.title')}
      foot={
        <>
          {t('signUp.hasAccount')}{' '}
          <A class="link" href="/sign-in">
            {t('signIn.action')}
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
          label={t('name')}
          name="name"
          autocomplete="name"
          value={form.value('name')}
          onChange={form.set('name')}
          error={form.error('name')}
        />
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
          autocomplete="new-password"
          hint={t('password.hint', passwordLeast)}
          value={form.value('password')}
          onChange={form.set('password')}
          error={form.error('password')}
        />
        <TextField
          label={t('workspace')}
          name="workspace"
          autocomplete="organization"
          hint={t('workspace.hint')}
          value={form.value('workspace')}
          onChange={form.set('workspace')}
          error={form.error('workspace')}
        />
        <SendButton busy={form.busy()}>{t('signUp.action')}</SendButton>
      </form>
    </SignFrame>
  )
}
