import { FormDialog } from '../parts/form/form-dialog'
import { fieldGroups } from '../parts/records/field-groups.rules'
import { fieldValue, type Rec } from '../parts/records/kind'
import { MoreFields } from '../parts/records/more-fields'
import { createRecordForm, RecordForm } from '../parts/records/record-form'
import type { FieldSet } from '../parts/records/use-fields'
import type { Writes } from '../parts/records/use-writes'
import { toast } from '../parts/toast/toast'
import { customerKind, formKeys } from './customer-kind'
import { t } from './customers.text'

/** All fields of a customer in one form. Only what was changed is sent. */
export function EditCustomer(props: {
  customer: Rec
  fields: FieldSet
  writes: Writes
  onClose: () => void
}) {
  const groups = fieldGroups(formKeys, props.fields.own())
  const main = groups.main.map(({ key }) => key)
  const keys = [...main, ...groups.own.map(({ key }) => key)]
  // What the edit began from: it may be read anew behind the dialog.
  const opened = props.customer
  const start = Object.fromEntries(keys.map(key => [key, fieldValue(opened, key)]))
  const form = createRecordForm(props.fields, start, `edit customer ${opened.id}`)
  const changed = () =>
    Object.fromEntries(
      keys
        .filter(key => JSON.stringify(form.value(key)) !== JSON.stringify(start[key] ?? null))
        .map(key => [key, form.value(key)]),
    )
  const submit = () =>
    form.submit(keys, async () => {
      const values = changed()
      if (Object.keys(values).length) {
        await props.writes.save(opened, values)
        toast(t('saved'))
      }
      props.onClose()
    })
  return (
    <FormDialog
      wide
      title={String(props.customer.name)}
      action={t('save')}
      busy={form.busy()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <RecordForm kind={customerKind} fields={props.fields} keys={main} told={keys} form={form} />
      <MoreFields kind={customerKind} fields={props.fields} infos={groups.own} form={form} />
    </FormDialog>
  )
}
