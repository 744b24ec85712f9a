import { competitorPlaces } from '@sextant/db/deals/deal-competitors.rules'
import type { Deal } from '@sextant/db/deals/deals.model'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import type { Rec } from '../parts/records/kind'
import { RecordName } from '../parts/records/record-name'
import { t } from './competitors.text'

const EditCompetitors = lazy(() =>
  import('./edit-competitors').then(module => ({ default: module.EditCompetitors })),
)

/** Who else is after a deal, and who won it of one that was lost. */
export function DealCompetitors(props: { deal: Deal & Rec; may: boolean }) {
  const [editing, setEditing] = createSignal(false)
  const named = () => competitorPlaces.flatMap(place => props.deal[place] ?? [])
  return (
    <section class="deal-splits">
      <div class="row">
        <h3 class="grow">{t('section')}</h3>
        <Show when={props.may}>
          <Button onClick={() => setEditing(true)}>{t('edit')}</Button>
        </Show>
      </div>
      <Show when={named().length} fallback={<p class="small muted">{t('none')}</p>}>
        <ul class="lines">
          <For each={named()}>
            {id => (
              <li>
                <span class="grow">
                  <RecordName entity="competitor" id={id} />
                </span>
                <Show when={props.deal.lostToId === id}>
                  <StatusChip tone="neg">{t('won')}</StatusChip>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={editing()}>
        <Suspense>
          <EditCompetitors deal={props.deal} onClose={() => setEditing(false)} />
        </Suspense>
      </Show>
    </section>
  )
}
