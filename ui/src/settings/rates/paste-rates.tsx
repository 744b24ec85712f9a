import { useQueryClient } from '@tanstack/solid-query'
import { TextAreaField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { t } from './rates.text'
import { sendRates, tellSaved } from './send-rates'

/** Takes rows of day, currency and rate, as a table of another program copies them. */
export function PasteRates(props: { onClose: () => void }) {
  const client = useQueryClient()
  const form = createForm({ rows: '' }, 'pasted rates')
  const save = async () => {
    const saved = await form.submit(
      () => ({ rows: !form.value('rows').trim() && t('paste.missing') }),
      () => sendRates(new Blob([form.value('rows')]), 'csv'),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['exchange_rate'] })
    tellSaved(saved)
    props.onClose()
  }
  return (
    <FormDialog
      title={t('act.paste')}
      action={t('paste.save')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <TextAreaField
        label={t('paste.rows')}
        name="rows"
        hint={t('paste.hint')}
        rows={10}
        {...form.field('rows')}
      />
    </FormDialog>
  )
}
