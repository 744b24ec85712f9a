import { createUniqueId, For } from 'solid-js'
import { type Which, whiches } from './series'
import { t } from './series.text'
import './series.css'

/** Which meetings of a series are meant. */
export function WhichField(props: { value: Which; onChange: (which: Which) => void; label?: string }) {
  const name = createUniqueId()
  return (
    <fieldset class="which">
      <legend class="label">{props.label ?? t('which')}</legend>
      <For each={whiches}>
        {which => (
          <label class="which-one">
            <input
              type="radio"
              name={name}
              checked={props.value === which}
              onChange={() => props.onChange(which)}
            />
            <span>{t(`which.${which}`)}</span>
          </label>
        )}
      </For>
      <p class="small muted">{t('which.held')}</p>
    </fieldset>
  )
}
