import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { t } from './settings.text'
import { ToldOnce } from './told-once'

/** Asks for another address to sign in with. It holds once it was confirmed from there. */
export function ChangeAddress(props: { onClose: () => void }) {
  const [asked, setAsked] = createSignal<string>()
  const form = createForm({ email: '', password: '' })
  const ask = async () => {
    const email = form.value('email').trim()
    const done = await form.submit(
      () => ({
        email: !email.includes('@') && t('address.missing'),
        password: !form.value('password') && t('address.password.missing'),
      }),
      async () => {
        await api.post('/auth/address', { email, password: form.value('password') }, { keepOn401: true })
        return true
      },
    )
    if (done) setAsked(email)
  }
  return (
    <Show
      when={asked()}
      fallback={
        <FormDialog
          title={t('address.change')}
          action={t('address.ask')}
          busy={form.busy()}
          problem={form.problem()}
          onSubmit={ask}
          onClose={props.onClose}
        >
          <div class="stack">
            <TextField label={t('address.new')} type="email" {...form.field('email')} />
            <TextField
              label={t('address.password')}
              type="password"
              autocomplete="current-password"
              {...form.field('password')}
            />
          </div>
        </FormDialog>
      }
    >
      {email => (
        <ToldOnce title={t('address.asked')} onClose={props.onClose}>
          <p>{t('address.asked.why', { email: email() })}</p>
        </ToldOnce>
      )}
    </Show>
  )
}
