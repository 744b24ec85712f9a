import { mentionBegun } from '@sextant/db/activities/mentions.rules'
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { Avatar } from '../chip/avatar'
import { FieldFrame, type FieldProps } from '../field/field-frame'
import { useMembers } from '../records/members'
import { t } from './notices.text'
import './mention-field.css'

const most = 6

/** Several lines in which @ and a name call a member: after an @ the people whose names fit are offered. */
export function MentionField(props: FieldProps & { value: string; onChange: (value: string) => void }) {
  const members = useMembers()
  const list = createUniqueId()
  let area!: HTMLTextAreaElement
  const [begun, setBegun] = createSignal<{ at: number; words: string }>()
  const [active, setActive] = createSignal(0)
  const found = createMemo(() => {
    const words = begun()?.words.toLocaleLowerCase()
    if (words === undefined) return []
    const names = members.all().filter(({ name }) => name.toLocaleLowerCase().includes(words))
    // Once a whole name is written there is nothing to choose.
    return names.some(({ name }) => name.toLocaleLowerCase() === words.trim()) ? [] : names.slice(0, most)
  })
  const at = () => Math.min(active(), found().length - 1)
  const look = () => {
    setBegun(mentionBegun(area.value, area.selectionStart))
    setActive(0)
  }
  const choose = (name: string) => {
    const place = begun()
    if (!place) return
    const before = `${area.value.slice(0, place.at)}@${name} `
    const rest = area.value.slice(area.selectionStart).replace(/^ /, '')
    props.onChange(before + rest)
    setBegun(undefined)
    queueMicrotask(() => {
      area.focus()
      area.setSelectionRange(before.length, before.length)
    })
  }
  const press = (event: KeyboardEvent) => {
    if (!found().length) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = found()[at()]
    if (step) setActive((at() + step + found().length) % found().length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) choose(chosen.name)
    else if (event.key === 'Escape') setBegun(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <FieldFrame {...props} hint={props.hint ?? t('mention.hint')}>
      {ids => (
        <div class="mention-place">
          <textarea
            ref={area}
            id={ids().id}
            name={props.name}
            dir="auto"
            rows={3}
            value={props.value}
            readOnly={Boolean(props.locked)}
            required={props.required}
            aria-invalid={ids().invalid || undefined}
            aria-describedby={ids().describedBy}
            aria-autocomplete="list"
            aria-controls={found().length ? list : undefined}
            aria-activedescendant={found().length ? `${list}-${at()}` : undefined}
            onInput={event => {
              props.onChange(event.currentTarget.value)
              look()
            }}
            on:keydown={press}
            onClick={look}
            onBlur={() => setBegun(undefined)}
          />
          <Show when={found().length}>
            <div class="menu mentions" id={list} role="listbox" aria-label={t('mention.people')}>
              <For each={found()}>
                {({ id, name }, index) => (
                  <button
                    type="button"
                    id={`${list}-${index()}`}
                    role="option"
                    tabindex="-1"
                    aria-selected={index() === at()}
                    onPointerDown={event => event.preventDefault()}
                    onClick={() => choose(name)}
                  >
                    <Avatar name={name} id={id} />
                    <bdi class="cut">{name}</bdi>
                  </button>
                )}
              </For>
            </div>
          </Show>
        </div>
      )}
    </FieldFrame>
  )
}
