import { t as frame } from '../../app/text'
import { ChoiceList } from '../choice/choice-list'
import type { FieldInfo } from './kind'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** The fields that a filter may ask for, found by typing; the workspace's own under a heading. */
export function FieldChoice(props: {
  fields: FieldSet
  label: string
  /** Key of the field asked for now. */
  chosen?: string
  onChoose: (info: FieldInfo) => void
}) {
  const choices = () => {
    const all = props.fields.filterable()
    const choice = ({ key, label, custom }: FieldInfo) => ({
      value: key,
      label,
      group: custom ? frame('columns.own') : undefined,
    })
    return [...all.filter(({ custom }) => !custom), ...all.filter(({ custom }) => custom)].map(choice)
  }
  return (
    <div class="filter-fields">
      <ChoiceList
        label={props.label}
        find={t('filter.find')}
        choices={choices()}
        chosen={props.chosen ? [props.chosen] : []}
        onChange={([key = '']) => {
          const info = props.fields.field(key)
          if (info) props.onChoose(info)
        }}
      />
    </div>
  )
}
