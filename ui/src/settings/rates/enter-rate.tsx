import type { Rate } from '@sextant/db/rates/rates.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal } from 'solid-js'
import { api } from '../../app/api'
import { Checkbox } from '../../parts/field/checkbox'
import { ComboboxField } from '../../parts/field/combobox-field'
import { DateField } from '../../parts/field/date-field'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { currencyOptions } from './currencies'
import { t } from './rates.text'
import { tellSaved } from './send-rates'

/** Enters the rate of a day; `rate`: the one that is changed. */
export function EnterRate(props: { base: string; today: string; rate?: Rate; onClose: () => void }) {
  const client = useQueryClient()
  const form = createForm({
    day: props.rate?.day ?? props.today,
    currency: props.rate?.currency ?? '',
    rate: props.rate?.rate ?? '',
  })
  const [replace, setReplace] = createSignal(props.rate !== undefined)
  const save = async () => {
    const rate = { day: form.value('day'), currency: form.value('currency'), rate: form.value('rate').trim() }
    const saved = await form.submit(
      () => ({
        currency: !rate.currency && t('enter.currency.missing'),
        rate: !rate.rate && t('enter.rate.missing'),
      }),
      () => api.post('/crm/rates', { rates: [rate], replace: replace() }),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['exchange_rate'] })
    tellSaved(saved)
    props.onClose()
  }
  return (
    <FormDialog
      title={props.rate ? t('act.change', { currency: props.rate.currency }) : t('act.enter')}
      action={t('enter.save')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <DateField label={t('enter.day')} name="day" {...form.field('day')} />
      <ComboboxField label={t('enter.currency')} options={currencyOptions()} {...form.field('currency')} />
      <TextField
        label={t('enter.rate')}
        name="rate"
        hint={t('enter.rate.hint', { base: props.base })}
        {...form.field('rate')}
      />
      <Checkbox label={t('enter.replace')} checked={replace()} onChange={setReplace} />
    </FormDialog>
  )
}
