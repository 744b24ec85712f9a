import X from 'lucide-solid/icons/x'
import { For, type JSX, Show } from 'solid-js'
import { onEscape } from '../../app/escape'
import { t } from '../../app/text'
import { Key } from '../button/key'
import type { Selection } from './selection'

export interface BulkVerb {
  label: string
  icon?: JSX.Element
  onPress: () => void
}

/** The list's foot while rows are selected. `total`: how many match, exactly; undefined until that is known. */
export function BulkBar(props: {
  selection: Selection
  total?: number
  /** “13,021 leads”. */
  totalText: (n: number) => string
  verbs: readonly BulkVerb[]
}) {
  onEscape(() => props.selection.clear())
  const count = () =>
    props.selection.everything() ? (props.total ?? props.selection.count()) : props.selection.count()
  /** All that match can still be selected; the number is then told by the button that does it. */
  const isPart = () => !props.selection.everything() && props.total !== undefined && props.total > count()
  const label = () =>
    props.selection.everything()
      ? t('bulk.everything', { total: props.totalText(count()) })
      : t('bulk.selected', { n: count() })
  return (
    <div class="bulk" role="toolbar" aria-label={label()}>
      <strong role="status">
        {label()}{' '}
        <Show when={props.total !== undefined && !props.selection.everything() && !isPart()}>
          <span class="of">{t('bulk.of', { total: props.total ?? 0 })}</span>
        </Show>
      </strong>
      <Show when={isPart()}>
        <button type="button" onClick={() => props.selection.selectEverything()}>
          {t('bulk.all', { total: props.totalText(props.total ?? 0) })}
        </button>
      </Show>
      <hr />
      <For each={props.verbs}>
        {verb => (
          <button type="button" onClick={() => verb.onPress()}>
            {verb.icon}
            {verb.label}
          </button>
        )}
      </For>
      <span class="grow" />
      <button type="button" onClick={() => props.selection.clear()}>
        <X aria-hidden="true" />
        <span class="sr">{t('bulk.clear')}</span>
        <Key>Esc</Key>
      </button>
    </div>
  )
}
