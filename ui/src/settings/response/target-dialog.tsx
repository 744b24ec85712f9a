import type { ResponseRule } from '@sextant/db/response/response.model'
import { createSignal } from 'solid-js'
import { NumberField } from '../../parts/field/number-field'
import type { Members } from '../../parts/records/members'
import { wrongName } from '../rules/ordered-rules.rules'
import { RuleForm } from '../rules/rule-form'
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
  const [draft, setDraft] = createSignal<Draft>(
    props.rule ?? { id: crypto.randomUUID(), name: '', when: null, minutes: 60 },
  )
  const [tried, setTried] = createSignal(false)
  const set = (values: Partial<Draft>) => setDraft(old => ({ ...old, ...values }))
  const nameFault = () => {
    const key = wrongName(draft(), props.others)
    return key && t(key)
  }
  const wrongMinutes = () => {
    const { minutes } = draft()
    const fits = minutes !== null && Number.isInteger(minutes) && minutes >= 1 && minutes <= longest
    return fits ? undefined : t('rule.minutes.wrong')
  }
  const keep = () => {
    setTried(true)
    const { name, minutes } = draft()
    if (nameFault() || wrongMinutes() || minutes === null) return
    props.onKeep({ ...draft(), name: name.trim(), minutes })
    props.onClose()
  }
  return (
    <RuleForm
      say={t.say}
      rule={props.rule}
      draft={draft()}
      wrongName={tried() ? nameFault() : undefined}
      members={props.members}
      onChange={set}
      onKeep={keep}
      onClose={props.onClose}
    >
      <NumberField
        label={t('rule.minutes')}
        hint={t('rule.minutes.hint')}
        error={tried() ? wrongMinutes() : undefined}
        value={draft().minutes}
        onChange={minutes => set({ minutes })}
      />
    </RuleForm>
  )
}
