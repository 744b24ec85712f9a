import './calendar.css'
import { isDay } from '@sextant/db/filter/time.rules'
import { useSearchParams } from '@solidjs/router'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import Plus from 'lucide-solid/icons/plus'
import Rss from 'lucide-solid/icons/rss'
import { createMemo, createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { useFirstDay } from '../../app/first-day'
import { useHere } from '../../app/here'
import { useIsPhone } from '../../app/media'
import { useSession } from '../../app/session'
import { usePageKeys } from '../../app/shell/keys'
import { Page } from '../../app/shell/page'
import { dayOf, readerZone } from '../../app/zone'
import { nextHalfHour } from '../../parts/activity/activity-forms'
import { Button, IconButton } from '../../parts/button/button'
import { Segmented } from '../../parts/button/segmented'
import { ErrorState } from '../../parts/state/error-state'
import { LoadingNote } from '../../parts/state/skeleton'
import { useAgenda } from './agenda'
import { t } from './calendar.text'
import { calendarViews, daysOf, turned } from './calendar-days.rules'
import { useCalendar } from './calendar-model'
import { DayList } from './day-list'
import { MonthGrid } from './month-grid'
import { People } from './people'
import { momentAt } from './pieces.rules'
import { TimeGrid } from './time-grid'
import { rangeText } from './when'

const ActivityDrawer = lazy(() =>
  import('../activity-drawer').then(module => ({ default: module.ActivityDrawer })),
)
const LogActivity = lazy(() =>
  import('../../parts/activity/log-activity').then(module => ({ default: module.LogActivity })),
)
const FeedDialog = lazy(() => import('./feed-dialog').then(module => ({ default: module.FeedDialog })))
const WhichDialog = lazy(() =>
  import('../../parts/activity/which-dialog').then(module => ({ default: module.WhichDialog })),
)
const halfHourMs = 30 * 60_000

/** What one has to do and where one has to be: by the day, the week or the month, one's own or that of others. */
export function CalendarPage() {
  const { can } = useSession()
  const [search, setSearch] = useSearchParams<{ view?: string; day?: string; who?: string; open?: string }>()
  const isPhone = useIsPhone()
  const here = useHere()
  const firstDay = useFirstDay()
  const chosen = () => calendarViews.find(one => one === search.view) ?? 'week'
  const view = () => (isPhone() ? 'list' : chosen())
  const day = () => (search.day && isDay(search.day) ? search.day : dayOf(new Date()))
  const days = createMemo(() => daysOf(view(), day(), firstDay()))
  const range = () => rangeText(view(), day(), days())
  const who = () => search.who || undefined
  const query = useAgenda(() => ({ days: days(), who: who() }))
  const [creating, setCreating] = createSignal<{ startsAt: string; endsAt: string }>()
  const [subscribing, setSubscribing] = createSignal(false)
  const mayCreate = () => can('activity', 'create')
  const model = useCalendar({
    agenda: () => (query.isSuccess ? query.data : undefined),
    days,
    open: id => setSearch({ open: id }, { scroll: false }),
    create: (on, minute) => {
      if (!mayCreate()) return
      const start = momentAt(on, minute, readerZone())
      setCreating({
        startsAt: new Date(start).toISOString(),
        endsAt: new Date(start + halfHourMs).toISOString(),
      })
    },
    showDay: on => setSearch({ view: 'day', day: on }),
  })
  const create = () => mayCreate() && setCreating(nextHalfHour(new Date()))
  const turn = (by: 1 | -1) => setSearch({ day: turned(view(), day(), by) })
  const today = () => setSearch({ day: undefined })
  usePageKeys({ n: create, t: today })
  return (
    <Page
      title={t('title')}
      actions={
        <Show when={mayCreate()}>
          <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={create}>
            {t('create')}
          </Button>
        </Show>
      }
    >
      <div class="split">
        <div class="calendar">
          <header class="cal-bar">
            <Button onClick={today}>{t('today')}</Button>
            <IconButton
              label={t('turn.back')}
              icon={<ChevronLeft class="s flip" aria-hidden="true" />}
              onClick={() => turn(-1)}
            />
            <IconButton
              label={t('turn.on')}
              icon={<ChevronRight class="s flip" aria-hidden="true" />}
              onClick={() => turn(1)}
            />
            <h2 class="grow cut" aria-live="polite">
              {range()}
            </h2>
            <IconButton
              label={t('feed')}
              icon={<Rss class="s" aria-hidden="true" />}
              onClick={() => setSubscribing(true)}
            />
            <People who={who()} onChange={value => setSearch({ who: value })} />
            <Show when={!isPhone()}>
              <Segmented
                label={t('views')}
                options={calendarViews.map(value => ({ value, label: t(`view.${value}`) }))}
                value={chosen()}
                onChange={value => setSearch({ view: value === 'week' ? undefined : value })}
              />
            </Show>
          </header>
          <Show when={query.isSuccess && query.data.more}>
            <p class="notice warn" role="status">
              {t('more.cut')}
            </p>
          </Show>
          <Switch fallback={<LoadingNote />}>
            <Match when={query.isError && query.error}>
              {error => (
                <ErrorState title={t('failed')} error={error()} onRetry={() => void query.refetch()} />
              )}
            </Match>
            <Match when={query.isSuccess && view() === 'list'}>
              <DayList days={days()} model={model} range={range()} />
            </Match>
            <Match when={query.isSuccess && view() === 'month'}>
              <MonthGrid days={days()} day={day()} model={model} range={range()} />
            </Match>
            <Match when={query.isSuccess}>
              <TimeGrid days={days()} model={model} range={range()} />
            </Match>
          </Switch>
          <p id="calendar-keys" hidden>
            {t('keys')}
          </p>
          <p class="sr" role="status">
            {model.said()}
          </p>
        </div>
        <Suspense>
          <Show when={here() && search.open}>
            {id => (
              <ActivityDrawer id={id()} onClose={() => setSearch({ open: undefined }, { scroll: false })} />
            )}
          </Show>
        </Suspense>
      </div>
      <Suspense>
        <Show when={model.asking()}>
          {asked => (
            <WhichDialog
              act="move"
              name={String(asked().item.name ?? '')}
              onChoose={which => void model.moveWhich(which)}
              onClose={model.stopAsking}
            />
          )}
        </Show>
        <Show when={subscribing()}>
          <FeedDialog onClose={() => setSubscribing(false)} />
        </Show>
        <Show when={creating()}>
          {start => (
            <LogActivity
              activity="meeting"
              about={{}}
              start={start()}
              onClose={() => setCreating(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </Page>
  )
}
