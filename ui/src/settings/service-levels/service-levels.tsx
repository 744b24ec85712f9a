import type { KnownServicePolicies, ServicePolicy } from '@sextant/db/service-levels/policy.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, lazy, Show } from 'solid-js'
import { api } from '../../app/api'
import { beside, format } from '../../app/format'
import { onLive } from '../../app/live'
import { fieldName } from '../../parts/mapping/names'
import { useMembers } from '../../parts/records/members'
import { OrderedRules } from '../rules/ordered-rules'
import { conditionsIn } from '../rules/ordered-rules.rules'
import { t } from './service-levels.text'

const PolicyDialog = lazy(() => import('./policy-dialog').then(module => ({ default: module.PolicyDialog })))

type Known = KnownServicePolicies & { rules: readonly ServicePolicy[] }
const asRules = (known: KnownServicePolicies): Known => ({ ...known, rules: known.policies })

/** What is promised to those who open tickets, in its order, and what came of the last counting anew. */
export function ServiceLevels() {
  const members = useMembers()
  const client = useQueryClient()
  const [recount, setRecount] = createSignal<KnownServicePolicies['recount']>(null)
  const kept = (known: KnownServicePolicies): Known => {
    setRecount(known.recount)
    return asRules(known)
  }
  const refresh = async () => setRecount((await api.get('/crm/service-levels')).recount)
  onLive(({ subjectType }) => {
    if (subjectType === 'clock_recount') void refresh().catch(() => client.invalidateQueries())
  })
  const takes = ({ when }: ServicePolicy) => {
    const n = conditionsIn(when)
    return n ? t('someTickets', { n }) : t('everyTicket')
  }
  const promise = ({ targets }: ServicePolicy) => {
    const n = targets.normal.first_reply
    return n === null ? undefined : t('firstReply', { n })
  }
  return (
    <>
      <OrderedRules<ServicePolicy, Known>
        queryKey={['service_policies']}
        load={async asked => kept(await api.get('/crm/service-levels', asked))}
        put={async (policies, version) =>
          kept(await api.put('/crm/service-levels', { policies }, { version }))
        }
        say={t.say}
        line={rule => beside(takes(rule), promise(rule))}
        faults={({ id }, { faults }) =>
          faults.flatMap(({ policyId, code, field }) =>
            policyId !== id
              ? []
              : code === 'field_gone'
                ? [t('fault.field', { field: fieldName(field ?? '') })]
                : [t('fault.calendar')],
          )
        }
        dialog={edited => <PolicyDialog {...edited} members={members} />}
      />
      <Show when={recount()}>
        {last => (
          <p class="muted" role="status">
            {last().finishedAt
              ? t('recount.done', {
                  at: format.ago(last().finishedAt ?? ''),
                  lookedAt: last().lookedAt,
                  moved: last().moved,
                  earlier: last().earlier,
                  late: last().late,
                })
              : t('recount.running', { n: last().lookedAt })}
          </p>
        )}
      </Show>
    </>
  )
}
