import { Show } from 'solid-js'
import { beside, format } from '../app/format'
import { StatusChip } from '../parts/chip/status-chip'
import type { Rec } from '../parts/records/kind'
import { ListScreen } from '../parts/records/list-screen'
import { quoteKind } from './quote-kind'
import { t } from './quotes.text'

/** What is offered to customers. Each opens as a page. */
export function QuotesPage() {
  return (
    <ListScreen
      kind={quoteKind}
      t={t}
      views={[
        { value: 'all', label: t('view.all') },
        { value: 'open', label: t('view.open'), filter: 'status:in:sent,viewed,changes_asked' },
        { value: 'drafts', label: t('view.drafts'), filter: 'drafting:eq:true' },
        { value: 'accepted', label: t('view.accepted'), filter: 'status:eq:accepted' },
        { value: 'bin', label: t('view.bin'), deleted: true },
      ]}
      columns={['name', 'number', 'status', 'customerId', 'total', 'validUntil', 'sentAt', 'ownerId']}
      sort="-createdAt"
      exports
      form={['dealId', 'contactId', 'validUntil']}
      phone={(record, nameOf) => ({
        title: <bdi>{String(record.name)}</bdi>,
        end: <Total record={record} />,
        support: beside(record.number, nameOf(record.customerId)),
        chip: <Status record={record} />,
      })}
    />
  )
}

const Status = (props: { record: Rec }) => (
  <StatusChip tone={quoteKind.tone?.('status', String(props.record.status))}>
    {quoteKind.option?.('status', String(props.record.status))}
  </StatusChip>
)

const Total = (props: { record: Rec }) => (
  <Show when={props.record.total as { minor: number; currency: string } | null}>
    {total => <bdi class="num">{format.money(total())}</bdi>}
  </Show>
)
