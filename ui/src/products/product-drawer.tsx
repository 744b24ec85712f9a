import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { RecordDrawer } from '../parts/records/record-drawer'
import { RelatedDeals } from '../parts/records/related-deals'
import { t } from './products.text'
import { ActiveChip } from './products-page'
import { useProductKind } from './taxed-products'

/** One product beside the list: facts, whether it is offered, the open deals with it, timeline. */
export function ProductDrawer() {
  const params = useParams<{ id: string }>()
  const { kind } = useProductKind()
  return (
    <RecordDrawer
      kind={kind}
      id={params.id}
      t={t}
      back="/products"
      keys={['code', 'price', 'cost', 'taxClass', 'family', 'active', 'externalId', 'createdAt']}
      note="description"
      chip={open => <ActiveChip record={open.record} />}
      support={open => <bdi>{String(open.record.code ?? '')}</bdi>}
      quick={open => (
        <Show when={open.may}>
          <Button
            onClick={() =>
              void open.writes.save(open.record, { active: !open.record.active }).catch(open.writes.failed)
            }
          >
            {open.record.active ? t('retire') : t('revive')}
          </Button>
        </Show>
      )}
      sections={open => (
        <section>
          <h3>{t('drawer.deals')}</h3>
          <RelatedDeals
            filter={`productId:eq:${open.record.id};status:eq:open`}
            limit={5}
            none={t('drawer.deals.none')}
          />
        </section>
      )}
    />
  )
}
