import type { ParentProps } from 'solid-js'
import type { Say } from '../../app/text'
import { TextField } from '../../parts/field/text-field'
import { FormDialog } from '../../parts/form/form-dialog'
import { ConditionField } from '../../parts/records/condition-field'
import type { FieldInfo, RecordKind } from '../../parts/records/kind'
import type { Members } from '../../parts/records/members'
import { useFields } from '../../parts/records/use-fields'
import { askedLeads, isAskable } from './asked-leads'
import type { OrderedRule, RuleWord } from './ordered-rules.rules'

/** The dialog of a rule over leads: its name, which leads it takes, and what else it says. It joins the draft of the page; the page saves. */
export function RuleForm(
  props: ParentProps<{
    say: Say
    /** As it was; absent: a new one. */
    rule: OrderedRule | undefined
    draft: OrderedRule
    nameHint?: string
    wrongName: string | undefined
    members: Members
    /** What conditions ask of; leads where nothing is said. */
    asks?: { kind: RecordKind; only: (info: FieldInfo) => boolean }
    onChange: (values: { name: string } | { when: OrderedRule['when'] }) => void
    onKeep: () => void
    onClose: () => void
  }>,
) {
  const asks = props.asks ?? { kind: askedLeads, only: isAskable }
  const fields = useFields(asks.kind)
  const word = (key: RuleWord, params?: Readonly<Record<string, string | number>>) =>
    props.say(key, params) ?? key
  return (
    <FormDialog
      wide
      title={props.rule ? word('rule.edit', { name: props.rule.name }) : word('rule.new')}
      action={word('rule.keep')}
      onSubmit={props.onKeep}
      onClose={props.onClose}
    >
      <div class="stack">
        <TextField
          label={word('rule.name')}
          hint={props.nameHint}
          error={props.wrongName}
          maxLength={80}
          value={props.draft.name}
          onChange={name => props.onChange({ name })}
        />
        <ConditionField
          label={word('rule.when')}
          hint={word('rule.when.hint')}
          kind={asks.kind}
          fields={fields}
          members={props.members}
          only={asks.only}
          filter={props.draft.when}
          onChange={when => props.onChange({ when })}
        />
        {props.children}
      </div>
    </FormDialog>
  )
}
