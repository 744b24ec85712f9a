import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../app/api'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { toast } from '../parts/toast/toast'
import { t } from './quotes.text'

/** A link for one more person. */
export function LinkDialog(props: { quoteId: string; onClose: () => void }) {
  const client = useQueryClient()
  const form = createForm({ name: '', email: '' })
  const make = async () => {
    const name = form.value('name').trim()
    const made = await form.submit(
      () => ({ name: !name && t('send.missing') }),
      async () => {
        const body = { name, email: form.value('email').trim() || null }
        await api.post('/crm/quotes/{id}/links', body, { params: { id: props.quoteId } })
        return true
      },
    )
    if (!made) return
    void client.invalidateQueries({ queryKey: ['quote'] })
    toast(t('links.made', { name }))
    props.onClose()
  }
  return (
    <FormDialog
      title={t('links.add')}
      action={t('links.add.action')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={make}
      onClose={props.onClose}
    >
      <TextField label={t('send.name')} {...form.field('name')} />
      <TextField label={t('send.email')} hint={t('send.email.hint')} type="email" {...form.field('email')} />
    </FormDialog>
  )
}
