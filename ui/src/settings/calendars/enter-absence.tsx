import { faultOfAbsence } from '@sextant/db/calendars/calendars.rules'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../../app/api'
import { useSession } from '../../app/session'
import { Segmented } from '../../parts/button/segmented'
import { ComboboxField } from '../../parts/field/combobox-field'
import { DateField } from '../../parts/field/date-field'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { toast } from '../../parts/toast/toast'
import { useMemberList } from '../people'
import { t } from './calendars.text'

/** Enters an absence of whole days, or from a clock time to another; with `others` of somebody else too. */
export function EnterAbsence(props: { others?: boolean; onClose: () => void }) {
  const { session } = useSession()
  const client = useQueryClient()
  const form = createForm({
    memberId: session()?.member.id ?? '',
    firstDay: '',
    lastDay: '',
    startsAt: '',
    endsAt: '',
    note: '',
  })
  const [kind, setKind] = createSignal<'days' | 'times'>('days')
  const fields = () =>
    kind() === 'days' ? (['firstDay', 'lastDay'] as const) : (['startsAt', 'endsAt'] as const)
  const values = () => {
    const [first, last] = fields()
    return {
      [first]: form.value(first),
      [last]: form.value(last) || (kind() === 'days' ? form.value(first) : ''),
    }
  }
  const wrong = () => {
    const [first, last] = fields()
    if (!form.value(first)) return { [first]: t('absence.start.missing') }
    if (kind() === 'times' && !form.value(last)) return { [last]: t('absence.end.missing') }
    return { [last]: faultOfAbsence(values()) && t('absence.backwards') }
  }
  const save = async () => {
    const note = form.value('note').trim()
    const saved = await form.submit(wrong, () =>
      api.post('/crm/absences', {
        ...values(),
        ...(props.others && form.value('memberId') ? { memberId: form.value('memberId') } : {}),
        ...(note ? { note } : {}),
      }),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['absence'] })
    toast(t('absence.saved'))
    props.onClose()
  }
  return (
    <FormDialog
      title={t('absence.enter')}
      action={t('absence.save')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <Show when={props.others}>
        <Person {...form.field('memberId')} />
      </Show>
      <Segmented
        label={t('absence.kind')}
        options={[
          { value: 'days', label: t('absence.kind.days') },
          { value: 'times', label: t('absence.kind.times') },
        ]}
        value={kind()}
        onChange={setKind}
      />
      <Show
        when={kind() === 'days'}
        fallback={
          <>
            <DateField time label={t('absence.startsAt')} name="startsAt" {...form.field('startsAt')} />
            <DateField time label={t('absence.endsAt')} name="endsAt" {...form.field('endsAt')} />
          </>
        }
      >
        <DateField label={t('absence.firstDay')} name="firstDay" {...form.field('firstDay')} />
        <DateField
          label={t('absence.lastDay')}
          hint={t('absence.lastDay.hint')}
          name="lastDay"
          {...form.field('lastDay')}
        />
      </Show>
      <TextField label={t('note')} hint={t('note.hint')} optional name="note" {...form.field('note')} />
    </FormDialog>
  )
}

function Person(props: { value: string; error?: string; onChange: (value: string | null) => void }) {
  const members = useMemberList()
  return (
    <ComboboxField
      label={t('person')}
      options={(members.data?.results ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={props.value}
      error={props.error}
      onChange={props.onChange}
    />
  )
}
