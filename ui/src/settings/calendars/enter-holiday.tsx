import type { Holiday } from '@sextant/db/calendars/calendars.model'
import { createSignal } from 'solid-js'
import { currentLocale } from '../../app/preferences'
import { Segmented } from '../../parts/button/segmented'
import { DateField } from '../../parts/field/date-field'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { t } from './calendars.text'

const parts = {
  day: { start: '00:00', end: '24:00' },
  morning: { start: '00:00', end: '12:00' },
  afternoon: { start: '12:00', end: '24:00' },
} as const
type Part = keyof typeof parts

/** A holiday of the workspace's own: a day, its morning or its afternoon. */
export function EnterHoliday(props: { onEnter: (holiday: Holiday) => void; onClose: () => void }) {
  const form = createForm({ day: '', name: '' })
  const [part, setPart] = createSignal<Part>('day')
  const enter = () =>
    form.submit(
      () => ({
        day: !form.value('day') && t('holiday.day.missing'),
        name: !form.value('name').trim() && t('holiday.name.missing'),
      }),
      async () => {
        const name = form.value('name').trim()
        const locale = currentLocale()
        const names = locale === 'en' ? { en: name } : { en: name, [locale]: name }
        props.onEnter({ day: form.value('day'), names, ...parts[part()] })
        props.onClose()
      },
    )
  return (
    <FormDialog
      title={t('holiday.enter')}
      action={t('holiday.add')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={enter}
      onClose={props.onClose}
    >
      <DateField label={t('day')} name="day" {...form.field('day')} />
      <TextField label={t('holiday.name')} name="name" maxLength={120} {...form.field('name')} />
      <Segmented
        label={t('part')}
        options={[
          { value: 'day', label: t('part.day') },
          { value: 'morning', label: t('part.morning') },
          { value: 'afternoon', label: t('part.afternoon') },
        ]}
        value={part()}
        onChange={setPart}
      />
    </FormDialog>
  )
}
