import { useParams } from '@solidjs/router'
import type { ParentProps } from 'solid-js'
import { Show } from 'solid-js'
import { beside, format } from '../app/format'
import { StatusChip } from '../parts/chip/status-chip'
import type { Rec } from '../parts/records/kind'
import { ListScreen } from '../parts/records/list-screen'
import { t } from './products.text'
import { useProductKind } from './taxed-products'

/** What is sold, with its price. A product's drawer is the route inside. */
export function ProductsPage(props: ParentProps) {
  const params = useParams<{ id?: string }>()
  const { kind, taxClasses } = useProductKind()
  return (
    <ListScreen
      kind={kind}
      options={key => (key === 'taxClass' ? taxClasses() : undefined)}
      t={t}
      views={[
        { value: 'all', label: t('view.all') },
        { value: 'active', label: t('view.active'), filter: 'active:eq:true' },
        { value: 'retired', label: t('view.retired'), filter: 'active:eq:false' },
        { value: 'bin', label: t('view.bin'), deleted: true },
      ]}
      columns={['name', 'code', 'family', 'price', 'active', 'updatedAt']}
      sort="name"
      exports
      form={['name', 'code', 'family', 'price', 'cost', 'taxClass', 'description']}
      phone={record => {
        const title = <bdi>{String(record.name)}</bdi>
        const end = <Price record={record} />
        const support = <bdi>{beside(record.code, record.family)}</bdi>
        return { title, end, support, chip: <ActiveChip record={record} /> }
      }}
      cells={{ active: record => <ActiveChip record={record} /> }}
      openId={params.id}
    >
      {props.children}
    </ListScreen>
  )
}

export const ActiveChip = (props: { record: Rec }) => (
  <StatusChip tone={props.record.active ? 'pos' : 'plum'}>
    {props.record.active ? t('active') : t('retired')}
  </StatusChip>
)

const Price = (props: { record: Rec }) => (
  <Show when={props.record.price as { minor: number; currency: string } | null}>
    {price => <bdi class="num">{format.money(price())}</bdi>}
  </Show>
)
