import type { ResponseRule } from '@sextant/db/response/response.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createSignal, For, lazy, on, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { useSession } from '../../app/session'
import { Button } from '../../parts/button/button'
import { FormProblem } from '../../parts/form/form'
import { Card } from '../../parts/panel/card'
import { useMembers } from '../../parts/records/members'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast } from '../../parts/toast/toast'
import { movedRule, withRule } from '../assignment/assignment.rules'
import { t } from './response.text'
import { TargetRow } from './target-row'
import '../assignment/assignment.css'

const TargetDialog = lazy(() => import('./target-dialog').then(module => ({ default: module.TargetDialog })))
const queryKey = ['response_rules']

/** How soon leads are to be answered, in the order of the targets; changed here and saved all at once. */
export function ResponseTargets() {
  const { can } = useSession()
  const client = useQueryClient()
  const members = useMembers()
  const [draft, setDraft] = createSignal<readonly ResponseRule[]>([])
  const [edited, edit] = createSignal<ResponseRule | 'new'>()
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const [said, say] = createSignal('')
  const query = useQuery(() => ({
    queryKey,
    enabled: !isServer,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => api.get('/crm/first-response', { signal }),
  }))
  createEffect(
    on(
      () => query.data,
      found => found && setDraft(found.rules),
    ),
  )
  const isChanged = () => JSON.stringify(draft()) !== JSON.stringify(query.data?.rules ?? [])
  const mayChange = () => can('assignment', 'update')
  const move = (id: string, to: number) => {
    const next = movedRule(draft(), id, to)
    setDraft(next)
    const at = next.findIndex(rule => rule.id === id)
    say(t('moved', { name: next[at]?.name ?? '', n: at + 1, total: next.length }))
  }
  const save = async () => {
    if (busy() || !query.data) return
    setBusy(true)
    setProblem(undefined)
    try {
      const body = { rules: [...draft()] }
      client.setQueryData(
        queryKey,
        await api.put('/crm/first-response', body, { version: query.data.version }),
      )
      toast(t('saved'))
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }
  const Add = () => (
    <Show when={mayChange()}>
      <Button icon={<Plus aria-hidden="true" />} onClick={() => edit('new')}>
        {t('add')}
      </Button>
    </Show>
  )
  return (
    <Loaded query={query} failed={t('failed')}>
      {known => (
        <>
          <p class="muted">{t('why')}</p>
          <FormProblem text={problem()} />
          <Show
            when={draft().length}
            fallback={<EmptyState title={t('none')} why={t('none.why')} actions={<Add />} />}
          >
            <Card title={t('title')} end={<Add />}>
              <ol class="assignment-rules">
                <For each={draft().map(({ id }) => id)}>
                  {(id, index) => (
                    <Show when={draft().find(rule => rule.id === id)}>
                      {rule => (
                        <TargetRow
                          rule={rule()}
                          index={index()}
                          gone={known().faults.flatMap(({ ruleId, field }) => (ruleId === id ? [field] : []))}
                          locked={!mayChange()}
                          onMove={move}
                          onEdit={() => edit(rule())}
                          onRemove={() => setDraft(all => all.filter(one => one.id !== id))}
                        />
                      )}
                    </Show>
                  )}
                </For>
              </ol>
            </Card>
          </Show>
          <Show when={mayChange()} fallback={<p class="muted">{t('locked')}</p>}>
            <Show when={draft().length || isChanged()}>
              <div class="row wrap gap-2">
                <Button tone="primary" size="lg" busy={busy()} onClick={save}>
                  {t('save')}
                </Button>
                <Show when={isChanged()}>
                  <Button size="lg" tone="ghost" onClick={() => setDraft(known().rules)}>
                    {t('discard')}
                  </Button>
                  <span class="muted" role="status">
                    {t('unsaved')}
                  </span>
                </Show>
              </div>
            </Show>
          </Show>
          <p class="sr" role="status">
            {said()}
          </p>
          <Suspense>
            <Show when={edited()} keyed>
              {rule => (
                <TargetDialog
                  rule={rule === 'new' ? undefined : rule}
                  others={draft()}
                  members={members}
                  onKeep={next => setDraft(all => withRule(all, next))}
                  onClose={() => edit(undefined)}
                />
              )}
            </Show>
          </Suspense>
        </>
      )}
    </Loaded>
  )
}
