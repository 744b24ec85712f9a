import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../app/api'
import { TextAreaField, TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import { addressesIn } from '../parts/thread/composer.rules'
import { t as thread } from '../parts/thread/thread.text'
import { toast } from '../parts/toast/toast'
import { t } from './conversations.text'

/** Writes to somebody first. */
export function NewMessage(props: { onClose: () => void; onSent: (id: string) => void }) {
  const client = useQueryClient()
  const form = createForm({ to: '', cc: '', subject: '', text: '' })
  const send = async () => {
    const sent = await form.submit(
      () => ({
        to: addressesIn(form.value('to')).length === 0 && thread('write.first'),
        subject: !form.value('subject').trim() && thread('write.first'),
        text: !form.value('text').trim() && thread('write.first'),
      }),
      () =>
        api.post('/crm/conversations', {
          to: addressesIn(form.value('to')),
          cc: addressesIn(form.value('cc')),
          subject: form.value('subject'),
          text: form.value('text'),
        }),
    )
    if (!sent) return
    await client.invalidateQueries({ queryKey: ['conversation'] })
    toast(t('new.sent'))
    props.onSent(sent.conversation.id)
  }
  return (
    <FormDialog
      title={t('new')}
      action={thread('send')}
      wide
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={send}
      onClose={props.onClose}
    >
      <TextField label={thread('label.to')} type="email" {...form.field('to')} />
      <TextField label={thread('label.cc')} type="email" optional {...form.field('cc')} />
      <TextField label={thread('label.subject')} {...form.field('subject')} />
      <TextAreaField label={thread('label.message')} rows={8} {...form.field('text')} />
    </FormDialog>
  )
}
