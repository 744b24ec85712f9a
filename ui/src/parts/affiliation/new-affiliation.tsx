import { affiliationFields } from '@sextant/db/affiliations/affiliations.model'
import { createSignal } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { DateField } from '../field/date-field'
import { SelectField } from '../field/select-field'
import { FormDialog } from '../form/form-dialog'
import { ReferenceField } from '../records/reference-field'
import { t } from './affiliation.text'
import { roleWords } from './role-words'

/** Says what a contact is at a company, and since when. */
export function NewAffiliation(props: {
  by: 'contactId' | 'customerId'
  id: string
  name: string
  onClose: () => void
  onAdded: () => void
}) {
  const [other, setOther] = createSignal<string | null>(null)
  const [role, setRole] = createSignal<string | null>('user')
  const [since, setSince] = createSignal<string | null>(null)
  const [until, setUntil] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const [missing, setMissing] = createSignal(false)
  async function add() {
    const [id, as] = [other(), role()]
    setMissing(!id)
    if (busy() || !id || !as) return
    setBusy(true)
    setProblem(undefined)
    const pair =
      props.by === 'contactId'
        ? { contactId: props.id, customerId: id }
        : { contactId: id, customerId: props.id }
    try {
      await api.post('/crm/affiliations', { ...pair, role: as, since: since(), until: until() })
      props.onAdded()
    } catch (error) {
      setProblem(explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={t(`new.${props.by}`, { name: props.name })}
      action={t('add')}
      busy={busy()}
      problem={problem()}
      onSubmit={add}
      onClose={props.onClose}
    >
      <div class="stack">
        <ReferenceField
          label={t(props.by === 'contactId' ? 'company' : 'person')}
          refersTo={props.by === 'contactId' ? 'customer' : 'contact'}
          value={other()}
          onChange={setOther}
          error={missing() && !other() ? t('missing') : undefined}
        />
        <SelectField
          label={t('role')}
          options={affiliationFields.role.options.map(value => ({ value, label: roleWords(value) }))}
          value={role()}
          onChange={setRole}
        />
        <DateField label={t('since')} optional value={since()} onChange={setSince} />
        <DateField label={t('until')} optional value={until()} onChange={setUntil} />
      </div>
    </FormDialog>
  )
}
