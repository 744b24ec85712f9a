import { createMemo } from 'solid-js'
import { FormDialog } from '../parts/form/form-dialog'
import { fieldGroups } from '../parts/records/field-groups.rules'
import { fieldValue, type Rec } from '../parts/records/kind'
import { MoreFields } from '../parts/records/more-fields'
import { createRecordForm, RecordForm } from '../parts/records/record-form'
import type { FieldSet } from '../parts/records/use-fields'
import type { Writes } from '../parts/records/use-writes'
import { toast } from '../parts/toast/toast'
import { quoteKind } from './quote-kind'
import { t } from './quotes.text'

const main = ['name', 'customerId', 'contactId', 'language', 'validUntil', 'paymentTerms', 'terms']

/** What a quote says beside its lines, in one form. Only what was changed is sent. */
export function EditQuote(props: { quote: Rec; fields: FieldSet; writes: Writes; onClose: () => void }) {
  // What the edit began from: it may be read anew behind the dialog.
  const opened = props.quote
  const groups = createMemo(() => fieldGroups(main, props.fields.own()))
  const shown = () => groups().main.map(({ key }) => key)
  const keys = [...shown(), ...groups().own.map(({ key }) => key)]
  const start = Object.fromEntries(keys.map(key => [key, fieldValue(opened, key)]))
  const form = createRecordForm(props.fields, start, `edit quote ${opened.id}`)
  const submit = () =>
    form.submit(keys, async () => {
      const changed = keys.filter(
        key => JSON.stringify(form.value(key)) !== JSON.stringify(start[key] ?? null),
      )
      if (changed.length) {
        await props.writes.save(opened, Object.fromEntries(changed.map(key => [key, form.value(key)])))
        toast(t('saved'))
      }
      props.onClose()
    })
  return (
    <FormDialog
      wide
      title={t('terms.edit')}
      action={t('save')}
      busy={form.busy()}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <RecordForm kind={quoteKind} fields={props.fields} keys={shown()} told={keys} form={form} />
      <MoreFields kind={quoteKind} fields={props.fields} infos={groups().own} form={form} />
    </FormDialog>
  )
}
