import { createSignal, For, Show } from 'solid-js'
import { t as frame } from '../../app/text'
import { SelectField } from '../field/select-field'
import { operatorWord } from './chip-words'
import { ConditionForm, operatorsOf, startValue } from './condition-form'
import type { Chip } from './filter.rules'
import type { FieldInfo, RecordKind } from './kind'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** First the field, found by typing, then its operator and value. */
export function AddFilter(props: { kind: RecordKind; fields: FieldSet; onAdd: (chip: Chip) => void }) {
  const [words, setWords] = createSignal('')
  const [chosen, setChosen] = createSignal<FieldInfo>()
  const [chip, setChip] = createSignal<Chip>()
  const found = () => {
    const wanted = words().trim().toLocaleLowerCase()
    return props.fields.filterable().filter(({ label }) => label.toLocaleLowerCase().includes(wanted))
  }
  const choose = (info: FieldInfo | undefined) => {
    if (!info) return
    setChip(startValue(info))
    setChosen(info)
  }
  const selected = () => {
    const now = chip()
    return now ? `${now.negated ? 'not_' : ''}${now.op}` : null
  }
  return (
    <Show
      when={chosen()}
      fallback={
        <div class="stack filter-fields">
          <div class="input">
            <input
              type="search"
              aria-label={t('filter.find')}
              placeholder={t('filter.find')}
              ref={input => queueMicrotask(() => input.focus())}
              value={words()}
              onInput={event => setWords(event.currentTarget.value)}
              onKeyDown={event => {
                if (event.key === 'Enter') {
                  event.preventDefault()
                  choose(found()[0])
                }
              }}
            />
          </div>
          <ul class="filter-choice">
            <For each={found()} fallback={<li class="faint">{frame('field.none')}</li>}>
              {info => (
                <li>
                  <button type="button" onClick={() => choose(info)}>
                    {info.label}
                  </button>
                </li>
              )}
            </For>
          </ul>
        </div>
      }
    >
      {info => (
        <div class="stack">
          <strong>{info().label}</strong>
          <SelectField
            label={frame('filter.op')}
            value={selected()}
            options={operatorsOf(info()).map(({ value, chip: one }) => ({
              value,
              label: operatorWord(one, info().field.kind),
            }))}
            onChange={value => {
              const next = operatorsOf(info()).find(one => one.value === value)
              if (next) setChip(startValue(info(), next.chip, chip()))
            }}
          />
          <Show when={chip()} keyed>
            {now => <ConditionForm kind={props.kind} info={info()} chip={now} onDone={props.onAdd} />}
          </Show>
        </div>
      )}
    </Show>
  )
}
