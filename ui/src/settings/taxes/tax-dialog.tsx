import type { TaxRate } from '@sextant/db/taxes/taxes.model'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { ComboboxField } from '../../parts/field/combobox-field'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { countryOptions } from '../../parts/records/places'
import { toast } from '../../parts/toast/toast'
import { t as settings } from '../settings.text'
import { t } from './taxes.text'

/** Enters what a country takes of a class; `rate`: the one that is changed, whose country and class stay. */
export function TaxDialog(props: { rate?: TaxRate; onClose: () => void }) {
  const client = useQueryClient()
  const form = createForm({
    country: props.rate?.country ?? '',
    taxClass: props.rate?.taxClass ?? '',
    percent: props.rate?.percent ?? '',
  })
  const save = async () => {
    const [country, taxClass] = [form.value('country'), form.value('taxClass').trim()]
    const percent = form.value('percent').trim().replace(',', '.')
    const saved = await form.submit(
      () => ({
        country: !country && t('country.missing'),
        taxClass: !taxClass && t('class.missing'),
        percent: !/^\d{1,3}(\.\d{1,4})?$/.test(percent) && t('percent.wrong'),
      }),
      () => api.post('/crm/taxes', { country, taxClass, percent }),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['tax_rate'] })
    toast(settings('saved'))
    props.onClose()
  }
  const title = () => {
    const { rate } = props
    return rate ? t('change', { country: format.country(rate.country), taxClass: rate.taxClass }) : t('add')
  }
  return (
    <FormDialog
      title={title()}
      action={t('save')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <ComboboxField
        label={t('country')}
        options={countryOptions()}
        locked={props.rate && t('kept')}
        {...form.field('country')}
      />
      <TextField
        label={t('class')}
        name="class"
        hint={t('class.hint')}
        locked={props.rate && t('kept')}
        {...form.field('taxClass')}
      />
      <TextField label={t('percent')} name="percent" {...form.field('percent')} />
    </FormDialog>
  )
}
