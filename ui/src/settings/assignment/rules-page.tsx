import type {
  AssignmentFault,
  AssignmentRule,
  KnownAssignment,
} from '@sextant/db/assignment/assignment.model'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { beside, format } from '../../app/format'
import { Button } from '../../parts/button/button'
import { StatusChip } from '../../parts/chip/status-chip'
import { fieldName } from '../../parts/mapping/names'
import { useMembers } from '../../parts/records/members'
import { useTeamList } from '../people'
import { OrderedRules } from '../rules/ordered-rules'
import { conditionsIn } from '../rules/ordered-rules.rules'
import { faultsOf, peopleIn } from './assignment.rules'
import { t } from './assignment.text'
import './assignment.css'

const RuleDialog = lazy(() => import('./rule-dialog').then(module => ({ default: module.RuleDialog })))
const TrialDialog = lazy(() => import('./trial-dialog').then(module => ({ default: module.TrialDialog })))

/** The rules by which leads are assigned, in their order; changed here, tried, and saved all at once. */
export function AssignmentRules() {
  const members = useMembers()
  const teams = useTeamList()
  const [draft, setDraft] = createSignal<readonly AssignmentRule[]>([])
  const [trying, setTrying] = createSignal(false)
  const takes = ({ when }: AssignmentRule) => {
    const n = conditionsIn(when)
    return n ? t('someLeads', { n }) : t('everyLead')
  }
  const gives = ({ way }: AssignmentRule) => {
    if (way.type === 'queue') {
      const name = teams.data?.results.find(({ id }) => id === way.teamId)?.name ?? t('noTeam')
      return t('summary.queue', { name })
    }
    if (way.type === 'person') return t('summary.person', { name: members.nameOf(way.memberId) ?? t('left') })
    return t(`summary.${way.type}`, { n: peopleIn(way).length })
  }
  const hours = ({ way, atWork }: AssignmentRule) =>
    atWork && way.type !== 'queue' ? t('summary.atWork') : ''
  const faultWords = ({ code, field, names }: AssignmentFault) =>
    t(`fault.${code}`, { field: field ? fieldName(field) : '', names: format.list(names) })
  return (
    <>
      <OrderedRules<AssignmentRule, KnownAssignment>
        queryKey={['assignment', 'rules']}
        load={asked => api.get('/crm/assignment', asked)}
        put={(rules, version) => api.put('/crm/assignment', { rules }, { version })}
        say={t.say}
        mark={({ active }) => (
          <Show when={!active}>
            <StatusChip tone="slate">{t('off')}</StatusChip>
          </Show>
        )}
        line={rule => beside(takes(rule), gives(rule), hours(rule))}
        faults={(rule, known) => faultsOf(known.faults, known.rules, rule).map(faultWords)}
        acts={
          <Button size="lg" onClick={() => setTrying(true)}>
            {t('try')}
          </Button>
        }
        dialog={edited => <RuleDialog {...edited} members={members} teams={teams.data?.results ?? []} />}
        onDraft={setDraft}
      />
      <Suspense>
        <Show when={trying()}>
          <TrialDialog rules={draft()} onClose={() => setTrying(false)} />
        </Show>
      </Suspense>
    </>
  )
}
