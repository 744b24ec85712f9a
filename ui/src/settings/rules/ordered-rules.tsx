import { type QueryKey, useQuery, useQueryClient } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createSignal, For, type JSX, on, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { explain } from '../../app/explain'
import { useSession } from '../../app/session'
import type { Say } from '../../app/text'
import { Button } from '../../parts/button/button'
import { FormProblem } from '../../parts/form/form'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast } from '../../parts/toast/toast'
import { OrderedRuleRow } from './ordered-rule-row'
import { movedRule, type OrderedRule, type RuleWord, withRule } from './ordered-rules.rules'
import './rules.css'

interface KnownRules<R> {
  version: number
  rules: readonly R[]
}

interface EditedRule<R> {
  /** Undefined: a new one. */
  rule: R | undefined
  others: readonly R[]
  onKeep: (rule: R) => void
  onClose: () => void
}

/** Rules that are asked in their order, as one document: listed, moved, changed here as a draft, and saved all at once. */
export function OrderedRules<R extends OrderedRule, K extends KnownRules<R>>(props: {
  queryKey: QueryKey
  load: (asked: { signal: AbortSignal }) => Promise<K>
  put: (rules: R[], version: number) => Promise<K>
  say: Say
  /** What a rule does, in one line. */
  line: (rule: R) => string
  /** Why a rule does not do what it says, as sentences. */
  faults: (rule: R, known: K) => readonly string[]
  mark?: (rule: R) => JSX.Element
  /** Beside the button that saves, while there are rules. */
  acts?: JSX.Element
  dialog: (edited: EditedRule<R>) => JSX.Element
  /** The draft, for whoever tries it. */
  onDraft?: (rules: readonly R[]) => void
}) {
  const { can } = useSession()
  const client = useQueryClient()
  const word = (key: RuleWord, params?: Readonly<Record<string, string | number>>) =>
    props.say(key, params) ?? key
  const [draft, setDraft] = createSignal<readonly R[]>([])
  const [edited, edit] = createSignal<{ rule: R | undefined }>()
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const [said, say] = createSignal('')
  const query = useQuery(() => ({
    queryKey: props.queryKey,
    enabled: !isServer,
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => props.load({ signal }),
  }))
  createEffect(
    on(
      () => query.data,
      found => found && setDraft(found.rules),
    ),
  )
  createEffect(() => props.onDraft?.(draft()))
  const isChanged = () => JSON.stringify(draft()) !== JSON.stringify(query.data?.rules ?? [])
  const mayChange = () => can('assignment', 'update')
  const move = (id: string, to: number) => {
    const next = movedRule(draft(), id, to)
    setDraft(next)
    const at = next.findIndex(rule => rule.id === id)
    say(word('moved', { name: next[at]?.name ?? '', n: at + 1, total: next.length }))
  }
  const save = async () => {
    if (busy() || !query.data) return
    setBusy(true)
    setProblem(undefined)
    try {
      client.setQueryData(props.queryKey, await props.put([...draft()], query.data.version))
      toast(word('saved'))
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }
  const Add = () => (
    <Show when={mayChange()}>
      <Button icon={<Plus aria-hidden="true" />} onClick={() => edit({ rule: undefined })}>
        {word('add')}
      </Button>
    </Show>
  )
  return (
    <Loaded query={query} failed={word('failed')}>
      {known => (
        <>
          <p class="muted">{word('why')}</p>
          <FormProblem text={problem()} />
          <Show
            when={draft().length}
            fallback={<EmptyState title={word('none')} why={word('none.why')} actions={<Add />} />}
          >
            <Card title={word('title')} end={<Add />}>
              <ol class="ordered-rules">
                <For each={draft().map(({ id }) => id)}>
                  {(id, index) => (
                    <Show when={draft().find(rule => rule.id === id)}>
                      {rule => (
                        <OrderedRuleRow
                          id={id}
                          list={String(props.queryKey.join())}
                          name={rule().name}
                          index={index()}
                          word={word}
                          mark={props.mark?.(rule())}
                          line={props.line(rule())}
                          faults={props.faults(rule(), known())}
                          locked={!mayChange()}
                          onMove={move}
                          onEdit={() => edit({ rule: rule() })}
                          onRemove={() => setDraft(all => all.filter(one => one.id !== id))}
                        />
                      )}
                    </Show>
                  )}
                </For>
              </ol>
            </Card>
          </Show>
          <Show when={mayChange()} fallback={<p class="muted">{word('locked')}</p>}>
            <Show when={draft().length || isChanged()}>
              <div class="row wrap gap-2">
                <Button tone="primary" size="lg" busy={busy()} onClick={save}>
                  {word('save')}
                </Button>
                <Show when={draft().length}>{props.acts}</Show>
                <Show when={isChanged()}>
                  <Button size="lg" tone="ghost" onClick={() => setDraft(known().rules)}>
                    {word('discard')}
                  </Button>
                  <span class="muted" role="status">
                    {word('unsaved')}
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
              {({ rule }) =>
                props.dialog({
                  rule,
                  others: draft(),
                  onKeep: next => setDraft(all => withRule(all, next)),
                  onClose: () => edit(undefined),
                })
              }
            </Show>
          </Suspense>
        </>
      )}
    </Loaded>
  )
}
