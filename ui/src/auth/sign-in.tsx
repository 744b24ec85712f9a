import { useSearchParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { api } from '../app/api'
import { createForm } from '../parts/form/create-form'
import { t } from './auth.text'
import { refusedBefore } from './refused-before'
import { enter } from './session-start'
import { EmailField, PasswordField } from './sign-fields'
import { SignForm, SignFrame, SignLink } from './sign-frame'

export function SignIn() {
  const [search] = useSearchParams<{ to?: string; reset?: string; address?: string }>()
  const before = refusedBefore()
  const form = createForm({ email: before?.typed.email ?? '', password: '' }, undefined, before?.problem)
  const submit = () =>
    form.submit(
      () => ({
        email: !form.value('email').includes('@') && t('email.missing'),
        password: !form.value('password') && t('password.missing'),
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
          <SignLink href="/forgot-password">{t('signIn.forgot')}</SignLink>
          <br />
          {t('signIn.noAccount')} <SignLink href="/sign-up">{t('signUp.action')}</SignLink>
        </>
      }
    >
      <Show when={search.reset}>
        <p role="status">{t('signIn.reset')}</p>
      </Show>
      <Show when={search.address}>
        <p role="status">{t('signIn.address')}</p>
      </Show>
      <Show when={search.to && search.to !== '/'}>
        <p class="muted">{t('signIn.goOn')}</p>
      </Show>
      <SignForm sendable refused={before?.told} form={form} action={t('signIn.action')} onSubmit={submit}>
        <EmailField {...form.field('email')} />
        <PasswordField known {...form.field('password')} />
      </SignForm>
    </SignFrame>
  )
}
