import { createSignal, Show } from 'solid-js'
import { t as frame } from '../../app/text'
import { Checkbox } from '../field/checkbox'
import { ComboboxField } from '../field/combobox-field'
import { FormDialog } from '../form/form-dialog'
import { FieldControl } from './field-control'
import type { FieldInfo, RecordKind } from './kind'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** A field that is set in many records: chosen in the dialog, or known before. */
export interface BulkField {
  key?: string
  /** Values offered in place of all options. */
  options?: readonly string[]
  /** Says the number first. */
  title?: (n: number) => string
  action?: (n: number) => string
}

/** Asks what is to be set in many records. Says their number first. */
export function BulkChange(props: {
  kind: RecordKind
  fields: FieldSet
  what: BulkField
  /** Fields that are not set by hand. */
  hidden?: readonly string[]
  n: number
  currency: string
  onApply: (key: string, value: unknown) => void
  onClose: () => void
}) {
  const [key, setKey] = createSignal<string | null>(props.what.key ?? null)
  const [value, setValue] = createSignal<unknown>(null)
  const [empties, setEmpties] = createSignal(false)
  const [error, setError] = createSignal<string>()
  const info = () => props.fields.field(key() ?? '')
  const choices = () =>
    props.fields
      .own()
      .filter(one => isSettable(props.kind, one) && !props.hidden?.includes(one.key))
      .map(one => ({ value: one.key, label: one.label }))
  const change = (next: unknown) => {
    setValue(next)
    setError(undefined)
  }
  const apply = () => {
    const chosen = key()
    if (!chosen || (value() === null && !empties())) return setError(frame('field.required'))
    props.onApply(chosen, empties() ? null : value())
  }
  const mayBeEmpty = () => !props.what.key && info() && !isNeeded(info()!)
  return (
    <FormDialog
      title={(props.what.title ?? (n => t('bulk.change.title', { n })))(props.n)}
      action={(props.what.action ?? (n => t('bulk.change.action', { n })))(props.n)}
      onSubmit={apply}
      onClose={props.onClose}
    >
      <Show when={!props.what.key}>
        <ComboboxField
          label={t('bulk.field')}
          value={key()}
          options={choices()}
          error={key() ? undefined : error()}
          onChange={next => {
            setKey(next)
            setEmpties(false)
            change(null)
          }}
        />
      </Show>
      <Show when={info()} keyed>
        {shown => (
          <>
            <Show when={!empties()}>
              <FieldControl
                kind={props.kind}
                info={shown}
                label={shown.label}
                value={value()}
                onChange={change}
                error={error()}
                currency={props.currency}
                options={props.what.options}
              />
            </Show>
            <Show when={mayBeEmpty()}>
              <Checkbox label={t('bulk.empty')} checked={empties()} onChange={setEmpties} />
            </Show>
          </>
        )}
      </Show>
    </FormDialog>
  )
}

const isNeeded = ({ field: { traits } }: FieldInfo) => traits.required || traits.default !== undefined

/** What may be the same in many: not what names a record or tells it from others. */
const isSettable = (kind: RecordKind, { key, field }: FieldInfo) =>
  !field.traits.readOnly && key !== (kind.titleField ?? 'name') && key !== 'externalId'

/** Asks once more before all that match go to the recycle bin, or come back. */
export const BulkSure = (props: {
  verb: 'archive' | 'restore'
  n: number
  onApply: () => void
  onClose: () => void
}) => (
  <FormDialog
    title={t(`bulk.${props.verb}.title`, { n: props.n })}
    action={t(`bulk.${props.verb}`)}
    onSubmit={() => props.onApply()}
    onClose={props.onClose}
  >
    <p>{t(`bulk.${props.verb}.why`)}</p>
  </FormDialog>
)
