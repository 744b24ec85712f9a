import type { KnownResponseRules, ResponseRule } from '@sextant/db/response/response.model'
import { lazy } from 'solid-js'
import { api } from '../../app/api'
import { beside } from '../../app/format'
import { fieldName } from '../../parts/mapping/names'
import { useMembers } from '../../parts/records/members'
import { OrderedRules } from '../rules/ordered-rules'
import { conditionsIn } from '../rules/ordered-rules.rules'
import { t } from './response.text'

const TargetDialog = lazy(() => import('./target-dialog').then(module => ({ default: module.TargetDialog })))

/** How soon leads are to be answered, in the order of the targets. */
export function ResponseTargets() {
  const members = useMembers()
  const takes = ({ when }: ResponseRule) => {
    const n = conditionsIn(when)
    return n ? t('someLeads', { n }) : t('everyLead')
  }
  return (
    <OrderedRules<ResponseRule, KnownResponseRules>
      queryKey={['response_rules']}
      load={asked => api.get('/crm/first-response', asked)}
      put={(rules, version) => api.put('/crm/first-response', { rules }, { version })}
      say={t.say}
      line={rule => beside(takes(rule), t('within', { n: rule.minutes }))}
      faults={({ id }, { faults }) =>
        faults.flatMap(({ ruleId, field }) =>
          ruleId === id ? [t('fault', { field: fieldName(field) })] : [],
        )
      }
      dialog={edited => <TargetDialog {...edited} members={members} />}
    />
  )
}
