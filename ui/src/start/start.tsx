import { useNavigate } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { Match, Switch } from 'solid-js'
import { api } from '../app/api'
import { onLive } from '../app/live'
import { beginElsewhere, beginWithFirstSteps } from '../app/preferences'
import { Page } from '../app/shell/page'
import { t as common } from '../app/text'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast } from '../parts/toast/toast'
import { useSampleData } from './sample-data'
import { t } from './start.text'
import { StepList } from './step-list'
import { tellingKinds } from './steps'
import './start.css'

/** Where a new workspace begins: what makes it work, as steps that tick themselves. */
export function Start() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const query = useQuery(() => ({
    queryKey: ['first-steps'],
    queryFn: ({ signal }) => api.get('/crm/first-steps', { signal }),
    staleTime: 0,
  }))
  onLive(({ subjectType }) => {
    if (tellingKinds.has(subjectType)) void client.invalidateQueries({ queryKey: ['first-steps'] })
  })
  const sample = useSampleData(
    () => typeof query.data?.sample === 'boolean',
    ({ id }) => navigate(`/bulk/${id}`),
  )
  const leave = () => {
    beginElsewhere()
    navigate('/leads')
  }
  const hide = () => {
    leave()
    toast(t('hidden'), {
      label: common('undo'),
      onPress: () => {
        beginWithFirstSteps()
        navigate('/start')
      },
    })
  }
  return (
    <Page title={t('title')} scroll>
      <div class="page start">
        <Switch
          fallback={
            <>
              <Skeleton />
              <Skeleton n={1} />
            </>
          }
        >
          <Match when={query.isError && !query.data}>
            <ErrorState title={t('failed')} error={query.error} onRetry={() => void query.refetch()} />
          </Match>
          <Match when={query.data}>
            {done => <StepList done={done()} sample={sample} onLeave={leave} onHide={hide} />}
          </Match>
        </Switch>
      </div>
    </Page>
  )
}
