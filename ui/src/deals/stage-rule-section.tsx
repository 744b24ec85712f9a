import { roles } from '@sextant/db/core/grants.rules'
import {
  discountsNeeded,
  linesNeeded,
  type RuleFault,
  type StageRule,
} from '@sextant/db/pipelines/stage-rules.model'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { t as frame } from '../app/text'
import { Checkbox } from '../parts/field/checkbox'
import { ManyField } from '../parts/field/many-field'
import { NumberField } from '../parts/field/number-field'
import { TextField } from '../parts/field/text-field'
import { ConditionField } from '../parts/records/condition-field'
import type { Members } from '../parts/records/members'
import type { FieldSet } from '../parts/records/use-fields'
import { dealKind } from './deal-kind'
import { askedBy, moversFrom, moversOf } from './stage-rules.rules'
import { t } from './stage-rules.text'

export interface RuledStage {
  id: string
  name: string
}

const startHours = 24

/** What one stage asks for; closed, it says how much. */
export function StageRuleSection(props: {
  stage: RuledStage
  rule: StageRule
  faults: readonly RuleFault[]
  /** Its approval has nobody who could give it. */
  unnamed: boolean
  fields: FieldSet
  members: Members
  onChange: (values: Partial<StageRule>) => void
}) {
  const id = createUniqueId()
  const [open, setOpen] = createSignal(false)
  const people = () => props.members.all().map(({ id: value, name: label }) => ({ value, label }))
  const movers = () => [
    ...roles.map(role => ({
      value: `role ${role}`,
      label: t('movers.role', { role: frame(`role.${role}`) }),
    })),
    ...people(),
  ]
  const needed = () => [
    { value: linesNeeded, label: t('needs.lines') },
    { value: discountsNeeded, label: t('needs.discounts') },
    ...props.fields
      .own()
      .filter(({ key, field }) => !field.traits.readOnly && key !== 'name' && !systemKeys.includes(key))
      .map(({ key, label }) => ({ value: key, label })),
  ]
  const approval = () => props.rule.approval
  const setApproval = (values: Partial<NonNullable<StageRule['approval']>>) => {
    const now = approval()
    if (now) props.onChange({ approval: { ...now, ...values } })
  }
  const faultWords = ({ code, field }: RuleFault) => t(`fault.${code}`, { field: field ?? '' })
  return (
    <li class="rule-stage">
      <button
        type="button"
        class="rule-stage-head"
        aria-expanded={open()}
        aria-controls={id}
        onClick={() => setOpen(!open())}
      >
        <ChevronRight class="s turn" aria-hidden="true" />
        <bdi class="cut">{props.stage.name}</bdi>
        <Show when={props.faults.length || props.unnamed}>
          <TriangleAlert class="s warn" aria-hidden="true" />
        </Show>
        <span class="small muted">
          {askedBy(props.rule) ? t('asks', { n: askedBy(props.rule) }) : t('asks.none')}
        </span>
      </button>
      <Show when={open()}>
        <div class="stack rule-stage-body" id={id}>
          <For each={props.faults}>{fault => <p class="problem">{faultWords(fault)}</p>}</For>
          <Checkbox
            label={t('creates')}
            hint={t('creates.hint')}
            checked={props.rule.creates}
            onChange={creates => props.onChange({ creates })}
          />
          <ManyField
            label={t('needs')}
            none={t('needs.none')}
            choices={needed()}
            chosen={props.rule.needs}
            onChange={needs => props.onChange({ needs: [...needs] })}
          />
          <ConditionField
            label={t('when')}
            kind={dealKind}
            fields={props.fields}
            members={props.members}
            filter={props.rule.when}
            onChange={when => props.onChange({ when })}
          />
          <Show when={props.rule.when}>
            <TextField
              label={t('says')}
              hint={t('says.hint')}
              optional
              value={props.rule.says ?? ''}
              maxLength={255}
              onChange={text => props.onChange({ says: text.trim() ? text : null })}
            />
          </Show>
          <ManyField
            label={t('movers')}
            none={t('movers.all')}
            choices={movers()}
            chosen={moversOf(props.rule)}
            onChange={values => props.onChange({ movers: moversFrom(values) })}
          />
          <Checkbox
            label={t('approval')}
            checked={approval() !== null}
            onChange={on =>
              props.onChange({
                approval: on
                  ? { when: null, approvers: [], deputies: [], remindAfterHours: startHours }
                  : null,
              })
            }
          />
          <Show when={approval()}>
            {asked => (
              <div class="stack rule-approval">
                <ManyField
                  label={t('approvers')}
                  none={t('approvers.none')}
                  choices={people()}
                  chosen={asked().approvers}
                  error={props.unnamed && asked().approvers.length === 0 ? t('approval.nobody') : undefined}
                  onChange={approvers => setApproval({ approvers: [...approvers] })}
                />
                <ManyField
                  label={t('deputies')}
                  none={t('deputies.none')}
                  hint={t('deputies.hint')}
                  choices={people()}
                  chosen={asked().deputies}
                  onChange={deputies => setApproval({ deputies: [...deputies] })}
                />
                <NumberField
                  label={t('remind')}
                  value={asked().remindAfterHours}
                  onChange={hours => setApproval({ remindAfterHours: hours ?? startHours })}
                />
                <ConditionField
                  label={t('approval.when')}
                  kind={dealKind}
                  fields={props.fields}
                  members={props.members}
                  filter={asked().when}
                  onChange={when => setApproval({ when })}
                />
              </div>
            )}
          </Show>
        </div>
      </Show>
    </li>
  )
}

const systemKeys: readonly string[] = ['createdAt', 'updatedAt', 'createdBy']
