import type { Team } from '@sextant/db/access/access.model'
import type { AssignmentRule } from '@sextant/db/assignment/assignment.model'
import { createSignal, For, Show } from 'solid-js'
import { Checkbox } from '../../parts/field/checkbox'
import { ManyField } from '../../parts/field/many-field'
import { NumberField } from '../../parts/field/number-field'
import { SelectField } from '../../parts/field/select-field'
import type { Members } from '../../parts/records/members'
import { RuleForm } from '../rules/rule-form'
import {
  type DraftRule,
  draftOf,
  faultsIn,
  hourChoices,
  type RuleFaults,
  ruleOf,
  shareOf,
  startRule,
  wayTypes,
} from './assignment.rules'
import { t } from './assignment.text'

const moments = ['creation', 'import', 'change'] as const

/** One rule: which leads it takes, when, and who gets them. It joins the draft of the page; the page saves. */
export function RuleDialog(props: {
  /** Absent: a new one. */
  rule: AssignmentRule | undefined
  others: readonly AssignmentRule[]
  members: Members
  teams: readonly Team[]
  onKeep: (rule: AssignmentRule) => void
  onClose: () => void
}) {
  const [draft, setDraft] = createSignal<DraftRule>(
    props.rule ? draftOf(props.rule) : startRule(crypto.randomUUID()),
  )
  const [faults, setFaults] = createSignal<RuleFaults>({})
  const set = (values: Partial<DraftRule>) => setDraft(old => ({ ...old, ...values }))
  const wrong = (place: keyof RuleFaults) => {
    const key = faults()[place]
    return key && t(key)
  }
  const nameOf = (id: string) => props.members.nameOf(id) ?? t('left')
  const people = () => {
    const known = props.members.all().map(({ id: value, name: label }) => ({ value, label }))
    const gone = draft().memberIds.filter(id => !props.members.nameOf(id))
    return [...known, ...gone.map(value => ({ value, label: t('left') }))]
  }
  const keep = () => {
    const found = faultsIn(draft(), props.others)
    setFaults(found)
    if (Object.keys(found).length) return
    props.onKeep(ruleOf(draft()))
    props.onClose()
  }
  return (
    <RuleForm
      say={t.say}
      rule={props.rule}
      draft={draft()}
      nameHint={t('rule.name.hint')}
      wrongName={wrong('name')}
      members={props.members}
      onChange={set}
      onKeep={keep}
      onClose={props.onClose}
    >
      <SelectField
        label={t('rule.way')}
        options={wayTypes.map(value => ({ value, label: t(`way.${value}`) }))}
        value={draft().type}
        onChange={value => {
          const type = wayTypes.find(one => one === value)
          if (type) set({ type })
        }}
      />
      <Show
        when={draft().type !== 'queue' && draft().type !== 'territory'}
        fallback={
          <Show when={draft().type === 'queue'}>
            <SelectField
              label={t('rule.team')}
              error={wrong('team')}
              options={props.teams.map(({ id, name }) => ({ value: id, label: name }))}
              value={draft().teamId}
              onChange={teamId => set({ teamId })}
            />
          </Show>
        }
      >
        <Show
          when={draft().type !== 'person'}
          fallback={
            <SelectField
              label={t('rule.person')}
              error={wrong('people')}
              options={people()}
              value={draft().memberIds[0] ?? null}
              onChange={id => set({ memberIds: id ? [id] : [] })}
            />
          }
        >
          <ManyField
            label={t('rule.people')}
            none={t('rule.people.none')}
            error={wrong('people')}
            choices={people()}
            chosen={draft().memberIds}
            onChange={memberIds => set({ memberIds })}
          />
        </Show>
      </Show>
      <Show when={draft().type === 'shares'}>
        <div class="assignment-shares">
          <For each={draft().memberIds}>
            {id => (
              <NumberField
                label={t('rule.share', { name: nameOf(id) })}
                error={isWrong(draft(), id) ? wrong('shares') : undefined}
                value={shareOf(draft(), id)}
                onChange={share => set({ shares: { ...draft().shares, [id]: share } })}
              />
            )}
          </For>
        </div>
      </Show>
      <Show when={draft().type !== 'queue'}>
        <SelectField
          label={t('rule.hours')}
          hint={t('rule.hours.hint')}
          options={hourChoices.map(value => ({ value, label: t(`hours.${value}`) }))}
          value={draft().hours}
          onChange={value => {
            const hours = hourChoices.find(one => one === value)
            if (hours) set({ hours })
          }}
        />
        <Show when={draft().hours === 'queue'}>
          <SelectField
            label={t('rule.waitsIn')}
            error={wrong('waitsIn')}
            options={props.teams.map(({ id, name }) => ({ value: id, label: name }))}
            value={draft().waitsIn}
            onChange={waitsIn => set({ waitsIn })}
          />
        </Show>
      </Show>
      <fieldset class="field condition-field stack gap-2">
        <legend class="label">{t('rule.on')}</legend>
        <For each={moments}>
          {moment => (
            <Checkbox
              label={t(`rule.on.${moment}`)}
              hint={moment === 'change' ? t('rule.on.change.hint') : undefined}
              checked={draft().on[moment]}
              onChange={on => set({ on: { ...draft().on, [moment]: on } })}
            />
          )}
        </For>
        <Show when={wrong('on')}>{words => <p class="problem">{words()}</p>}</Show>
      </fieldset>
      <Checkbox label={t('rule.active')} checked={draft().active} onChange={active => set({ active })} />
    </RuleForm>
  )
}

const isWrong = (draft: DraftRule, id: string): boolean =>
  faultsIn({ ...draft, memberIds: [id] }, []).shares !== undefined
