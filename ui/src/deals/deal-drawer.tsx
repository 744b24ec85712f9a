import type { Deal } from '@sextant/db/deals/deals.model'
import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { ActivityList } from '../parts/activity/activity-list'
import { StatusChip } from '../parts/chip/status-chip'
import { RelatedQuotes } from '../parts/quotes/related-quotes'
import type { Rec } from '../parts/records/kind'
import { QuickLog } from '../parts/records/quick-log'
import { RecordDrawer } from '../parts/records/record-drawer'
import { RecordName } from '../parts/records/record-name'
import { Stays } from '../parts/records/stays'
import { ScorePanel } from '../parts/score/score-panel'
import { DealApprovals } from './approvals'
import { DealCompetitors } from './deal-competitors'
import { dealKind } from './deal-kind'
import { DealLinesSection } from './deal-lines'
import { DealSplitsSection } from './deal-splits'
import { t } from './deals.text'
import { StagePath } from './stage-path'

const keys = [
  'amount',
  'expectedCloseOn',
  'customerId',
  'contactId',
  'productId',
  'ownerId',
  'source',
  'openedOn',
  'closedOn',
  'closeReason',
  'closeNote',
  'lastActivityAt',
  'externalId',
]

/** One deal beside its board or table: its way through the stages, facts, chance with reasons, activities, timeline. */
export function DealDrawer() {
  const params = useParams<{ id: string }>()
  const { can } = useSession()
  return (
    <RecordDrawer<Deal & Rec>
      kind={dealKind}
      id={params.id}
      t={t}
      back="/pipeline"
      // Whoever walks the board by keyboard goes on from the card.
      onClosed={id =>
        queueMicrotask(() => document.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus())
      }
      keys={keys}
      note="note"
      chip={open => (
        <StatusChip tone={dealKind.tone?.('status', open.record.status)}>
          {t(`status.${open.record.status}`)}
        </StatusChip>
      )}
      support={open => (
        <Show when={open.record.customerId}>
          {id => <RecordName entity="customer" id={id()} href={`/customers/${id()}`} />}
        </Show>
      )}
      quick={open => (
        <QuickLog
          t={t}
          subject={open.record.name}
          about={{
            dealId: open.record.id,
            customerId: open.record.customerId,
            contactId: open.record.contactId,
          }}
        />
      )}
      top={open => (
        <section aria-label={t('drawer.path')}>
          <StagePath
            deal={open.record}
            may={open.may}
            ownLabels={Object.fromEntries(open.fields.own().map(({ key, label }) => [key, label]))}
          />
          <Show when={open.record.stageEnteredAt}>
            {at => <p class="small muted">{t('drawer.since', { date: format.date(at()) })}</p>}
          </Show>
          <Stays of="deal" id={open.record.id} />
        </section>
      )}
      sections={open => (
        <>
          <DealApprovals dealId={open.record.id} />
          <Show when={'amount' in open.record}>
            <DealLinesSection deal={open.record} may={open.may} />
          </Show>
          <Show when={'split' in open.record}>
            <DealSplitsSection deal={open.record} may={open.may} />
          </Show>
          <Show when={can('competitor', 'read') && 'competitorId' in open.record}>
            <DealCompetitors deal={open.record} may={open.may} />
          </Show>
          <Show when={can('quote', 'read')}>
            <RelatedQuotes filter={`dealId:eq:${open.record.id}`} limit={10} dealId={open.record.id} />
          </Show>
          <ScorePanel kind={dealKind} id={open.record.id} fields={open.fields} />
          <section>
            <h3>{t('drawer.activities')}</h3>
            <ActivityList by="dealId" id={open.record.id} most={6} />
          </section>
        </>
      )}
    />
  )
}
