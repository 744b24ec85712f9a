import { folded } from '@sextant/db/core/folding.rules'
import type { ResponseRule } from '@sextant/db/response/response.model'
import { createSignal } from 'solid-js'
import { NumberField } from '../../parts/field/number-field'
import { TextField } from '../../parts/field/text-field'
import { FormDialog } from '../../parts/form/form-dialog'
import { ConditionField } from '../../parts/records/condition-field'
import type { Members } from '../../parts/records/members'
import { useFields } from '../../parts/records/use-fields'
import { assignedLeads, isAskable } from '../assignment/assigned-leads'
import { t } from './response.text'

type Draft = Omit<ResponseRule, 'minutes'> & { minutes: number | null }
const longest = 43_200

/** One target: which leads, and how soon. It joins the draft of the page; the page saves. */
export function TargetDialog(props: {
  /** Absent: a new one. */
  rule: ResponseRule | undefined
  others: readonly ResponseRule[]
  members: Members
  onKeep: (rule: ResponseRule) => void
  onClose: () => void
}) {
  const fields = useFields(assignedLeads)
  const [draft, setDraft] = createSignal<Draft>(
    props.rule ?? { id: crypto.randomUUID(), name: '', when: null, minutes: 60 },
  )
  const [tried, setTried] = createSignal(false)
  const set = (values: Partial<Draft>) => setDraft(old => ({ ...old, ...values }))
  const wrongName = () => {
    const name = draft().name.trim()
    if (!name) return t('rule.name.missing')
    const taken = props.others.some(one => one.id !== draft().id && folded(one.name) === folded(name))
    return taken ? t('rule.name.taken') : undefined
  }
  const wrongMinutes = () => {
    const { minutes } = draft()
    const fits = minutes !== null && Number.isInteger(minutes) && minutes >= 1 && minutes <= longest
    return fits ? undefined : t('rule.minutes.wrong')
  }
  const keep = () => {
    setTried(true)
    const { name, minutes } = draft()
    if (wrongName() || wrongMinutes() || minutes === null) return
    props.onKeep({ ...draft(), name: name.trim(), minutes })
    props.onClose()
  }
  return (
    <FormDialog
      wide
      title={props.rule ? t('rule.edit', { name: props.rule.name }) : t('rule.new')}
      action={t('rule.keep')}
      onSubmit={keep}
      onClose={props.onClose}
    >
      <div class="stack">
        <TextField
          label={t('rule.name')}
          error={tried() ? wrongName() : undefined}
          maxLength={80}
          value={draft().name}
          onChange={name => set({ name })}
        />
        <ConditionField
          label={t('rule.when')}
          hint={t('rule.when.hint')}
          kind={assignedLeads}
          fields={fields}
          members={props.members}
          only={isAskable}
          filter={draft().when}
          onChange={when => set({ when })}
        />
        <NumberField
          label={t('rule.minutes')}
          hint={t('rule.minutes.hint')}
          error={tried() ? wrongMinutes() : undefined}
          value={draft().minutes}
          onChange={minutes => set({ minutes })}
        />
      </div>
    </FormDialog>
  )
}
