import Check from 'lucide-solid/icons/check'
import { For, Show } from 'solid-js'
import { format } from '../../app/format'
import { t } from '../../app/text'

/** Where a wizard stands. `current` counts from 0. */
export const Steps = (props: { steps: readonly string[]; current: number }) => (
  <ol class="steps" aria-label={t('steps.label')}>
    <For each={props.steps}>
      {(step, index) => (
        <li
          classList={{ done: index() < props.current }}
          aria-current={index() === props.current ? 'step' : undefined}
        >
          <span class="n" aria-hidden="true">
            <Show when={index() < props.current} fallback={format.number(index() + 1)}>
              <Check aria-hidden="true" />
            </Show>
          </span>
          {step}
          <Show when={index() < props.current}>
            <span class="sr">{t('steps.done')}</span>
          </Show>
        </li>
      )}
    </For>
  </ol>
)
