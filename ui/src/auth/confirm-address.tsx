import { useSearchParams } from '@solidjs/router'
import { api } from '../app/api'
import { leaveFor } from '../app/leave'
import { createForm } from '../parts/form/create-form'
import { t } from './auth.text'
import { refusedBefore } from './refused-before'
import { SignForm, SignFrame, SignLink } from './sign-frame'

/** Confirms a new address by the link that was sent there: by a press, as programs that look into mail open links too. */
export function ConfirmAddress() {
  const [search] = useSearchParams<{ token?: string }>()
  const before = refusedBefore()
  const form = createForm({}, undefined, before?.problem)
  const submit = () =>
    form.submit(
      () => ({}),
      async () => {
        await api.post('/auth/address/{token}', undefined, { params: { token: search.token ?? 'none' } })
        return leaveFor('/sign-in?address=1')
      },
    )
  return (
    <SignFrame title={t('address.title')} foot={<SignLink href="/sign-in">{t('forgot.back')}</SignLink>}>
      <p class="muted">{t('address.why')}</p>
      <SignForm sendable refused={before?.told} form={form} action={t('address.action')} onSubmit={submit}>
        {null}
      </SignForm>
    </SignFrame>
  )
}
