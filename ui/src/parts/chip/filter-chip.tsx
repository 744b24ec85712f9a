import X from 'lucide-solid/icons/x'
import { t } from '../../app/text'

/** “New, Working +1”: at most two values are written out. */
export const filterValue = (values: readonly string[]) =>
  values.length > 2
    ? t('filter.plus', { first: values.slice(0, 2).join(', '), n: values.length - 2 })
    : values.join(', ')

/** field · operator · value, each opens by itself; × removes. */
function FilterChip(props: {
  field: string
  operator: string
  value: string
  /** Which of the three was pressed. */
  onOpen: (what: 'field' | 'operator' | 'value') => void
  onRemove: () => void
}) {
  return (
    <fieldset class="filter" aria-label={`${props.field} ${props.operator} ${props.value}`}>
      <button type="button" onClick={() => props.onOpen('field')}>
        {props.field}
      </button>
      <button type="button" class="op" onClick={() => props.onOpen('operator')}>
        {props.operator}
      </button>
      <button type="button" class="num" onClick={() => props.onOpen('value')}>
        {props.value}
      </button>
      <button
        type="button"
        aria-label={t('filter.remove', { name: props.field })}
        onClick={() => props.onRemove()}
      >
        <X aria-hidden="true" />
      </button>
    </fieldset>
  )
}
