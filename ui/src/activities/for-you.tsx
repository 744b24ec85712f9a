import { A } from '@solidjs/router'
import { type UseQueryResult, useQueryClient } from '@tanstack/solid-query'
import AtSign from 'lucide-solid/icons/at-sign'
import Bell from 'lucide-solid/icons/bell'
import { For, Match, Show, Switch } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { beside, format } from '../app/format'
import { activityKind } from '../parts/activity/activity-kind'
import { type Notice, type Notices, noticesKey } from '../parts/activity/notices'
import { t } from '../parts/activity/notices.text'
import { Button } from '../parts/button/button'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { LoadingNote } from '../parts/state/skeleton'
import { toastRefusal } from '../parts/toast/toast'

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
  return (
    <li classList={{ fresh: !notice.seenAt }}>
      <Show when={notice.kind === 'reminder'} fallback={<AtSign class="s" aria-hidden="true" />}>
        <Bell class="s" aria-hidden="true" />
      </Show>
      <div class="grow">
        <p class="cut">
          <Show when={!notice.seenAt}>
            <span class="notice-new">{t('new')}</span>{' '}
          </Show>
          <A class="link" href={activityKind.href(notice.activityId)}>
            <bdi>{notice.name ?? t(notice.kind)}</bdi>
          </A>
        </p>
        <p class="small muted cut">{beside(t(notice.kind), notice.by, notice.text)}</p>
      </div>
      <time class="small faint" dateTime={notice.at} data-tip={format.full(notice.at)}>
        {format.relative(notice.at)}
      </time>
    </li>
  )
}
