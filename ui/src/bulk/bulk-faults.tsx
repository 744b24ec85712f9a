import type { Bulk } from '@sextant/db/bulk/bulk.model'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { recordHref } from '../app/record-places'
import { Button } from '../parts/button/button'
import { bulkReason } from '../parts/records/bulk-reason'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { t } from './bulk.text'
import { useBulkFaults } from './bulk-data'

/** Each record that stayed as it was, with the reason. */
export function BulkFaults(props: { one: Bulk }) {
  const query = useBulkFaults(
    () => props.one.id,
    () => props.one.version,
  )
  const faults = () => (query.isSuccess ? query.data.pages.flatMap(page => page.results) : [])
  return (
    <Show
      when={!query.isError}
      fallback={
        <ErrorState title={t('faults.failed')} error={query.error} onRetry={() => void query.refetch()} />
      }
    >
      <Show when={!query.isPending} fallback={<Skeleton n={2} />}>
        <div class="bulk-faults">
          <table aria-label={t('see')}>
            <thead>
              <tr>
                <th scope="col">{t('record')}</th>
                <th scope="col">{t('reason')}</th>
              </tr>
            </thead>
            <tbody>
              <For each={faults()}>
                {fault => (
                  <tr>
                    <th scope="row">
                      <Show
                        when={fault.name !== null && recordHref(fault.subjectType, fault.subjectId)}
                        fallback={<bdi>{fault.name ?? t('unknown')}</bdi>}
                      >
                        {href => (
                          <A class="link" href={href()}>
                            <bdi>{fault.name}</bdi>
                          </A>
                        )}
                      </Show>
                    </th>
                    <td>{bulkReason(fault)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <Show when={query.hasNextPage}>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('more')}
          </Button>
        </Show>
      </Show>
    </Show>
  )
}
