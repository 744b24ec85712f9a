import { api } from '../app/api'
import { TextAreaField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { t } from './quote-page.text'

/** A note to the seller: what should be different, or why it comes to nothing. */
export function NoteDialog(props: {
  token: string
  seller: string
  kind: 'ask' | 'decline'
  onDone: () => unknown
  onClose: () => void
}) {
  const form = createForm({ text: '' })
  const asks = () => props.kind === 'ask'
  const submit = () =>
    form.submit(
      () => ({ text: asks() && !form.value('text').trim() && t('ask.missing') }),
      async () => {
        const text = form.value('text').trim()
        const options = { params: { token: props.token }, keepOn401: true }
        if (asks()) await api.post('/public/quotes/{token}/ask-for-change', { text }, options)
        else await api.post('/public/quotes/{token}/decline', { reason: text || null }, options)
        await props.onDone()
      },
    )
  return (
    <FormDialog
      title={asks() ? t('ask.title') : t('decline.title')}
      action={asks() ? t('ask.act') : t('decline.act')}
      tone={asks() ? 'primary' : 'danger'}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p>{asks() ? t('ask.why', { seller: props.seller }) : t('decline.why', { seller: props.seller })}</p>
      <TextAreaField
        label={asks() ? t('ask.text') : t('decline.reason')}
        optional={!asks()}
        rows={5}
        maxLength={4000}
        {...form.field('text')}
      />
    </FormDialog>
  )
}
