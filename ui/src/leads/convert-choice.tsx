import { createSignal, For, Show } from 'solid-js'
import { Segmented } from '../parts/button/segmented'
import { TextField } from '../parts/field/text-field'
import { ReferenceField } from '../parts/records/reference-field'
import { type Found, startOf } from './convert-choice.rules'
import { t } from './leads.text'

/** Whether a conversion takes a record that is there or makes a new one. What the person chose stays, whatever is found meanwhile. */
export function createChoice(props: {
  /** Those that are equal to what the lead says. */
  equal: () => readonly Found[]
  /** The one that is preselected. */
  only: () => string | null
  /** Those whose name is like it: offered only. */
  alike?: () => readonly Found[]
  /** What a new one is called at first. */
  name: string
}) {
  const [mode, setMode] = createSignal<'existing' | 'new'>()
  const [id, setId] = createSignal<string | null>()
  const [name, setName] = createSignal(props.name)
  const start = () => startOf(props.equal(), props.only(), props.alike?.() ?? [])
  const chosen = () => (id() === undefined ? start().id : (id() ?? null))
  const now = () => mode() ?? start().mode
  return {
    mode: now,
    setMode,
    id: chosen,
    take: (taken: string | null) => {
      setMode('existing')
      setId(taken)
    },
    name,
    setName,
    isMatch: () => chosen() !== null && chosen() === props.only(),
    isSeveral: () => props.equal().length > 1,
    offered: () => start().offered.filter(one => now() === 'new' || one.id !== chosen()),
    /** Nothing is chosen yet. */
    isOpen: () => now() === 'existing' && chosen() === null,
    asked: <T,>(say: (id: string | undefined, name: string | undefined) => T): T =>
      now() === 'existing'
        ? say(chosen() ?? undefined, undefined)
        : say(undefined, name().trim() || props.name),
  }
}

export function ChoiceFields(props: {
  choice: ReturnType<typeof createChoice>
  refersTo: 'customer' | 'contact'
  error?: string
  words: Record<'label' | 'existing' | 'new' | 'name' | 'matched' | 'several', string>
}) {
  const isExisting = () => props.choice.mode() === 'existing'
  return (
    <>
      <Segmented
        label={props.words.label}
        value={props.choice.mode()}
        onChange={props.choice.setMode}
        options={[
          { value: 'existing', label: props.words.existing },
          { value: 'new', label: props.words.new },
        ]}
      />
      <Show
        when={isExisting()}
        fallback={
          <TextField label={props.words.name} value={props.choice.name()} onChange={props.choice.setName} />
        }
      >
        <ReferenceField
          label={props.words.label}
          refersTo={props.refersTo}
          value={props.choice.id()}
          onChange={props.choice.take}
          error={props.error}
          hint={
            props.choice.isMatch()
              ? props.words.matched
              : props.choice.isSeveral()
                ? props.words.several
                : undefined
          }
        />
      </Show>
      <Show when={props.choice.offered().length}>
        <div class="convert-offer small muted">
          <span>{t('convert.offer')}</span>
          <For each={props.choice.offered()}>
            {({ id, name }) => (
              <button type="button" class="link" onClick={() => props.choice.take(id)}>
                <bdi>{name}</bdi>
              </button>
            )}
          </For>
        </div>
      </Show>
    </>
  )
}
