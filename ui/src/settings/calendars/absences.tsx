import type { Absence } from '@sextant/db/calendars/calendars.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { Card } from '../../parts/panel/card'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { RowTable } from '../row-table'
import { t } from './calendars.text'

const EnterAbsence = lazy(() => import('./enter-absence').then(module => ({ default: module.EnterAbsence })))

/** From when to when somebody is away, in the reader's days and clock times. */
const spanOf = ({ firstDay, lastDay, startsAt, endsAt }: Absence): string => {
  if (firstDay && lastDay)
    return firstDay === lastDay
      ? format.longDate(firstDay)
      : t('absence.days', { from: format.longDate(firstDay), until: format.longDate(lastDay) })
  return startsAt && endsAt
    ? t('absence.days', { from: format.moment(startsAt), until: format.moment(endsAt) })
    : ''
}

/** One's own absences, or with `others` those of everybody whose one may see. */
export function Absences(props: { others?: boolean }) {
  const { session, can } = useSession()
  const client = useQueryClient()
  const [entering, setEntering] = createSignal(false)
  const memberId = () => (props.others ? undefined : session()?.member.id)
  const query = useQuery(() => ({
    queryKey: ['absence', memberId() ?? 'all'],
    queryFn: ({ signal }) =>
      api.get('/crm/absences', { query: memberId() ? { memberId: memberId()! } : {}, signal }),
  }))
  const remove = async ({ id }: Absence) => {
    try {
      await api.delete('/crm/absences/{id}', { params: { id } })
      await client.invalidateQueries({ queryKey: ['absence'] })
      toast(t('absence.removed'))
    } catch (error) {
      toastRefusal(t('absence.remove.failed'), explain(error))
    }
  }
  const title = () => (props.others ? t('absences') : t('absences.own'))
  return (
    <Card
      title={title()}
      flush
      end={
        <Show when={can('absence', 'create')}>
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setEntering(true)}>
            {t('absence.enter')}
          </Button>
        </Show>
      }
    >
      <Loaded query={query} failed={t('absences.failed')}>
        {list => (
          <Show when={list().results.length} fallback={<p class="muted px-4 py-3">{t('absences.none')}</p>}>
            <RowTable
              label={title()}
              rows={list().results}
              columns={[
                ...(props.others
                  ? [{ label: t('person'), cell: (one: Absence) => <bdi>{one.member}</bdi> }]
                  : []),
                { label: t('when'), cell: spanOf },
                { label: t('note'), class: 'text-muted', cell: one => <bdi>{one.note ?? ''}</bdi> },
              ]}
              acts={one => (
                <Show when={can('absence', 'archive')}>
                  <IconButton
                    label={t('absence.remove', { who: one.member, when: spanOf(one) })}
                    icon={<Trash aria-hidden="true" />}
                    onClick={() => void remove(one)}
                  />
                </Show>
              )}
            />
          </Show>
        )}
      </Loaded>
      <Suspense>
        <Show when={entering()}>
          <EnterAbsence others={props.others} onClose={() => setEntering(false)} />
        </Show>
      </Suspense>
    </Card>
  )
}
