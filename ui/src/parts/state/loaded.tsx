import { type JSX, Match, Switch } from 'solid-js'
import { ErrorState } from './error-state'
import { Skeleton } from './skeleton'

/** What a query brought; until then that it is on its way, or why it did not come and a way to ask again. Old data stays. */
export function Loaded<T>(props: {
  query: { data: T | undefined; isError: boolean; error: unknown; refetch: () => unknown }
  failed: string
  /** In place of the sign that it is on its way. */
  waiting?: JSX.Element
  children: (data: () => T) => JSX.Element
}) {
  return (
    <Switch fallback={props.waiting ?? <Skeleton />}>
      <Match when={props.query.isError && !props.query.data}>
        <ErrorState
          title={props.failed}
          error={props.query.error}
          onRetry={() => void props.query.refetch()}
        />
      </Match>
      <Match when={props.query.data}>{data => props.children(() => data() as T)}</Match>
    </Switch>
  )
}
