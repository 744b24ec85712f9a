import { taskCalled } from '@sextant/db/access/tasks.rules'
import type { AuditEntry } from '@sextant/db/audit/audit.model'
import type { AuditClass } from '@sextant/db/audit/audit.rules'
import { A } from '@solidjs/router'
import { useInfiniteQuery } from '@tanstack/solid-query'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { beside, format } from '../../app/format'
import { recordHref } from '../../app/record-places'
import { actorName } from '../../parts/actor/actor-name'
import { Button } from '../../parts/button/button'
import { StatusChip } from '../../parts/chip/status-chip'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { ErrorState } from '../../parts/state/error-state'
import { Skeleton } from '../../parts/state/skeleton'
import { useRoleList, useTeamList } from '../people'
import { RowTable } from '../row-table'
import { t } from './audit.text'
import { AuditFilters } from './audit-filters'
import { AuditSealLine } from './audit-seal'
import { detailOf, subjectName } from './audit-words'
import './audit.css'

export interface AuditShown {
  class?: AuditClass
  personId?: string
  /** A record, whose entries alone are shown. */
  subject?: { id: string; name: string }
  from?: string
  until?: string
}

const pageSize = 50

/** Who did what with rights, and what was refused: an entry a row, the newest first, with up to when they are sealed. */
export function Audit() {
  const [shown, show] = createSignal<AuditShown>({})
  const roles = useRoleList()
  const teams = useTeamList()
  const asked = () => {
    const { class: sort, personId, subject, from, until } = shown()
    return { class: sort, personId, subjectId: subject?.id, from, until }
  }
  const query = useInfiniteQuery(() => ({
    queryKey: ['audit', asked()],
    enabled: !isServer,
    // What is done with rights tells no screen: each question is asked anew.
    staleTime: 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      api.get('/crm/audit', { query: { ...asked(), limit: pageSize, after: pageParam }, signal }),
    getNextPageParam: last => last.paging?.next.after,
  }))
  const entries = () => (query.isSuccess ? query.data.pages.flatMap(({ results }) => results) : [])
  const isNarrowed = () => Object.values(asked()).some(Boolean)
  const words = { roles: () => roles.data?.results, teams: () => teams.data?.results }
  return (
    <>
      <p class="muted">{t('why')}</p>
      <Card title={t('title')} flush end={<AuditSealLine />}>
        <AuditFilters
          shown={shown()}
          asked={asked()}
          onChange={values => show(now => ({ ...now, ...values }))}
        />
        <Switch fallback={<Skeleton n={3} />}>
          <Match when={query.isError && query.error}>
            {error => <ErrorState title={t('failed')} error={error()} onRetry={() => void query.refetch()} />}
          </Match>
          <Match when={query.isSuccess && entries().length === 0}>
            <EmptyState
              title={t(isNarrowed() ? 'none.found' : 'none')}
              why={t(isNarrowed() ? 'none.found.why' : 'none.why')}
              actions={
                <Show when={isNarrowed()}>
                  <Button onClick={() => show({})}>{t('filter.clear')}</Button>
                </Show>
              }
            />
          </Match>
          <Match when={query.isSuccess}>
            <RowTable
              label={t('title')}
              rows={entries()}
              columns={[
                { label: t('when'), cell: entry => <When at={entry.at} />, class: 'nowrap' },
                { label: t('who'), cell: entry => <Who entry={entry} /> },
                { label: t('what'), cell: entry => <What entry={entry} /> },
                {
                  label: t('subject'),
                  cell: entry => (
                    <Subject entry={entry} onChoose={subject => show(now => ({ ...now, subject }))} />
                  ),
                },
                { label: t('details'), cell: entry => detailOf(entry, words) || null },
                {
                  label: t('place'),
                  numeric: true,
                  cell: ({ place }) => (place === null ? t('unsealed') : format.number(place)),
                },
              ]}
            />
            <Show when={query.hasNextPage}>
              <div class="p-4">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            </Show>
          </Match>
        </Switch>
      </Card>
    </>
  )
}

const When = (props: { at: string }) => (
  <time class="nowrap font-normal" dateTime={props.at} data-tip={format.full(props.at)}>
    {format.precise(props.at)}
  </time>
)

/** Who acted, and for whom where that is another. */
function Who(props: { entry: AuditEntry }) {
  const kind = () => {
    const { actor } = props.entry
    return actor.type === 'user' || taskCalled(actor) ? '' : t.say(`actor.${actor.type}`)
  }
  return (
    <>
      <bdi class="audit-name">{actorName(props.entry.actor)}</bdi>
      <Show when={beside(kind(), props.entry.person?.name && t('for', { name: props.entry.person.name }))}>
        {also => <span class="small muted audit-also">{also()}</span>}
      </Show>
    </>
  )
}

const What = (props: { entry: AuditEntry }) => (
  <Show when={props.entry.kind.endsWith('.refused')} fallback={t(`kind.${props.entry.kind}`)}>
    <StatusChip tone="neg">{t(`kind.${props.entry.kind}`)}</StatusChip>
  </Show>
)

/** What it was done to: a link where it has a page, and a way to see all that was done to it. */
function Subject(props: { entry: AuditEntry; onChoose: (subject: { id: string; name: string }) => void }) {
  const href = () => {
    const { subject } = props.entry
    return subject?.id && subject.name ? recordHref(subject.type, subject.id) : undefined
  }
  const name = () => subjectName(props.entry)
  return (
    <Show when={props.entry.subject}>
      <span>
        <Show when={href()} fallback={<bdi class="audit-name">{name()}</bdi>}>
          {to => (
            <A class="link" href={to()}>
              <bdi>{name()}</bdi>
            </A>
          )}
        </Show>{' '}
        <Show when={props.entry.subject?.id}>
          {id => (
            <button
              type="button"
              class="link small audit-also"
              aria-label={t('only', { name: name() })}
              onClick={() => props.onChoose({ id: id(), name: name() })}
            >
              {t('only.short')}
            </button>
          )}
        </Show>
      </span>
    </Show>
  )
}
