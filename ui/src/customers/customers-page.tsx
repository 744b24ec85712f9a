import { beside, format } from '../app/format'
import { useSession } from '../app/session'
import { StatusChip } from '../parts/chip/status-chip'
import { ListScreen } from '../parts/records/list-screen'
import { customerKind, formKeys } from './customer-kind'
import { t } from './customers.text'

/** Companies that buy, or may buy. Each opens as a page. */
export function CustomersPage() {
  const { session } = useSession()
  const me = () => session()?.member.id
  return (
    <ListScreen
      kind={customerKind}
      t={t}
      views={[
        { value: 'all', label: t('view.all') },
        { value: 'active', label: t('view.active'), filter: 'status:eq:active' },
        { value: 'prospects', label: t('view.prospects'), filter: 'status:eq:prospect' },
        { value: 'mine', label: t('view.mine'), filter: `ownerId:eq:${me() ?? ''}`, waits: !me() },
        { value: 'bin', label: t('view.bin'), deleted: true },
      ]}
      columns={[
        'name',
        'status',
        'industry',
        'country',
        'city',
        'employees',
        'annualRevenue',
        'ownerId',
        'lastActivityAt',
      ]}
      sort="-lastActivityAt"
      exports
      form={formKeys}
      start={() => ({ ownerId: me(), status: 'prospect' })}
      phone={record => ({
        title: <bdi>{String(record.name)}</bdi>,
        end: (
          <StatusChip tone={customerKind.tone?.('status', String(record.status))}>
            {customerKind.option?.('status', String(record.status))}
          </StatusChip>
        ),
        support: beside(record.city, typeof record.country === 'string' && format.country(record.country)),
      })}
    />
  )
}
