import type { KnownTerritory, TerritorySetup } from '@sextant/db/territories/territory-setup.model'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { Button } from '../../parts/button/button'
import { ManyField } from '../../parts/field/many-field'
import { TextField } from '../../parts/field/text-field'
import { FormDialog } from '../../parts/form/form-dialog'
import { createSending } from '../../parts/form/sending'
import { ConditionField } from '../../parts/records/condition-field'
import { useMembers } from '../../parts/records/members'
import { useFields } from '../../parts/records/use-fields'
import { toast } from '../../parts/toast/toast'
import { isPlacing, placedKinds } from './placed-kinds'
import { t } from './territories.text'

const Trial = lazy(() => import('./territory-trial').then(module => ({ default: module.TerritoryTrial })))

/** What lies in a territory and who covers it, tried before it is saved. */
export function TerritoryDialog(props: {
  territory: KnownTerritory
  onSaved: () => unknown
  onClose: () => void
}) {
  const members = useMembers()
  const fields = { customer: useFields(placedKinds.customer), lead: useFields(placedKinds.lead) }
  const { id, version, customer, lead, memberIds } = props.territory
  const [name, setName] = createSignal(props.territory.name)
  const [setup, setSetup] = createSignal<TerritorySetup>({ customer, lead, memberIds })
  const [tried, setTried] = createSignal<TerritorySetup>()
  const [missing, setMissing] = createSignal(false)
  const set = (values: Partial<TerritorySetup>) => setSetup(old => ({ ...old, ...values }))
  const sending = createSending()
  const save = async () => {
    setMissing(!name().trim())
    if (!name().trim()) return
    const done = await sending.send(async () => {
      await api.put('/crm/territories/{id}/setup', setup(), { params: { id }, version })
      if (name().trim() !== props.territory.name)
        await api.patch('/crm/territories/{id}', { name: name().trim() }, { params: { id } })
      return true
    })
    if (!done) return
    await props.onSaved()
    toast(t('saved', { name: name().trim() }))
    props.onClose()
  }
  const condition = (kind: 'customer' | 'lead') => (
    <ConditionField
      label={t(`dialog.${kind}`)}
      hint={t(`dialog.${kind}.hint`)}
      kind={placedKinds[kind]}
      fields={fields[kind]}
      members={members}
      only={isPlacing(placedKinds[kind])}
      filter={setup()[kind]}
      onChange={filter => set({ [kind]: filter })}
    />
  )
  return (
    <FormDialog
      wide
      title={t('edit', { name: props.territory.name })}
      action={t('save')}
      busy={sending.busy()}
      problem={sending.problem([])}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="stack">
        <TextField
          label={t('dialog.name')}
          error={missing() ? t('name.missing') : undefined}
          value={name()}
          onChange={setName}
        />
        <ManyField
          label={t('dialog.people')}
          none={t('dialog.people.none')}
          choices={members.all().map(({ id: value, name: label }) => ({ value, label }))}
          chosen={setup().memberIds}
          onChange={chosen => set({ memberIds: [...chosen] })}
        />
        {condition('customer')}
        {condition('lead')}
        <div class="row">
          <Button onClick={() => setTried(setup())}>{t('try')}</Button>
        </div>
        <Suspense>
          <Show when={tried()} keyed>
            {draft => <Trial id={id} draft={draft} />}
          </Show>
        </Suspense>
      </div>
    </FormDialog>
  )
}
