import { passwordLength } from '@sextant/db/access/passwords.rules'
import { api } from '../app/api'
import { beginWithFirstSteps, currentLocale } from '../app/preferences'
import { browserZone } from '../app/zone'
import { presentName } from '../app/zone-names'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { t } from './auth.text'
import { enter } from './session-start'
import { EmailField, NameField, PasswordField } from './sign-fields'
import { SignForm, SignFrame, SignLink } from './sign-frame'

export function SignUp() {
  const form = createForm({ name: '', email: '', password: '', workspace: '' })
  const submit = () =>
    form.submit(
      () => ({
        name: !form.value('name').trim() && t('name.missing'),
        email: !form.value('email').includes('@') && t('email.missing'),
        password:
          form.value('password').length < passwordLength.least &&
          t('password.short', { n: passwordLength.least }),
        workspace: !form.value('workspace').trim() && t('workspace.missing'),
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
            timeZone: presentName(browserZone()),
          },
          { keepOn401: true },
        )
        beginWithFirstSteps()
        await enter('/')
      },
    )
  return (
    <SignFrame
      title={t('signUp.title')}
      foot={
        <>
          {t('signUp.hasAccount')} <SignLink href="/sign-in">{t('signIn.action')}</SignLink>
        </>
      }
    >
      <SignForm form={form} action={t('signUp.action')} onSubmit={submit}>
        <NameField {...form.field('name')} />
        <EmailField {...form.field('email')} />
        <PasswordField known={false} {...form.field('password')} />
        <TextField
          label={t('workspace')}
          name="workspace"
          autocomplete="organization"
          hint={t('workspace.hint')}
          {...form.field('workspace')}
        />
      </SignForm>
    </SignFrame>
  )
}
