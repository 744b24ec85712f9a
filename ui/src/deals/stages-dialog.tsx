import type { Pipeline } from '@sextant/db/pipelines/pipelines.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createSignal, For, Match, on, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { Button } from '../parts/button/button'
import { FormDialog } from '../parts/form/form-dialog'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast } from '../parts/toast/toast'
import { t } from './deals.text'
import { StageRow } from './stage-row'
import {
  changesOf,
  checkStages,
  type DraftStage,
  draftOf,
  moved,
  newStage,
  type SavedStage,
  type StageChange,
} from './stages.rules'
import './stages.css'

/** Adds, renames, reorders and removes the stages of a pipeline. Refusals stay beside the stage they are about. */
export function StagesDialog(props: { pipeline: Pick<Pipeline, 'id' | 'name'>; onClose: () => void }) {
  const client = useQueryClient()
  const [draft, setDraft] = createSignal<readonly DraftStage[]>([])
  const [errors, setErrors] = createSignal<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = createSignal(false)
  const [said, say] = createSignal('')
  const query = useQuery(() => ({
    queryKey: ['stage', 'of', props.pipeline.id],
    enabled: !isServer,
    staleTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }): Promise<SavedStage[]> => {
      const { results } = await api.get('/crm/stages', {
        query: { filter: `pipelineId:eq:${props.pipeline.id}`, sort: 'position', limit: 200 },
        signal,
      })
      return results.map(stage => ({
        id: stage.id,
        name: stage.name ?? '',
        kind: stage.kind ?? 'open',
        position: stage.position ?? null,
        probability: stage.probability ?? null,
        idleAfterDays: stage.idleAfterDays ?? null,
      }))
    },
  }))
  const saved = () => (query.isSuccess ? query.data : [])
  createEffect(on(saved, stages => !draft().length && setDraft(stages.map(draftOf))))

  const change = (key: string, values: Partial<DraftStage>) => {
    setDraft(all => all.map(stage => (stage.key === key ? { ...stage, ...values } : stage)))
    setErrors(({ [key]: _, ...others }) => others)
  }
  const move = (key: string, to: number) => {
    const next = moved(draft(), key, to)
    setDraft(next)
    const at = next.findIndex(stage => stage.key === key)
    say(t('stages.moved', { name: next[at]?.name ?? '', n: at + 1, total: next.length }))
  }

  async function save() {
    if (busy()) return
    const wrong = checkStages(draft())
    setErrors(Object.fromEntries(wrong.map(({ key, says }) => [key, t(says)])))
    if (wrong.length) return
    setBusy(true)
    const refused: Record<string, string> = {}
    for (const change of changesOf(saved(), draft(), props.pipeline.id)) {
      try {
        await send(change)
      } catch (error) {
        refused[change.key] = explain(error)
      }
    }
    const again = await query.refetch()
    void client.invalidateQueries({ queryKey: ['stage'] })
    void client.invalidateQueries({ queryKey: ['deal', 'board'] })
    setBusy(false)
    if (!Object.keys(refused).length) {
      toast(t('stages.saved'))
      return props.onClose()
    }
    // What was removed and refused comes back, with its reason; what could not be made stays as it was typed.
    const unmade = draft().filter(({ id, key }) => !id && refused[key])
    setDraft([...(again.data ?? saved()).map(draftOf), ...unmade])
    setErrors(refused)
  }

  return (
    <FormDialog
      wide
      title={t('stages.title', { name: props.pipeline.name })}
      action={t('stages.save')}
      busy={busy()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <Switch
        fallback={
          <div class="stack">
            <Skeleton n={1} />
            <Skeleton n={2} />
          </div>
        }
      >
        <Match when={query.isError && query.error}>
          {error => (
            <ErrorState title={t('board.failed')} error={error()} onRetry={() => void query.refetch()} />
          )}
        </Match>
        <Match when={query.isSuccess}>
          <p class="small muted">{t('stages.idle.hint')}</p>
          <ol class="stage-rows">
            <For each={draft().map(({ key }) => key)}>
              {(key, index) => (
                <StageRow
                  stage={draft().find(stage => stage.key === key) ?? newStage(key, '')}
                  index={index()}
                  error={errors()[key]}
                  onChange={values => change(key, values)}
                  onMove={to => move(key, to)}
                  onMoveKey={move}
                  onRemove={() => setDraft(all => all.filter(stage => stage.key !== key))}
                />
              )}
            </For>
          </ol>
          <Button
            onClick={() =>
              setDraft(all => [...all, newStage(`new-${all.length}-${Date.now()}`, t('stages.new'))])
            }
          >
            {t('stages.add')}
          </Button>
          <p class="sr" role="status">
            {said()}
          </p>
        </Match>
      </Switch>
    </FormDialog>
  )
}

function send(change: StageChange): Promise<unknown> {
  if (change.method === 'post') return api.post('/crm/stages', change.body)
  const params = { id: change.id }
  if (change.method === 'patch') return api.patch('/crm/stages/{id}', change.body, { params })
  return api.delete('/crm/stages/{id}', { params })
}
