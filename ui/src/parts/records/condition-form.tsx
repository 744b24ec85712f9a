import type { Condition, Operator } from '@sextant/db/filter/filter.model'
import { operatorsOf as understoodBy } from '@sextant/db/filter/target.rules'
import { isDay } from '@sextant/db/filter/time.rules'
import { arityOf, wrongValue } from '@sextant/db/filter/value.rules'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { useSession } from '../../app/session'
import { dayOf } from '../../app/zone'
import { Button } from '../button/button'
import { NumberField } from '../field/number-field'
import { SelectField } from '../field/select-field'
import { FieldControl } from './field-control'
import { type Chip, isWindow } from './filter.rules'
import type { FieldInfo, RecordKind } from './kind'
import { t } from './records.text'
import { isChosen } from './use-choices'
import { ValueChoice } from './value-choice'

/** What the operator menu of a field offers; windows also as their opposite. */
export function operatorsOf(info: FieldInfo): { value: string; chip: Pick<Chip, 'op' | 'negated'> }[] {
  return understoodBy(info).flatMap(op => [
    { value: op, chip: { op } },
    ...(isWindow(op) ? [{ value: `not_${op}`, chip: { op, negated: true } }] : []),
  ])
}

/** A condition to begin from: what the field is most often asked, or another operator with as much of the value as fits. */
export function startValue(info: FieldInfo, wanted?: Pick<Chip, 'op' | 'negated'>, before?: Chip): Chip {
  const understood = understoodBy(info)
  const first: Operator = understood.includes('in')
    ? 'in'
    : info.field.kind === 'date' || info.field.kind === 'instant'
      ? 'in_last'
      : (understood[0] ?? 'known')
  const preferred: Partial<Record<string, Operator>> = { integer: 'gte', number: 'gte', money: 'gte' }
  const wording = understood.includes('contains') ? ('contains' as const) : undefined
  const { op, negated } = wanted ?? { op: preferred[info.field.kind] ?? wording ?? first, negated: undefined }
  const value = carried(info, op, before) ?? emptyValue(info, op)
  return { field: info.key, op, ...(value === undefined ? {} : { value }), ...(negated ? { negated } : {}) }
}

function carried(info: FieldInfo, op: Operator, before: Chip | undefined): Condition['value'] | undefined {
  if (before?.field !== info.key || before.value === undefined) return undefined
  const arity = arityOf(op)
  if (arityOf(before.op) === arity) return before.value
  const [one] = Array.isArray(before.value) ? before.value : [before.value]
  if (one === undefined || arityOf(before.op) === 'span') return undefined
  if (arity === 'one') return one as Condition['value']
  if (arity === 'list') return [one] as Condition['value']
  return arity === 'pair' ? ([one, one] as Condition['value']) : undefined
}

function emptyValue(info: FieldInfo, op: Operator): Condition['value'] | undefined {
  switch (arityOf(op)) {
    case 'none':
      return undefined
    case 'span':
      return { days: 7 }
    case 'list':
      return []
    default:
      return info.field.kind === 'date' || info.field.kind === 'instant' ? dayOf(new Date()) : undefined
  }
}

/** The value of a condition, by the field's kind and what the operator wants. Apply checks it. */
export function ConditionForm(props: {
  kind: RecordKind
  info: FieldInfo
  chip: Chip
  onDone: (chip: Chip) => void
}) {
  const { session } = useSession()
  const [value, setValue] = createSignal<unknown>(props.chip.value ?? null)
  const [wrong, setWrong] = createSignal<string>()
  const arity = () => arityOf(props.chip.op)
  // A moment is chosen by its day; one that came with its clock keeps it.
  const infoFor = (one: unknown): FieldInfo =>
    props.info.field.kind === 'instant' && !(typeof one === 'string' && !isDay(one))
      ? { ...props.info, field: { ...props.info.field, kind: 'date' } }
      : { ...props.info, field: { ...props.info.field, traits: {} } }
  const given = (): readonly unknown[] => {
    const now = value()
    return Array.isArray(now) ? now : now === null || now === undefined ? [] : [now]
  }
  const pair = () => (Array.isArray(value()) ? (value() as unknown[]) : [null, null])
  const apply = () => {
    if (arity() === 'none') return props.onDone({ ...props.chip, value: undefined })
    const now = value()
    const values = arity() === 'span' ? [] : Array.isArray(now) ? now : [now]
    const bad =
      (arity() === 'list' && !values.length) ||
      values.some(one => one === null || wrongValue(one, props.chip.op, props.info.field))
    if (bad) return setWrong(t('filter.valueMissing'))
    props.onDone({ ...props.chip, value: now as Condition['value'] })
  }
  const control = (label: string, one: unknown, change: (value: unknown) => void) => (
    <FieldControl
      kind={props.kind}
      info={infoFor(one)}
      label={label}
      value={one}
      onChange={change}
      currency={session()?.workspace.currency ?? 'EUR'}
      error={wrong()}
    />
  )
  return (
    <form
      class="stack condition"
      novalidate
      onSubmit={event => {
        event.preventDefault()
        event.stopPropagation()
        apply()
      }}
    >
      <Switch fallback={control(props.info.label, value(), setValue)}>
        <Match when={arity() === 'none'}>{null}</Match>
        <Match when={arity() === 'span'}>
          <SpanFields info={props.info} value={value()} onChange={setValue} />
        </Match>
        <Match when={arity() === 'pair'}>
          {control(t('filter.from'), pair()[0], one => setValue([one, pair()[1]]))}
          {control(t('filter.to'), pair()[1], one => setValue([pair()[0], one]))}
        </Match>
        <Match when={arity() === 'list' || (arity() === 'one' && isChosen(props.info))}>
          <ValueChoice
            kind={props.kind}
            info={props.info}
            many={arity() === 'list'}
            values={given()}
            onChange={values => {
              setWrong(undefined)
              setValue(arity() === 'list' ? values : values[0])
              // One is chosen, and that is that.
              if (arity() === 'one') apply()
            }}
            onDone={apply}
          />
          <Show when={wrong()}>
            <span class="problem" role="alert">
              {wrong()}
            </span>
          </Show>
        </Match>
      </Switch>
      <Show when={!(arity() === 'one' && isChosen(props.info))}>
        <Button tone="primary" type="submit">
          {t('filter.apply')}
        </Button>
      </Show>
    </form>
  )
}

function SpanFields(props: { info: FieldInfo; value: unknown; onChange: (value: unknown) => void }) {
  const span = () => (props.value ?? { days: 7 }) as { days: number } | { hours: number }
  const unit = () => ('hours' in span() ? 'hours' : 'days')
  const length = () => Object.values(span())[0] ?? 7
  return (
    <div class="row items-end">
      <NumberField
        label={t('filter.length')}
        value={length()}
        onChange={n => props.onChange({ [unit()]: Math.max(0, Math.round(n ?? 0)) })}
      />
      <SelectField
        label={t('filter.unit')}
        value={unit()}
        options={[
          { value: 'days', label: t('filter.days') },
          ...(props.info.field.kind === 'instant' ? [{ value: 'hours', label: t('filter.hours') }] : []),
        ]}
        onChange={next => props.onChange({ [next ?? 'days']: length() })}
      />
    </div>
  )
}
