import { matchFields } from '@sextant/db/mapping/import-targets.rules'
import { For, Show } from 'solid-js'
import { Checkbox } from '../field/checkbox'
import type { Draft } from './mapping.rules'
import { t } from './mapping.text'
import { fieldName } from './names'

/** By which fields a row is recognised as a record that is there already; says so where none of them has a column. */
export function MatchKeys(props: {
  draft: Pick<Draft, 'entity' | 'mapping' | 'settings'>
  onChange: (matchBy: string[]) => void
}) {
  const fields = () => matchFields(props.draft.entity)
  const isOn = (field: string) => props.draft.settings.matchBy.includes(field)
  const recognises = () =>
    props.draft.mapping.some(({ field }) => field !== null && fields().includes(field) && isOn(field))
  return (
    <div class="field">
      <span class="label">{t('matchBy')}</span>
      <div class="row flex-wrap gap-x-4">
        <For each={fields()}>
          {field => (
            <Checkbox
              label={fieldName(field)}
              checked={isOn(field)}
              onChange={on => props.onChange(fields().filter(one => (one === field ? on : isOn(one))))}
            />
          )}
        </For>
      </div>
      <Show when={!recognises()}>
        <span class="hint">{t('matchBy.none')}</span>
      </Show>
    </div>
  )
}
