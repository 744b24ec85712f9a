import { createSignal, Show } from 'solid-js'
import { t as frame } from '../../app/text'
import { SelectField } from '../field/select-field'
import { operatorWord } from './chip-words'
import { ConditionForm, operatorsOf, startValue } from './condition-form'
import { FieldChoice } from './field-choice'
import type { Chip } from './filter.rules'
import type { FieldInfo, RecordKind } from './kind'
import type { FieldSet } from './use-fields'

/** First the field, found by typing, then its operator and value. */
export function AddFilter(props: { kind: RecordKind; fields: FieldSet; onAdd: (chip: Chip) => void }) {
  const [chosen, setChosen] = createSignal<FieldInfo>()
  const [chip, setChip] = createSignal<Chip>()
  const selected = () => {
    const now = chip()
    return now ? `${now.negated ? 'not_' : ''}${now.op}` : null
  }
  return (
    <Show
      when={chosen()}
      fallback={
        <FieldChoice
          fields={props.fields}
          label={frame('filter.field')}
          onChoose={info => {
            setChip(startValue(info))
            setChosen(info)
          }}
        />
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
