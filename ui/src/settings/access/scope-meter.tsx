import type { Scope } from '@sextant/db/core/grants.rules'
import { scopes } from '@sextant/db/core/grants.rules'
import { For } from 'solid-js'

/** How wide a scope is, beside the word for it: never by itself. */
export const ScopeMeter = (props: { scope: Scope | null | undefined }) => {
  const width = () => (props.scope ? scopes.indexOf(props.scope) + 1 : 0)
  return (
    <span class="scope-meter" aria-hidden="true">
      <For each={scopes}>{(_, n) => <i classList={{ on: n() < width() }} />}</For>
    </span>
  )
}
