import { wrongValue } from '@sextant/db/filter/value.rules'
import { readerTag } from '../../app/format'
import { Avatar } from '../chip/avatar'
import { StatusChip } from '../chip/status-chip'
import { ChoiceList } from '../choice/choice-list'
import type { Choice } from '../choice/choice-list.rules'
import { readNumber } from '../field/number.rules'
import type { FieldInfo, RecordKind } from './kind'
import { isChosen, useChoices } from './use-choices'

/** Values of a field to choose from, as they look elsewhere; where it takes others too, these are written. One value without `many`. */
export function ValueChoice(props: {
  kind: RecordKind
  info: FieldInfo
  many: boolean
  values: readonly unknown[]
  onChange: (values: readonly unknown[]) => void
  onDone: () => void
}) {
  const { field, key } = props.info
  const given = useChoices(props.kind, props.info, props.values.map(String))
  const isNumber = field.kind === 'integer' || field.kind === 'number'
  const readValue = (text: string): unknown => {
    if (field.kind === 'boolean') return text === 'true'
    return isNumber ? Number(text) : text
  }
  const written = (text: string): string | undefined => {
    const number = isNumber ? readNumber(text, readerTag()) : undefined
    const value = number ? ('value' in number ? number.value : undefined) : text
    return value === undefined || value === null || wrongValue(value, 'in', field) ? undefined : String(value)
  }
  // A closed choice refuses any other value.
  const isOpen = () =>
    !isChosen(props.info) || (field.kind === 'select' && !wrongValue('\u{1f9ed}', 'in', field))
  const look = (choice: Choice) => {
    if (field.refersTo === 'member') {
      return (
        <>
          <Avatar name={choice.label} id={choice.value} />
          <bdi class="cut">{choice.label}</bdi>
        </>
      )
    }
    const tone = field.kind === 'select' ? props.kind.tone?.(key, choice.value) : undefined
    return tone ? <StatusChip tone={tone}>{choice.label}</StatusChip> : <bdi class="cut">{choice.label}</bdi>
  }
  return (
    <ChoiceList
      label={props.info.label}
      choices={given.choices()}
      chosen={props.values.map(String)}
      onChange={chosen => props.onChange(chosen.map(readValue))}
      many={props.many}
      look={look}
      add={isOpen() ? written : undefined}
      onSearch={given.onSearch}
      busy={given.busy()}
      onDone={props.onDone}
    />
  )
}
