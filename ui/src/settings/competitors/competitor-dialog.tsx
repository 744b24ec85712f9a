import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { TextAreaField, TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { toast } from '../../parts/toast/toast'
import { t as settings } from '../settings.text'
import { t } from './competitors.text'

export interface KnownCompetitor {
  id: string
  version: number
  name: string
  website: string | null
  note: string | null
}

/** Enters a competitor, or changes one: deals that name it follow. */
export function CompetitorDialog(props: { competitor?: KnownCompetitor; onClose: () => void }) {
  const client = useQueryClient()
  const form = createForm({
    name: props.competitor?.name ?? '',
    website: props.competitor?.website ?? '',
    note: props.competitor?.note ?? '',
  })
  const save = async () => {
    const name = form.value('name').trim()
    const values = {
      name,
      website: form.value('website').trim() || null,
      note: form.value('note').trim() || null,
    }
    const { competitor } = props
    const saved = await form.submit(
      () => ({ name: !name && t('name.missing') }),
      () =>
        competitor
          ? api.patch('/crm/competitors/{id}', values, {
              params: { id: competitor.id },
              version: competitor.version,
            })
          : api.post('/crm/competitors', values),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['competitor'] })
    toast(settings('saved'))
    props.onClose()
  }
  return (
    <FormDialog
      title={props.competitor ? t('change', { name: props.competitor.name }) : t('add')}
      action={t('save')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="stack">
        <TextField label={t('name')} name="name" maxLength={255} {...form.field('name')} />
        <TextField label={t('website')} name="website" type="url" optional {...form.field('website')} />
        <TextAreaField label={t('note')} name="note" optional {...form.field('note')} />
      </div>
    </FormDialog>
  )
}
