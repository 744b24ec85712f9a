import Lock from 'lucide-solid/icons/lock'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createUniqueId, type JSX, Show } from 'solid-js'
import { t } from '../../app/text'

/** What all fields share. */
export interface FieldProps {
  label: string
  hint?: string
  /** A sentence that says how to fix it; replaces the hint. */
  error?: string
  /** Marks the label of the few fields that may stay empty; say it where most are required. */
  optional?: boolean
  required?: boolean
  /** Read-only by right: who may change it. Shows a lock. */
  locked?: string
  name?: string
}

export interface FieldIds {
  id: string
  describedBy: string | undefined
  invalid: boolean
}

/** Label above, hint or error below, and the outline around the control. */
export function FieldFrame(
  props: FieldProps & { children: (ids: () => FieldIds) => JSX.Element; bare?: boolean; class?: string },
) {
  const id = createUniqueId()
  const note = () => props.error ?? props.locked ?? props.hint
  const ids = (): FieldIds => ({
    id,
    describedBy: note() ? `${id}-note` : undefined,
    invalid: Boolean(props.error),
  })
  return (
    <div class="field">
      <label for={id}>
        {props.label}
        <Show when={props.optional}>
          <span class="faint"> ({t('field.optional')})</span>
        </Show>
      </label>
      <Show when={!props.bare} fallback={props.children(ids)}>
        <div
          class={`input ${props.class ?? ''}`}
          classList={{ wrong: Boolean(props.error), off: Boolean(props.locked) }}
        >
          {props.children(ids)}
          <Show when={props.locked}>
            <Lock aria-hidden="true" />
          </Show>
        </div>
      </Show>
      <FieldNote id={`${id}-note`} {...props} />
    </div>
  )
}

export const FieldNote = (props: { id?: string; error?: string; locked?: string; hint?: string }) => (
  <Show
    when={props.error}
    fallback={
      <Show when={props.locked ?? props.hint}>
        <span class="hint" id={props.id}>
          {props.locked ?? props.hint}
        </span>
      </Show>
    }
  >
    <span class="problem" id={props.id}>
      <TriangleAlert aria-hidden="true" />
      <span>{props.error}</span>
    </span>
  </Show>
)
