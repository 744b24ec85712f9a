import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Match, Switch } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { t } from './records.text'
import { timesOf } from './stays.rules'

/** How long a record was in each of its states, read when it is asked for. `words` names a state that has no name of its own. */
export function Stays(props: { of: 'lead' | 'deal'; id: string; words?: (value: string) => string }) {
  const [open, setOpen] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: [props.of, 'stays', props.id],
    enabled: open(),
    queryFn: async ({ signal }) => {
      const asked = { params: { id: props.id }, signal }
      const { results } =
        props.of === 'lead'
          ? await api.get('/crm/leads/{id}/stays', asked)
          : await api.get('/crm/deals/{id}/stays', asked)
      return timesOf(results)
    },
  }))
  const nameOf = (value: string, name: string | null) => name ?? props.words?.(value) ?? value
  return (
    <details class="stays small muted" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('stays')}</summary>
      <Switch>
        <Match when={query.isError}>
          <p>{explain(query.error)}</p>
        </Match>
        <Match when={query.isSuccess && query.data}>
          {times => (
            <dl>
              <For each={times()}>
                {({ value, name, seconds, now }) => (
                  <div classList={{ now }}>
                    <dt>
                      <bdi>{nameOf(value, name)}</bdi>
                    </dt>
                    <dd class="num">{format.span(seconds)}</dd>
                  </div>
                )}
              </For>
            </dl>
          )}
        </Match>
      </Switch>
    </details>
  )
}
