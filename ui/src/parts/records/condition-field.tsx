import type { Filter } from '@sextant/db/filter/filter.model'
import { type JSX, lazy, Show, Suspense } from 'solid-js'
import { FieldNote } from '../field/field-frame'
import { conditionOf, writtenOf } from './condition.rules'
import type { FieldInfo, RecordKind } from './kind'
import type { Members } from './members'
import type { FieldSet } from './use-fields'
import './condition-field.css'

const FilterBar = lazy(() => import('./filter-bar').then(module => ({ default: module.FilterBar })))

/** A condition of a rule on a record, as the chips of a list's filter. A rule is asked before anything is written, so it asks what the record itself tells. */
export function ConditionField(props: {
  label: string
  hint?: string
  kind: RecordKind
  fields: FieldSet
  members: Members
  filter: Filter | null
  /** Which of the record's own fields may be asked for; all without it. */
  only?: (info: FieldInfo) => boolean
  onChange: (filter: Filter | null) => void
}): JSX.Element {
  const own = (): FieldSet => ({
    ...props.fields,
    filterable: () =>
      props.fields.filterable().filter(info => !info.related && !info.maker && (props.only?.(info) ?? true)),
  })
  return (
    <fieldset class="field condition-field">
      <legend class="label">{props.label}</legend>
      <div class="row wrap">
        <Suspense>
          <FilterBar
            kind={props.kind}
            fields={own()}
            members={props.members}
            filter={writtenOf(props.filter)}
            onChange={text => {
              const filter = conditionOf(text, props.fields.catalogue())
              if (filter !== undefined) props.onChange(filter)
            }}
          />
        </Suspense>
      </div>
      <Show when={props.hint}>
        <FieldNote hint={props.hint} />
      </Show>
    </fieldset>
  )
}
