import { passwordLength } from '@sextant/db/access/passwords.rules'
import { useSearchParams } from '@solidjs/router'
import { api } from '../app/api'
import { leaveFor } from '../app/leave'
import { createForm } from '../parts/form/create-form'
import { t } from './auth.text'
import { refusedBefore } from './refused-before'
import { PasswordField } from './sign-fields'
import { SignForm, SignFrame, SignLink } from './sign-frame'

/** Sets a new password by the link that was sent. */
export function ResetPassword() {
  const [search] = useSearchParams<{ token?: string }>()
  const before = refusedBefore()
  const form = createForm({ password: '' }, undefined, before?.problem)
  const submit = () =>
    form.submit(
      () => ({
        password:
          form.value('password').length < passwordLength.least &&
          t('password.short', { n: passwordLength.least }),
      }),
      async () => {
        await api.post(
          '/auth/password-reset/{token}',
          { password: form.value('password') },
          { params: { token: search.token ?? 'none' } },
        )
        return leaveFor('/sign-in?reset=1')
      },
    )
  return (
    <SignFrame
      title={t('reset.title')}
      foot={<SignLink href="/forgot-password">{t('reset.again')}</SignLink>}
    >
      <p class="muted">{t('reset.why')}</p>
      <SignForm sendable refused={before?.told} form={form} action={t('reset.action')} onSubmit={submit}>
        <PasswordField known={false} {...form.field('password')} />
      </SignForm>
    </SignFrame>
  )
}
