import ChevronDown from 'lucide-solid/icons/chevron-down'
import { ChoiceList } from '../parts/choice/choice-list'
import { Popover } from '../parts/overlay/popover'

/** One of a few, in a cell of a table. The value stays as it was until the write is through. */
export const CellSelect = (props: {
  label: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => unknown
}) => {
  const chosen = () => props.options.find(({ value }) => value === props.value)?.label ?? props.value
  return (
    <Popover
      class="cell-select"
      label={`${props.label}: ${chosen()}`}
      trigger={
        <>
          <bdi class="cut">{chosen()}</bdi>
          <ChevronDown class="s" aria-hidden="true" />
        </>
      }
    >
      {close => (
        <ChoiceList
          label={props.label}
          choices={props.options}
          chosen={[props.value]}
          onChange={([value = '']) => {
            close()
            if (value !== props.value) void props.onChange(value)
          }}
        />
      )}
    </Popover>
  )
}
