import { useSearchParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { createForm } from '../parts/form/create-form'
import { t } from './auth.text'
import { refusedBefore } from './refused-before'
import { EmailField } from './sign-fields'
import { SignForm, SignFrame, SignLink } from './sign-frame'

/** Asks for a link to a new password. What is told is the same whether or not there is such an account. */
export function ForgotPassword() {
  const [search] = useSearchParams<{ sent?: string }>()
  const before = refusedBefore()
  const form = createForm({ email: before?.typed.email ?? '' }, undefined, before?.problem)
  const [sent, setSent] = createSignal(false)
  const submit = () =>
    form.submit(
      () => ({ email: !form.value('email').includes('@') && t('email.missing') }),
      async () => {
        await api.post('/auth/password-reset', { email: form.value('email').trim() })
        setSent(true)
      },
    )
  return (
    <SignFrame title={t('forgot.title')} foot={<SignLink href="/sign-in">{t('forgot.back')}</SignLink>}>
      <Show
        when={sent() || search.sent}
        fallback={
          <>
            <p class="muted">{t('forgot.why')}</p>
            <SignForm
              sendable
              refused={before?.told}
              form={form}
              action={t('forgot.action')}
              onSubmit={submit}
            >
              <EmailField {...form.field('email')} />
            </SignForm>
          </>
        }
      >
        <p role="status">{t('forgot.sent')}</p>
      </Show>
    </SignFrame>
  )
}
