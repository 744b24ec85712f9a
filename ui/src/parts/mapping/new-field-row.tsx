import { type CustomField, customFieldKinds } from '@sextant/db/fields/custom-field.model'
import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { createSignal } from 'solid-js'
import { Button } from '../button/button'
import { Checkbox } from '../field/checkbox'
import { SelectField } from '../field/select-field'
import { TextField } from '../field/text-field'
import type { ColumnState } from './column-states.rules'
import { emptyWords } from './mapping.rules'
import { t } from './mapping.text'
import { kindName } from './names'
import type { NewFieldDraft } from './pick.rules'

/** Names a field that is made when the import starts, in place. */
export function NewFieldRow(props: {
  state: ColumnState
  onAdd: (field: NewFieldDraft) => void
  onClose: () => void
}) {
  const create = (): NonNullable<ColumnMapping['create']> | undefined =>
    props.state.column.create ?? undefined
  const [label, setLabel] = createSignal(create()?.label ?? props.state.found.header)
  const [kind, setKind] = createSignal<CustomField['kind']>(create()?.kind ?? 'text')
  const [empty, setEmpty] = createSignal(props.state.column.empty.join(t('new.empty.between')))
  const [afterwards, setAfterwards] = createSignal(create()?.afterwards ?? props.state.found.leak)
  const [missing, setMissing] = createSignal(false)
  const add = () => {
    setMissing(label().trim() === '')
    if (!missing())
      props.onAdd({
        label: label().trim(),
        kind: kind(),
        afterwards: afterwards(),
        empty: emptyWords(empty()),
      })
  }
  return (
    <form
      class="creator"
      aria-label={t('new.label')}
      onSubmit={event => {
        event.preventDefault()
        add()
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') props.onClose()
      }}
    >
      <TextField
        label={t('new.name')}
        value={label()}
        maxLength={120}
        autofocus
        error={missing() ? t('new.name.missing') : undefined}
        onChange={text => {
          setLabel(text)
          setMissing(false)
        }}
      />
      <SelectField
        label={t('new.type')}
        value={kind()}
        options={customFieldKinds.map(value => ({ value, label: kindName(value) }))}
        onChange={value => {
          const known = customFieldKinds.find(one => one === value)
          if (known) setKind(known)
        }}
      />
      <TextField label={t('new.empty')} value={empty()} onChange={setEmpty} />
      <Button tone="primary" size="lg" type="submit">
        {t('new.add')}
      </Button>
      <div class="creator-more">
        <Checkbox label={t('map.afterwards')} checked={afterwards()} onChange={setAfterwards} />
      </div>
    </form>
  )
}
