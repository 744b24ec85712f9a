import type { Deal } from '@sextant/db/deals/deals.model'
import { useQueryClient } from '@tanstack/solid-query'
import Check from 'lucide-solid/icons/check'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { asProblem } from '../app/problem'
import { t as frame } from '../app/text'
import { listKey } from '../parts/records/record-cache'
import { beginAct } from '../parts/toast/acts'
import { toast, toastRefusal } from '../parts/toast/toast'
import type { BoardStage } from './board.rules'
import { t } from './deals.text'
import { useTotals } from './pipelines'

const LostReason = lazy(() => import('./lost-reason').then(module => ({ default: module.LostReason })))

/** The way through the pipeline: what is behind, where the deal is, what is ahead. A press moves it there. */
export function StagePath(props: { deal: Deal; may: boolean }) {
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

  async function move(stage: BoardStage, closeReason?: string) {
    if (stage.kind === 'lost' && !closeReason) return void setAsking(stage)
    const from = home()
    const old = props.deal.closeReason
    setTarget(stage.id)
    const act = beginAct()
    try {
      await send(stage.id, closeReason)
      const undo = async () => {
        if (from) await send(from.id, old ?? undefined).catch(refused(stage))
      }
      toast(
        t('moved', { name: props.deal.name, stage: stage.name }),
        { label: frame('undo'), onPress: undo },
        act,
      )
    } catch (error) {
      act.forget()
      if (asProblem(error).rule === 'deal.reason_needed') setAsking(stage)
      else refused(from ?? stage)(error)
    } finally {
      setTarget(undefined)
    }
  }
  const refused = (stays: BoardStage) => (error: unknown) =>
    void toastRefusal(t('stayed', { name: props.deal.name, stage: stays.name }), explain(error))
  async function send(stageId: string, closeReason: string | undefined) {
    await api.post(
      '/crm/deals/{id}/move',
      { stageId, ...(closeReason ? { closeReason } : {}) },
      { params: { id: props.deal.id } },
    )
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
              stage={stage()}
              onAnswer={reason => {
                const asked = stage()
                setAsking(undefined)
                if (reason) void move(asked, reason)
              }}
            />
          </Suspense>
        )}
      </Show>
    </>
  )
}
