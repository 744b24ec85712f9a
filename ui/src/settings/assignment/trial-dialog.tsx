import type { AssignmentRule, AssignmentTrial } from '@sextant/db/assignment/assignment.model'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { api } from '../../app/api'
import { beside, format } from '../../app/format'
import { Button } from '../../parts/button/button'
import { Dialog } from '../../parts/overlay/dialog'
import { Loaded } from '../../parts/state/loaded'
import { RowTable } from '../row-table'
import { t } from './assignment.text'

/** What the rules as they are drafted would have done with the last leads. */
export function TrialDialog(props: { rules: readonly AssignmentRule[]; onClose: () => void }) {
  const query = useQuery(() => ({
    queryKey: ['assignment', 'trial', props.rules],
    gcTime: 0,
    retry: false,
    queryFn: ({ signal }) => api.post('/crm/assignment/trial', { rules: [...props.rules] }, { signal }),
  }))
  return (
    <Dialog
      open
      wide
      title={t('trial.title')}
      onClose={props.onClose}
      footer={
        <Button size="lg" onClick={() => props.onClose()}>
          {t('trial.close')}
        </Button>
      }
    >
      <Loaded query={query} failed={t('trial.failed')}>
        {trial => (
          <Show when={trial().leads} fallback={<p class="muted">{t('trial.none')}</p>}>
            <Outcome trial={trial()} />
          </Show>
        )}
      </Loaded>
    </Dialog>
  )
}

function Outcome(props: { trial: AssignmentTrial }) {
  const rules = () => [
    ...props.trial.rules,
    ...(props.trial.untaken ? [{ name: t('trial.untaken'), leads: props.trial.untaken }] : []),
  ]
  const people = () =>
    [
      ...props.trial.people.map(({ name, leads, has }) => ({ name, leads, has: format.number(has) })),
      ...props.trial.queues.map(({ team, leads }) => ({ name: t('trial.queue', { team }), leads, has: '' })),
    ].sort((a, b) => b.leads - a.leads)
  return (
    <div class="stack settings">
      <p class="muted">{t('trial.why', { n: props.trial.leads })}</p>
      <h3>{t('trial.rules')}</h3>
      <RowTable
        label={t('trial.rules')}
        rows={rules()}
        columns={[
          { label: t('trial.rule'), cell: row => <bdi>{row.name}</bdi> },
          { label: t('trial.leads'), numeric: true, cell: row => format.number(row.leads) },
        ]}
      />
      <Show when={people().length}>
        <h3>{t('trial.people')}</h3>
        <RowTable
          label={t('trial.people')}
          rows={people()}
          columns={[
            { label: t('trial.person'), cell: row => <bdi>{row.name}</bdi> },
            { label: t('trial.gets'), numeric: true, cell: row => format.number(row.leads) },
            { label: t('trial.has'), numeric: true, cell: row => row.has },
          ]}
        />
      </Show>
      <h3>{t('trial.examples')}</h3>
      <RowTable
        label={t('trial.examples')}
        rows={props.trial.examples}
        columns={[
          {
            label: t('trial.lead'),
            cell: row => (
              <>
                <bdi>{row.name}</bdi>{' '}
                <Show when={row.company}>
                  <bdi class="text-muted font-normal">{row.company}</bdi>
                </Show>
              </>
            ),
          },
          { label: t('trial.has'), cell: row => <bdi>{row.has ?? t('trial.nobody')}</bdi> },
          { label: t('trial.gets'), cell: row => <bdi>{getsIt(row)}</bdi> },
        ]}
      />
    </div>
  )
}

const getsIt = ({ gets, queue, rule, hours }: AssignmentTrial['examples'][number]): string => {
  if (rule === null) return t('trial.untaken')
  const who = gets ?? (queue === null ? t('trial.nobody') : t('trial.queue', { team: queue }))
  return beside(who, rule, hours ? t(`trial.hours.${hours}`) : '')
}
