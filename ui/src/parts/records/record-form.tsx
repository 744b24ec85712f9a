import { createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { explain, explainField } from '../../app/explain'
import { asProblem, type Problem } from '../../app/problem'
import { useSession } from '../../app/session'
import { FieldControl } from './field-control'
import type { RecordKind } from './kind'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** State of a form made of fields: what was typed stays through every failure. Missing required values are told before sending. */
export function createRecordForm(fields: FieldSet, start: Readonly<Record<string, unknown>> = {}) {
  const [values, setValues] = createStore<Record<string, unknown>>({ ...start })
  const [errors, setErrors] = createStore<Record<string, string | undefined>>({})
  const [problem, setProblem] = createSignal<Problem>()
  const [busy, setBusy] = createSignal(false)
  const keyOf = (pointer: string) =>
    pointer
      .replace(/^\//, '')
      .replace(/^custom\//, 'custom.')
      .split('/')[0] ?? ''
  return {
    value: (key: string) => values[key] ?? null,
    values: () => ({ ...values }),
    error: (key: string) => errors[key],
    set: (key: string, value: unknown) => {
      setValues(key, () => value)
      setErrors(key, undefined)
    },
    busy,
    /** The refusal as it came, for what is about the whole. */
    problem,
    /** A sentence for what belongs to no field on the form. */
    sentence: (keys: readonly string[]) => {
      const refused = problem()
      if (!refused || refused.errors.some(({ pointer }) => keys.includes(keyOf(pointer)))) return undefined
      return explain(refused)
    },
    async submit(keys: readonly string[], send: (values: Record<string, unknown>) => Promise<void>) {
      if (busy()) return
      setProblem(undefined)
      const missing = keys.filter(key => {
        const value = values[key]
        return fields.field(key)?.field.traits.required && (value ?? '') === ''
      })
      setErrors(Object.fromEntries(keys.map(key => [key, missing.includes(key) ? t('required') : undefined])))
      if (missing.length) return
      setBusy(true)
      try {
        await send(
          Object.fromEntries(
            Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
          ),
        )
      } catch (error) {
        const refused = asProblem(error)
        setProblem(refused)
        setErrors(
          Object.fromEntries(refused.errors.map(error => [keyOf(error.pointer), explainField(error)])),
        )
      } finally {
        setBusy(false)
      }
    },
  }
}
export type RecordFormState = ReturnType<typeof createRecordForm>

/** The fields of a form, two columns where there is room. The first wrong one is told to assistive technology by its own note. */
export function RecordForm(props: {
  kind: RecordKind
  fields: FieldSet
  keys: readonly string[]
  form: RecordFormState
  /** Values that a select may start from. */
  options?: (key: string) => readonly string[] | undefined
}) {
  const { session } = useSession()
  const infos = () => props.keys.flatMap(key => props.fields.field(key) ?? [])
  return (
    <>
      <Show when={props.form.sentence(props.keys)}>
        {sentence => (
          <p class="problem" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <div class="record-form">
        <For each={infos()}>
          {(info, index) => (
            <div classList={{ wide: info.field.kind === 'longText' || index() === 0 }}>
              <FieldControl
                kind={props.kind}
                info={info}
                value={props.form.value(info.key)}
                onChange={value => props.form.set(info.key, value)}
                error={props.form.error(info.key)}
                currency={session()?.workspace.currency ?? 'EUR'}
                autofocus={index() === 0}
                options={props.options?.(info.key)}
              />
            </div>
          )}
        </For>
      </div>
    </>
  )
}
