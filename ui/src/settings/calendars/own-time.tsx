import { usualFirstDay } from '@sextant/db/calendars/calendars.rules'
import { useQueryClient } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { currentLocale } from '../../app/preferences'
import { useSession } from '../../app/session'
import { SelectField } from '../../parts/field/select-field'
import { Card } from '../../parts/panel/card'
import { toastRefusal } from '../../parts/toast/toast'
import { Absences } from './absences'
import { t } from './calendars.text'
import { useCalendarList } from './lists'

/** Where nothing of one's own was chosen. */
const usualChoice = 'usual'
const weekdays = [1, 2, 3, 4, 5, 6, 7]
const nameOf = (weekday: number) => format.weekday(weekday % 7)

/** On which day one's weeks begin, by which calendar one works, and when one is away. */
export function OwnTime() {
  const { session, can } = useSession()
  return (
    <>
      <Card title={t('own')}>
        <div class="form">
          <FirstDay value={session()?.user.firstDay ?? null} />
          <Show when={can('calendar', 'read')}>
            <OwnCalendar />
          </Show>
        </div>
      </Card>
      <Show when={can('absence', 'read')}>
        <Absences />
      </Show>
    </>
  )
}

function FirstDay(props: { value: number | null }) {
  const client = useQueryClient()
  const change = async (firstDay: number | null) => {
    try {
      client.setQueryData(['session'], await api.patch('/auth/profile', { firstDay }))
    } catch (error) {
      toastRefusal(t('firstDay.failed'), explain(error))
    }
  }
  return (
    <SelectField
      label={t('firstDay')}
      hint={t('firstDay.hint')}
      options={[
        { value: usualChoice, label: t('firstDay.usual', { day: nameOf(usualFirstDay(currentLocale())) }) },
        ...weekdays.map(day => ({ value: String(day), label: nameOf(day) })),
      ]}
      value={props.value === null ? usualChoice : String(props.value)}
      onChange={value => void change(value && value !== usualChoice ? Number(value) : null)}
    />
  )
}

function OwnCalendar() {
  const client = useQueryClient()
  const query = useCalendarList()
  const usual = () => query.data?.results.find(({ isDefault }) => isDefault)?.name
  const change = async (calendarId: string | null) => {
    try {
      const list = await api.put('/crm/calendar-choice', { calendarId })
      client.setQueryData(['calendar', 'all'], list)
    } catch (error) {
      toastRefusal(t('choice.failed'), explain(error))
    }
  }
  return (
    <SelectField
      label={t('choice')}
      hint={t('choice.hint')}
      options={[
        { value: usualChoice, label: usual() ? t('choice.usual', { name: usual()! }) : t('choice.none') },
        ...(query.data?.results ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={query.data?.mine ?? usualChoice}
      onChange={value => void change(value === usualChoice ? null : value)}
    />
  )
}
