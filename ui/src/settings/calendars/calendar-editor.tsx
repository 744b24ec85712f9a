import type { Calendar } from '@sextant/db/calendars/calendars.model'
import { faultOfHours } from '@sextant/db/calendars/calendars.rules'
import { useQueryClient } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { createStore, unwrap } from 'solid-js/store'
import { api } from '../../app/api'
import { useSession } from '../../app/session'
import { t as common } from '../../app/text'
import { Button } from '../../parts/button/button'
import { TextField } from '../../parts/field/text-field'
import { ZoneField } from '../../parts/field/zone-field'
import { Form, FormProblem } from '../../parts/form/form'
import { createSending } from '../../parts/form/sending'
import { Card, Notice } from '../../parts/panel/card'
import { toast } from '../../parts/toast/toast'
import { type CalendarDraft, draftOf, hoursOf, newDraft, weekOf } from './calendar-draft.rules'
import { t } from './calendars.text'
import { HolidayList } from './holiday-list'
import { WeekEditor } from './week-editor'
import { YearView } from './year-view'

/** Name, zone, weekly hours and holidays of a calendar, and what its year looks like; `calendar` is absent for a new one. */
export function CalendarEditor(props: { calendar: Calendar | undefined; onClose: () => void }) {
  const { session, can } = useSession()
  const client = useQueryClient()
  const sending = createSending()
  const [draft, setDraft] = createStore<CalendarDraft>(
    props.calendar
      ? structuredClone(unwrap(draftOf(props.calendar)))
      : newDraft(session()?.workspace.timeZone ?? 'UTC'),
  )
  const week = () => weekOf(draft.spans)
  const fault = () => faultOfHours({ week: week(), holidays: draft.holidays })
  const locked = () => (can('calendar', props.calendar ? 'update' : 'create') ? undefined : t('locked'))
  const save = async () => {
    const wrong = fault()
    if (
      sending.refuse({
        name: !draft.name.trim() && t('name.missing'),
        week: wrong && t(`fault.${wrong.rule}`, wrong.params),
      })
    )
      return
    const { name, timeZone, holidays, country, region } = draft
    const body = { name: name.trim(), timeZone, week: week(), holidays: [...holidays], country, region }
    const known = props.calendar
    const saved = await sending.send(() =>
      known
        ? api.patch('/crm/calendars/{id}', { ...body, version: known.version }, { params: { id: known.id } })
        : api.post('/crm/calendars', body),
    )
    if (!saved) return
    await client.invalidateQueries({ queryKey: ['calendar'] })
    toast(t('saved', { name: saved.name }))
    props.onClose()
  }
  return (
    <Card title={props.calendar ? t('edit', { name: props.calendar.name }) : t('new')}>
      <Form class="calendar-form" onSubmit={save}>
        <FormProblem text={sending.error('week') ?? sending.problem(['name', 'timeZone'])} />
        <div class="form">
          <TextField
            label={t('name')}
            name="calendar"
            value={draft.name}
            error={sending.error('name')}
            locked={locked()}
            onChange={name => setDraft('name', name)}
          />
          <ZoneField
            label={t('zone')}
            hint={t('zone.hint')}
            value={draft.timeZone}
            error={sending.error('timeZone')}
            locked={locked()}
            onChange={timeZone => setDraft('timeZone', timeZone)}
          />
        </div>
        <WeekEditor
          spans={draft.spans}
          fault={fault()}
          locked={Boolean(locked())}
          onChange={spans => setDraft('spans', spans)}
        />
        <Show when={hoursOf(week()) === 0}>
          <Notice tone="warn">{t('never')}</Notice>
        </Show>
        <HolidayList
          draft={draft}
          locked={Boolean(locked())}
          onChange={holidays => setDraft('holidays', holidays)}
          onPlace={(country, region) => setDraft({ country, region })}
        />
        <YearView week={week()} holidays={draft.holidays} />
        <div class="card-foot">
          <Show when={!locked()}>
            <Button type="submit" tone="primary" size="lg" busy={sending.busy()}>
              {common('save')}
            </Button>
          </Show>
          <Button size="lg" onClick={() => props.onClose()}>
            {locked() ? t('close') : common('cancel')}
          </Button>
          <span class="small text-muted">{t('holds')}</span>
        </div>
      </Form>
    </Card>
  )
}
