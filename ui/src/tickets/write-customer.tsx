import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, on } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { TextAreaField, TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { FormDialog } from '../parts/form/form-dialog'
import type { Rec } from '../parts/records/kind'
import { addressesIn } from '../parts/thread/composer.rules'
import { toast } from '../parts/toast/toast'
import { t } from './tickets.text'

const idOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** The first message to the customer of a ticket. What they answer stands on the ticket, and stops and starts its clocks. */
export function WriteCustomer(props: { ticket: Rec; onClose: () => void }) {
  const client = useQueryClient()
  const form = createForm({ to: '', subject: String(props.ticket.name ?? ''), text: '' })
  const contact = useQuery(() => ({
    queryKey: ['contact', 'address', idOf(props.ticket.contactId)],
    enabled: !isServer && idOf(props.ticket.contactId) !== undefined,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/contacts/{id}', { params: { id: idOf(props.ticket.contactId) ?? '' }, signal }),
  }))
  createEffect(
    on(
      () => contact.data?.email,
      email => {
        if (email && !form.value('to')) form.field('to').onChange(email)
      },
    ),
  )
  const send = async () => {
    const sent = await form.submit(
      () => ({
        to: addressesIn(form.value('to')).length === 0 && t('write.missing'),
        subject: !form.value('subject').trim() && t('write.missing'),
        text: !form.value('text').trim() && t('write.missing'),
      }),
      () =>
        api.post('/crm/conversations', {
          to: addressesIn(form.value('to')),
          subject: form.value('subject'),
          text: form.value('text'),
          ticketId: props.ticket.id,
          contactId: idOf(props.ticket.contactId) ?? null,
          customerId: idOf(props.ticket.customerId) ?? null,
        }),
    )
    if (!sent) return
    await client.invalidateQueries({ queryKey: ['conversation'] })
    toast(t('write.sent'))
    props.onClose()
  }
  return (
    <FormDialog
      title={t('write')}
      action={t('write.send')}
      wide
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={send}
      onClose={props.onClose}
    >
      <TextField label={t('write.to')} type="email" {...form.field('to')} />
      <TextField label={t('write.subject')} {...form.field('subject')} />
      <TextAreaField label={t('write.text')} rows={8} {...form.field('text')} />
    </FormDialog>
  )
}
