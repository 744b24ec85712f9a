import type { Deal } from '@sextant/db/deals/deals.model'
import { useQueryClient } from '@tanstack/solid-query'
import Check from 'lucide-solid/icons/check'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { asProblem } from '../app/problem'
import { t as frame } from '../app/text'
import { listKey } from '../parts/records/record-cache'
import { beginAct } from '../parts/toast/acts'
import { toast } from '../parts/toast/toast'
import type { BoardStage } from './board.rules'
import { t } from './deals.text'
import { asksWhy, type Loss } from './move-card'
import { useTotals } from './pipelines'
import { tellStayed } from './stayed'

const LostReason = lazy(() => import('./lost-reason').then(module => ({ default: module.LostReason })))

/** The way through the pipeline: what is behind, where the deal is, what is ahead. A press moves it there. */
export function StagePath(props: {
  deal: Deal
  may: boolean
  /** What the workspace calls its own fields, by key. */
  ownLabels?: Readonly<Record<string, string>>
}) {
  const client = useQueryClient()
  const [asking, setAsking] = createSignal<BoardStage>()
  const [target, setTarget] = createSignal<string>()
  const totals = useTotals(
    () => props.deal.pipelineId ?? undefined,
    () => undefined,
  )
  const stages = () => (totals.isSuccess ? totals.data.stages : [])
  const at = () => stages().findIndex(({ id }) => id === (target() ?? props.deal.stageId))
  const home = () => stages().find(({ id }) => id === props.deal.stageId)

  async function move(stage: BoardStage, loss?: Loss) {
    if (stage.kind === 'lost' && !loss) return void setAsking(stage)
    const from = home()
    setTarget(stage.id)
    const act = beginAct()
    try {
      const params = { id: props.deal.id }
      const { version } = await api.post('/crm/deals/{id}/move', { stageId: stage.id, ...loss }, { params })
      await renew()
      const undo = () =>
        api.post('/crm/deals/{id}/move/undo', { version }, { params }).then(renew, refused(stage))
      toast(
        t('moved', { name: props.deal.name, stage: stage.name }),
        { label: frame('undo'), onPress: undo },
        act,
      )
    } catch (error) {
      act.forget()
      if (asksWhy.includes(asProblem(error).rule ?? '')) setAsking(stage)
      else refused(from ?? stage, stage)(error)
    } finally {
      setTarget(undefined)
    }
  }
  const refused = (stays: BoardStage, wanted?: BoardStage) => (error: unknown) =>
    tellStayed(props.deal, stays, error, { wanted, ownLabels: props.ownLabels })
  async function renew() {
    await client.invalidateQueries({ queryKey: ['deal'] })
    void client.invalidateQueries({ queryKey: listKey('deal') })
  }
  return (
    <>
      <ol class="stage-path">
        <For each={stages()}>
          {(stage, index) => (
            <li classList={{ past: index() < at() && stage.kind === 'open', here: index() === at() }}>
              <button
                type="button"
                aria-current={index() === at() ? 'step' : undefined}
                aria-disabled={!props.may || index() === at() ? 'true' : undefined}
                aria-label={index() === at() ? stage.name : t('drawer.stage.to', { name: stage.name })}
                data-tip={
                  index() === at()
                    ? stage.name
                    : t(props.may ? 'drawer.stage.to' : 'drawer.stage.off', { name: stage.name })
                }
                onClick={() => {
                  if (props.may && index() !== at()) void move(stage)
                }}
              >
                <Show when={index() < at() && stage.kind === 'open'}>
                  <Check class="xs" aria-hidden="true" />
                </Show>
                <span class="cut" dir="auto">
                  {stage.name}
                </span>
              </button>
            </li>
          )}
        </For>
      </ol>
      <Show when={asking()}>
        {stage => (
          <Suspense>
            <LostReason
              name={props.deal.name}
              pipelineId={props.deal.pipelineId}
              stage={stage()}
              onAnswer={loss => {
                const asked = stage()
                setAsking(undefined)
                if (loss) void move(asked, loss)
              }}
            />
          </Suspense>
        )}
      </Show>
    </>
  )
}
