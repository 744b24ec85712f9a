import { createMemo, createSignal, For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { keptKey } from '../../app/problem'
import { useSession } from '../../app/session'
import { createDraft } from '../form/drafts'
import { FormProblem } from '../form/form'
import { createSending } from '../form/sending'
import { focusFirst } from '../overlay/focus-trail'
import { FieldControl } from './field-control'
import type { RecordKind } from './kind'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** State of a form made of fields: what was typed stays through every failure. Missing required values are told before sending. */
export function createRecordForm(
  fields: FieldSet,
  start: Readonly<Record<string, unknown>> = {},
  /** Names the form where what was typed is kept until it is sent, however the form is closed. */
  draftName?: string,
) {
  const draft = createDraft(draftName)
  const [values, setValues] = createStore<Record<string, unknown>>({ ...start, ...draft.kept() })
  const [isDraft, setDraft] = createSignal(Object.keys(draft.kept()).length > 0)
  const sending = createSending()
  return {
    value: (key: string) => values[key] ?? null,
    values: () => ({ ...values }),
    error: sending.error,
    set: (key: string, value: unknown) => {
      setValues(key, () => value)
      draft.keep(key, value)
      sending.clear(key)
    },
    /** What was typed before is back. */
    isDraft,
    startAnew: () => {
      for (const key of Object.keys(draft.kept())) setValues(key, () => start[key] ?? null)
      draft.drop()
      setDraft(false)
    },
    busy: sending.busy,
    /** The refusal as it came, for what is about the whole. */
    refusal: sending.refusal,
    /** A sentence for what belongs to no field on the form. */
    sentence: sending.problem,
    /** `onKept`: it could not be sent yet, and waits. */
    async submit(
      keys: readonly string[],
      send: (values: Record<string, unknown>) => Promise<void>,
      onKept?: () => void,
    ) {
      if (sending.busy()) return
      const missing = keys.filter(
        key => fields.field(key)?.field.traits.required && (values[key] ?? '') === '',
      )
      if (sending.refuse(Object.fromEntries(missing.map(key => [key, t('required')])))) return
      const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined)
      await sending.send(async () => {
        try {
          await send(Object.fromEntries(given))
        } catch (error) {
          if (!onKept || keptKey(error) === undefined) throw error
          onKept()
        }
        draft.drop()
      })
    },
  }
}
export type RecordFormState = ReturnType<typeof createRecordForm>

/** The fields of a form, two columns where there is room. The first wrong one is told to assistive technology by its own note. */
export function RecordForm(props: {
  kind: RecordKind
  fields: FieldSet
  keys: readonly string[]
  /** All that tell their own refusals, where others follow. */
  told?: readonly string[]
  form: RecordFormState
  /** They follow others of the same form, which tell what is about the whole. */
  more?: boolean
  /** Values that a select may start from. */
  options?: (key: string) => readonly string[] | undefined
}) {
  const { session } = useSession()
  const startAnew = ({ currentTarget }: MouseEvent & { currentTarget: HTMLElement }) => {
    const dialog = currentTarget.closest<HTMLElement>('[role="dialog"]')
    props.form.startAnew()
    // Its button is gone with the draft: the focus begins anew too, or Esc would have nobody to hear it.
    if (dialog) focusFirst(dialog)
  }
  // By key: fields that are told anew, once the workspace's own are known, leave the focus and what is typed where they are.
  const keys = createMemo(() => props.keys.filter(key => props.fields.field(key)))
  return (
    <>
      <Show when={!props.more}>
        <FormProblem text={props.form.sentence(props.told ?? props.keys)} />
      </Show>
      <Show when={!props.more && props.form.isDraft()}>
        <p class="row small muted" role="status">
          {t('draft.back')}
          <button type="button" class="link" onClick={startAnew}>
            {t('draft.anew')}
          </button>
        </p>
      </Show>
      <div class="record-form">
        <For each={keys()}>
          {(key, index) => (
            <Show when={props.fields.field(key)}>
              {info => (
                <div classList={{ wide: info().field.kind === 'longText' || (index() === 0 && !props.more) }}>
                  <FieldControl
                    kind={props.kind}
                    info={info()}
                    value={props.form.value(key)}
                    onChange={value => props.form.set(key, value)}
                    error={props.form.error(key)}
                    currency={session()?.workspace.currency ?? 'EUR'}
                    autofocus={index() === 0 && !props.more}
                    options={props.options?.(key)}
                  />
                </div>
              )}
            </Show>
          )}
        </For>
      </div>
    </>
  )
}
