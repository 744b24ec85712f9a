import type { TerritoryTrial as Answer, TerritorySetup } from '@sextant/db/territories/territory-setup.model'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { Loaded } from '../../parts/state/loaded'
import { RowTable } from '../row-table'
import { t } from './territories.text'

/** Who would see how many records more or fewer, were the territory saved as it is drafted. */
export function TerritoryTrial(props: { id: string; draft: TerritorySetup }) {
  const query = useQuery(() => ({
    queryKey: ['territory', 'trial', props.id, props.draft],
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) =>
      api.post('/crm/territories/{id}/trial', props.draft, { params: { id: props.id }, signal }),
  }))
  return (
    <Loaded query={query} failed={t('try.failed')}>
      {trial => <Outcome trial={trial()} />}
    </Loaded>
  )
}

const Outcome = (props: { trial: Answer }) => (
  <div class="stack settings" role="status">
    <p>
      {t('try.records', {
        customers: format.number(props.trial.records.customer),
        leads: format.number(props.trial.records.lead),
        deals: format.number(props.trial.records.deal),
        contacts: format.number(props.trial.records.contact),
      })}{' '}
      {t('try.joining', { n: props.trial.joining })} {t('try.leaving', { n: props.trial.leaving })}
    </p>
    <Show when={props.trial.people.length} fallback={<p class="muted">{t('try.nobody')}</p>}>
      <RowTable
        label={t('try.people')}
        rows={props.trial.people}
        columns={[
          { label: t('try.person'), cell: row => <bdi>{row.name}</bdi> },
          { label: t('try.gained'), numeric: true, cell: row => format.number(row.gained) },
          { label: t('try.lost'), numeric: true, cell: row => format.number(row.lost) },
        ]}
      />
    </Show>
  </div>
)
