import type { Import } from '@sextant/db/imports/import.model'
import { createMemo, Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { Card } from '../parts/panel/card'
import { ErrorState } from '../parts/state/error-state'
import { FaultTable } from './fault-table'
import { isWorking, useFaults } from './import-data'
import { t } from './imports.text'

/** Refused rows of an import that runs or ran, and the file that holds all of them as they stood. */
export function FaultList(props: { one: Import }) {
  const query = useFaults(
    () => props.one.id,
    () => true,
  )
  const faults = createMemo(() => (query.isSuccess ? query.data.pages.flatMap(page => page.results) : []))
  return (
    <Card
      flush
      title={t('check.faults')}
      end={
        <Show when={!isWorking(props.one.state)}>
          <a class="link small" href={`/crm/imports/${props.one.id}/faults.csv`} download="" rel="external">
            {t('preview.download')}
          </a>
        </Show>
      }
    >
      <Show
        when={!query.isError}
        fallback={
          <ErrorState title={t('faults.failed')} error={query.error} onRetry={() => void query.refetch()} />
        }
      >
        <div class="scroll-x px-4 pb-2">
          <FaultTable faults={faults()} />
        </div>
        <Show when={query.hasNextPage}>
          <p class="px-4 pb-3">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('faults.more')}
            </Button>
          </p>
        </Show>
      </Show>
    </Card>
  )
}
