import { A } from '@solidjs/router'
import { type UseQueryResult, useQueryClient } from '@tanstack/solid-query'
import AtSign from 'lucide-solid/icons/at-sign'
import Bell from 'lucide-solid/icons/bell'
import Eye from 'lucide-solid/icons/eye'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { beside, format } from '../app/format'
import { recordHref } from '../app/record-places'
import { activityKind } from '../parts/activity/activity-kind'
import { type Notice, type Notices, noticesKey } from '../parts/activity/notices'
import { t } from '../parts/activity/notices.text'
import { Button } from '../parts/button/button'
import { fieldName } from '../parts/mapping/names'
import { isRecord } from '../parts/records/use-may'
import { setWatching } from '../parts/records/watching'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { LoadingNote } from '../parts/state/skeleton'
import { toast, toastRefusal } from '../parts/toast/toast'

type Watched = NonNullable<Notice['watched']>

/** What the reader is told for themselves, the newest first. What is new stays so until it was opened, or all is marked. */
export function ForYou(props: { query: UseQueryResult<Notices, Error> }) {
  const client = useQueryClient()
  const see = async (until: string) => {
    try {
      client.setQueryData(noticesKey, await api.post('/crm/notices/seen', { until }))
    } catch (error) {
      toastRefusal(t('seen.failed'), explain(error))
    }
  }
  return (
    <Switch fallback={<LoadingNote />}>
      <Match when={props.query.isError && props.query.error}>
        {error => (
          <ErrorState title={t('failed')} error={error()} onRetry={() => void props.query.refetch()} />
        )}
      </Match>
      <Match when={props.query.isSuccess && props.query.data}>
        {data => (
          <Show
            when={data().results.length}
            fallback={<EmptyState icon={<Bell aria-hidden="true" />} title={t('none')} why={t('none.why')} />}
          >
            <Show when={data().unseen}>
              <div class="notices-act">
                <Button onClick={() => void see(data().results[0]?.at ?? '')}>{t('seen')}</Button>
              </div>
            </Show>
            <ul class="notices">
              <For each={data().results}>{notice => <Line notice={notice} />}</For>
            </ul>
          </Show>
        )}
      </Match>
    </Switch>
  )
}

function Line(props: { notice: Notice }) {
  const { notice } = props
  const icon = () =>
    notice.kind === 'mention' || notice.kind === 'conversation'
      ? AtSign
      : notice.kind === 'watched'
        ? Eye
        : Bell
  return (
    <li classList={{ fresh: !notice.seenAt }}>
      <Dynamic component={icon()} class="s" aria-hidden="true" />
      <div class="grow">
        <p class="cut">
          <Show when={!notice.seenAt}>
            <span class="notice-new">{t('new')}</span>{' '}
          </Show>
          <A class="link" href={hrefOf(notice)}>
            <bdi>{notice.name ?? (notice.watched ? t('watched.unnamed') : t(notice.kind))}</bdi>
          </A>
        </p>
        <p class="small muted cut">
          {notice.watched ? watchedWords(notice.watched) : beside(t(notice.kind), notice.by, notice.text)}
        </p>
        <Show when={notice.watched}>{watched => <Why watched={watched()} name={notice.name} />}</Show>
      </div>
      <time class="small faint" dateTime={notice.at} data-tip={format.full(notice.at)}>
        {format.relative(notice.at)}
      </time>
    </li>
  )
}

const hrefOf = ({ activityId, watched, conversationId }: Notice): string =>
  (conversationId && `/conversations/${conversationId}`) ||
  ((watched && recordHref(watched.entity, watched.recordId)) ??
    activityKind.href(activityId ?? watched?.recordId ?? ''))

/** Who did what, and how often: fields by their names, values in the record. */
function watchedWords({ things, fields, people, times }: Watched): string {
  const words = things.map(thing =>
    t(`watched.${thing}`, { fields: format.list(fields.map(key => fieldName(key))) }),
  )
  return beside(format.list(people), ...words, times > 1 ? t('watched.times', { n: times }) : '')
}

/** Why the reader is told, and the way to be told no more. */
function Why(props: { watched: Watched; name: string | null }) {
  const client = useQueryClient()
  const [ended, setEnded] = createSignal(false)
  const end = async () => {
    const { entity, recordId } = props.watched
    if (!isRecord(entity)) return
    try {
      await setWatching(client, entity, recordId, false)
      setEnded(true)
      toast(t('watched.unwatched', { name: props.name ?? t('watched.unnamed') }))
    } catch (error) {
      toastRefusal(t('watched.failed'), explain(error))
    }
  }
  return (
    <p class="small faint">
      {t('watched.why')}{' '}
      <Show when={!ended()}>
        <button type="button" class="link" onClick={() => void end()}>
          {t('watched.unwatch')}
        </button>
      </Show>
    </p>
  )
}
