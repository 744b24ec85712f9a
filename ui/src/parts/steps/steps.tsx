import { A } from '@solidjs/router'
import Check from 'lucide-solid/icons/check'
import { For, Show } from 'solid-js'
import { format } from '../../app/format'
import { t } from '../../app/text'

/** Where a wizard stands. `current` counts from 0; a step that is done is a way back where `href` gives its address. */
export const Steps = (props: {
  steps: readonly string[]
  current: number
  href?: (step: number) => string | undefined
}) => (
  <ol class="steps" aria-label={t('steps.label')}>
    <For each={props.steps}>
      {(step, index) => (
        <li
          classList={{ done: index() < props.current }}
          aria-current={index() === props.current ? 'step' : undefined}
        >
          <Show
            when={index() < props.current && props.href?.(index())}
            fallback={<Name step={step} at={index()} done={index() < props.current} />}
          >
            {href => (
              <A href={href()}>
                <Name step={step} at={index()} done />
              </A>
            )}
          </Show>
        </li>
      )}
    </For>
  </ol>
)

const Name = (props: { step: string; at: number; done: boolean }) => (
  <>
    <span class="n" aria-hidden="true">
      <Show when={props.done} fallback={format.number(props.at + 1)}>
        <Check aria-hidden="true" />
      </Show>
    </span>
    {props.step}
    <Show when={props.done}>
      <span class="sr">{t('steps.done')}</span>
    </Show>
  </>
)
