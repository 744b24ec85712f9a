import type { ParentProps } from 'solid-js'
import { t } from './settings.text'

/** A table that may be wider than its place. What scrolls must be reachable by keyboard. */
export const Scroller = (props: ParentProps<{ label: string }>) => (
  <section class="scroller" aria-label={t('table.of', { name: props.label })} tabindex="0">
    {props.children}
  </section>
)
