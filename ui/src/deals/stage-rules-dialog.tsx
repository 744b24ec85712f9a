import type { Pipeline } from '@sextant/db/pipelines/pipelines.model'
import { noRules, type RuleFault, type StageRules } from '@sextant/db/pipelines/stage-rules.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createSignal, For, Match, on, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { Checkbox } from '../parts/field/checkbox'
import { ManyField } from '../parts/field/many-field'
import { FormDialog } from '../parts/form/form-dialog'
import { useMembers } from '../parts/records/members'
import { useFields } from '../parts/records/use-fields'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast } from '../parts/toast/toast'
import { dealKind } from './deal-kind'
import { type RuledStage, StageRuleSection } from './stage-rule-section'
import { ruleOf, withoutApprover, withRule } from './stage-rules.rules'
import { t } from './stage-rules.text'
import './stage-rules.css'

/** The rules by which deals go through a pipeline, saved all at once. */
export function StageRulesDialog(props: { pipeline: Pick<Pipeline, 'id' | 'name'>; onClose: () => void }) {
  const client = useQueryClient()
  const members = useMembers()
  const fields = useFields({ ...dealKind, relations: {} })
  const [draft, setDraft] = createSignal<StageRules>(noRules)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const [unnamed, setUnnamed] = createSignal<readonly string[]>([])
  const query = useQuery(() => ({
    queryKey: ['pipeline', 'rules', props.pipeline.id],
    enabled: !isServer,
    staleTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      const of = { params: { id: props.pipeline.id }, signal }
      const [rules, stages] = await Promise.all([
        api.get('/crm/pipelines/{id}/rules', of),
        api.get('/crm/stages', {
          query: { filter: `pipelineId:eq:${props.pipeline.id}`, sort: 'position', limit: 200 },
          signal,
        }),
      ])
      return {
        ...rules,
        all: stages.results.map((one): RuledStage => ({ id: one.id, name: one.name ?? '' })),
      }
    },
  }))
  createEffect(
    on(
      () => query.isSuccess && query.data,
      found => found && setDraft(found.rules),
    ),
  )
  const faultsOf = (stageId: string): readonly RuleFault[] =>
    query.isSuccess ? query.data.faults.filter(fault => fault.stageId === stageId) : []

  async function save() {
    if (busy() || !query.isSuccess) return
    setUnnamed(withoutApprover(draft()))
    if (unnamed().length) return setProblem(t('approval.nobody'))
    setBusy(true)
    setProblem(undefined)
    try {
      const { id } = props.pipeline
      await api.put('/crm/pipelines/{id}/rules', draft(), { params: { id }, version: query.data.version })
      void client.invalidateQueries({ queryKey: ['pipeline', 'rules'] })
      toast(t('saved'))
      props.onClose()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <FormDialog
      wide
      title={t('title', { name: props.pipeline.name })}
      action={t('save')}
      busy={busy()}
      problem={problem()}
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
          {error => <ErrorState title={t('failed')} error={error()} onRetry={() => void query.refetch()} />}
        </Match>
        <Match when={query.isSuccess && query.data}>
          {found => (
            <div class="stack">
              <p class="small muted">{t('hint')}</p>
              <Checkbox
                label={t('noSkipping')}
                hint={t('noSkipping.hint')}
                checked={draft().noSkipping}
                onChange={noSkipping => setDraft(old => ({ ...old, noSkipping }))}
              />
              <Checkbox
                label={t('noGoingBack')}
                hint={t('noGoingBack.hint')}
                checked={draft().noGoingBack}
                onChange={noGoingBack => setDraft(old => ({ ...old, noGoingBack }))}
              />
              <ManyField
                label={t('lossReasons')}
                none={t('lossReasons.any')}
                choices={draft().lossReasons.map(value => ({ value, label: value }))}
                chosen={draft().lossReasons}
                onChange={lossReasons => setDraft(old => ({ ...old, lossReasons: [...lossReasons] }))}
                add={text => text.trim().slice(0, 255) || undefined}
              />
              <Checkbox
                label={t('lossNote')}
                checked={draft().lossNote}
                onChange={lossNote => setDraft(old => ({ ...old, lossNote }))}
              />
              <Checkbox
                label={t('lossCompetitor')}
                checked={draft().lossCompetitor}
                onChange={lossCompetitor => setDraft(old => ({ ...old, lossCompetitor }))}
              />
              <h3>{t('stages')}</h3>
              <ul class="rule-stages">
                <For each={found().all}>
                  {stage => (
                    <StageRuleSection
                      stage={stage}
                      rule={ruleOf(draft(), stage.id)}
                      faults={faultsOf(stage.id)}
                      unnamed={unnamed().includes(stage.id)}
                      fields={fields}
                      members={members}
                      onChange={values => setDraft(old => withRule(old, stage.id, values))}
                    />
                  )}
                </For>
              </ul>
              <Show when={!found().all.length}>
                <p class="muted">{t('noStages')}</p>
              </Show>
            </div>
          )}
        </Match>
      </Switch>
    </FormDialog>
  )
}
