import { createMemo, createSignal, Show } from 'solid-js'
import { labelled } from './field-groups.rules'
import type { FieldInfo, RecordKind } from './kind'
import { RecordForm, type RecordFormState } from './record-form'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** More fields than these are searched. */
const manyFields = 8

/** The fields of a form that are rarely filled: behind a button, and searched where they are many. One that has a value or was refused is always shown. */
export function MoreFields(props: {
  kind: RecordKind
  fields: FieldSet
  infos: readonly FieldInfo[]
  form: RecordFormState
}) {
  const [open, setOpen] = createSignal(false)
  const [words, setWords] = createSignal('')
  const asked = ({ key }: FieldInfo) => props.form.value(key) !== null || props.form.error(key) !== undefined
  const shown = createMemo(() => {
    const found = open() ? new Set(labelled(props.infos, words())) : new Set<FieldInfo>()
    return props.infos.filter(info => found.has(info) || asked(info)).map(({ key }) => key)
  })
  return (
    <Show when={props.infos.length}>
      <div class="row more-fields">
        <button type="button" class="link" aria-expanded={open()} onClick={() => setOpen(!open())}>
          {open() ? t('more.less') : t('more.fields', { n: props.infos.length })}
        </button>
        <Show when={open() && props.infos.length > manyFields}>
          <input
            type="search"
            class="input facts-search"
            aria-label={t('facts.search')}
            placeholder={t('facts.search')}
            value={words()}
            onInput={event => setWords(event.currentTarget.value)}
          />
        </Show>
      </div>
      <RecordForm more kind={props.kind} fields={props.fields} keys={shown()} form={props.form} />
      <Show when={open() && words() && !shown().length}>
        <p class="small faint">{t('facts.none')}</p>
      </Show>
    </Show>
  )
}
