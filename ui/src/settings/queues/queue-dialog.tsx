import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { TextAreaField, TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { toast } from '../../parts/toast/toast'
import { t as settings } from '../settings.text'
import { t } from './queues.text'

export interface KnownQueue {
  id: string
  version: number
  name: string
  note: string | null
}

/** Makes a queue, or changes one: tickets in it follow. */
export function QueueDialog(props: { queue?: KnownQueue; onClose: () => void }) {
  const client = useQueryClient()
  const form = createForm({
    name: props.queue?.name ?? '',
    note: props.queue?.note ?? '',
  })
  const save = async () => {
    const name = form.value('name').trim()
    const values = {
      name,
      note: form.value('note').trim() || null,
    }
    const { queue } = props
    const saved = await form.submit(
      () => ({ name: !name && t('name.missing') }),
      () =>
        queue
          ? api.patch('/crm/queues/{id}', values, {
              params: { id: queue.id },
              version: queue.version,
            })
          : api.post('/crm/queues', values),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['queue'] })
    toast(settings('saved'))
    props.onClose()
  }
  return (
    <FormDialog
      title={props.queue ? t('change', { name: props.queue.name }) : t('add')}
      action={t('save')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="stack">
        <TextField label={t('name')} name="name" maxLength={255} {...form.field('name')} />
        <TextAreaField label={t('note')} name="note" optional {...form.field('note')} />
      </div>
    </FormDialog>
  )
}
