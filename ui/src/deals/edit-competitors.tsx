import { competitorPlaces } from '@sextant/db/deals/deal-competitors.rules'
import type { Deal } from '@sextant/db/deals/deals.model'
import { useQueryClient } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../app/api'
import { FormDialog } from '../parts/form/form-dialog'
import { createSending } from '../parts/form/sending'
import type { Rec } from '../parts/records/kind'
import { ReferenceField } from '../parts/records/reference-field'
import { toast } from '../parts/toast/toast'
import { t } from './competitors.text'

type Key = (typeof competitorPlaces)[number] | 'lostToId'

/** Up to three who else are after a deal; of a lost one also who won it. */
export function EditCompetitors(props: { deal: Deal & Rec; onClose: () => void }) {
  const client = useQueryClient()
  const sending = createSending()
  const { deal } = props
  const [chosen, setChosen] = createStore<Record<Key, string | null>>({
    competitorId: deal.competitorId,
    secondCompetitorId: deal.secondCompetitorId,
    thirdCompetitorId: deal.thirdCompetitorId,
    lostToId: deal.lostToId,
  })
  const isLost = deal.status === 'lost'
  const keys: readonly Key[] = isLost ? [...competitorPlaces, 'lostToId'] : competitorPlaces
  const save = async () => {
    const values = Object.fromEntries(
      keys.flatMap(key => (chosen[key] === deal[key] ? [] : [[key, chosen[key]]])),
    )
    const saved = await sending.send(() =>
      api.patch('/crm/deals/{id}', values, { params: { id: deal.id }, version: deal.version }),
    )
    if (!saved) return
    void client.invalidateQueries({ queryKey: ['deal'] })
    toast(t('saved'))
    props.onClose()
  }
  return (
    <FormDialog
      title={t('edit.title', { name: deal.name })}
      action={t('save')}
      busy={sending.busy()}
      problem={sending.problem(keys)}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="stack">
        <For each={competitorPlaces}>
          {(place, at) => (
            <ReferenceField
              label={t('place', { n: at() + 1 })}
              refersTo="competitor"
              value={chosen[place]}
              onChange={id => setChosen(place, id)}
              error={sending.error(place)}
            />
          )}
        </For>
        <Show when={isLost}>
          <ReferenceField
            label={t('lostTo')}
            refersTo="competitor"
            value={chosen.lostToId}
            onChange={id => setChosen('lostToId', id)}
            error={sending.error('lostToId')}
          />
        </Show>
      </div>
    </FormDialog>
  )
}
