import { useParams } from '@solidjs/router'
import Archive from 'lucide-solid/icons/archive'
import { Show } from 'solid-js'
import { useSession } from '../app/session'
import { Button, IconButton } from '../parts/button/button'
import { RecordDrawer } from '../parts/records/record-drawer'
import { RelatedDeals } from '../parts/records/related-deals'
import { productKind } from './product-kind'
import { t } from './products.text'
import { ActiveChip } from './products-page'

/** One product beside the list: facts, whether it is offered, the open deals with it, timeline. */
export function ProductDrawer() {
  const params = useParams<{ id: string }>()
  const { can } = useSession()
  return (
    <RecordDrawer
      kind={productKind}
      id={params.id}
      back="/products"
      words={{
        failed: t('drawer.failed'),
        deleted: t('drawer.deleted'),
        restore: t('restore'),
        facts: t('drawer.facts'),
        timeline: t('drawer.timeline'),
        archived: name => t('archived.one', { name }),
      }}
      keys={['code', 'price', 'family', 'active', 'externalId', 'createdAt']}
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
          <Show when={can('product', 'archive')}>
            <IconButton
              tone="plain"
              label={t('archive')}
              icon={<Archive class="s" aria-hidden="true" />}
              onClick={() => void open.archive()}
            />
          </Show>
        </Show>
      )}
      sections={open => (
        <>
          <Show when={typeof open.record.description === 'string' && open.record.description}>
            {text => (
              <section aria-label={t('field.description')}>
                <p class="record-note">{text()}</p>
              </section>
            )}
          </Show>
          <section>
            <h3>{t('drawer.deals')}</h3>
            <RelatedDeals
              filter={`productId:eq:${open.record.id};status:eq:open`}
              limit={5}
              none={t('drawer.deals.none')}
            />
          </section>
        </>
      )}
    />
  )
}
