import type { Calendar } from '@sextant/db/calendars/calendars.model'
import { useQueryClient } from '@tanstack/solid-query'
import Check from 'lucide-solid/icons/check'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { StatusChip } from '../../parts/chip/status-chip'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { RowTable } from '../row-table'
import { Absences } from './absences'
import { hoursOf } from './calendar-draft.rules'
import { t } from './calendars.text'
import { useCalendarList } from './lists'
import './calendars.css'

const CalendarEditor = lazy(() =>
  import('./calendar-editor').then(module => ({ default: module.CalendarEditor })),
)
const Confirm = lazy(() => import('../confirm').then(module => ({ default: module.Confirm })))

/** The calendars of the workspace, one of which is edited below, and absences of the people whose the reader may enter. */
export function Calendars() {
  const { can } = useSession()
  const query = useCalendarList()
  const [open, setOpen] = createSignal<Calendar | 'new'>()
  return (
    <Loaded query={query} failed={t('list.failed')}>
      {list => (
        <>
          <CalendarTable calendars={list().results} onOpen={setOpen} />
          <Show when={open()} keyed>
            {calendar => (
              <Suspense>
                <CalendarEditor
                  calendar={calendar === 'new' ? undefined : calendar}
                  onClose={() => setOpen(undefined)}
                />
              </Suspense>
            )}
          </Show>
          <Show when={can('absence', 'read')}>
            <Absences others />
          </Show>
        </>
      )}
    </Loaded>
  )
}

function CalendarTable(props: {
  calendars: readonly Calendar[]
  onOpen: (calendar: Calendar | 'new') => void
}) {
  const { can } = useSession()
  const client = useQueryClient()
  const [leaving, setLeaving] = createSignal<Calendar>()
  const refresh = () => client.invalidateQueries({ queryKey: ['calendar'] })
  const mayChange = () => can('calendar', 'update')
  const makeDefault = async ({ id, name }: Calendar) => {
    try {
      await api.post('/crm/calendars/{id}/default', undefined, { params: { id } })
      await refresh()
      toast(t('default.made', { name }))
    } catch (error) {
      toastRefusal(t('default.failed'), explain(error))
    }
  }
  const remove = async ({ id, name }: Calendar) => {
    await api.delete('/crm/calendars/{id}', { params: { id } })
    await refresh()
    toast(t('removed', { name }))
  }
  const Make = () => (
    <Show when={can('calendar', 'create')}>
      <Button icon={<Plus aria-hidden="true" />} onClick={() => props.onOpen('new')}>
        {t('new')}
      </Button>
    </Show>
  )
  return (
    <Show
      when={props.calendars.length}
      fallback={<EmptyState title={t('none')} why={t('none.why')} actions={<Make />} />}
    >
      <Card title={t('title')} flush end={<Make />}>
        <p class="small px-4 pt-3 pb-2 text-muted">{t('why')}</p>
        <RowTable
          label={t('title')}
          rows={props.calendars}
          columns={[
            {
              label: t('name'),
              cell: calendar => (
                <>
                  <bdi>{calendar.name}</bdi>{' '}
                  <Show when={calendar.isDefault}>
                    <StatusChip>{t('default')}</StatusChip>
                  </Show>
                </>
              ),
            },
            { label: t('zone'), cell: ({ timeZone }) => <bdi dir="ltr">{timeZone}</bdi> },
            {
              label: t('hours'),
              numeric: true,
              cell: ({ week }) => (
                <Show
                  when={hoursOf(week) > 0}
                  fallback={<StatusChip tone="warn">{t('hours.none')}</StatusChip>}
                >
                  {t('hours.n', { hours: format.number(hoursOf(week), 1) })}
                </Show>
              ),
            },
            {
              label: t('holidays'),
              numeric: true,
              cell: ({ holidays }) => format.number(holidays.length),
            },
            { label: t('people'), numeric: true, cell: ({ people }) => format.number(people) },
          ]}
          acts={calendar => (
            <>
              <Show when={mayChange() && !calendar.isDefault}>
                <IconButton
                  label={t('default.make', { name: calendar.name })}
                  icon={<Check aria-hidden="true" />}
                  onClick={() => void makeDefault(calendar)}
                />
              </Show>
              <IconButton
                label={
                  mayChange() ? t('change', { name: calendar.name }) : t('look', { name: calendar.name })
                }
                icon={<Pencil aria-hidden="true" />}
                onClick={() => props.onOpen(calendar)}
              />
              <Show when={can('calendar', 'archive')}>
                <IconButton
                  label={t('remove', { name: calendar.name })}
                  icon={<Trash aria-hidden="true" />}
                  onClick={() => setLeaving(calendar)}
                />
              </Show>
            </>
          )}
        />
      </Card>
      <Show when={leaving()} keyed>
        {calendar => (
          <Suspense>
            <Confirm
              title={t('remove', { name: calendar.name })}
              why={t('remove.why')}
              verb={t('remove.verb')}
              act={() => remove(calendar)}
              onClose={() => setLeaving(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </Show>
  )
}
