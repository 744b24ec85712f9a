import type { ImportEntity } from '@sextant/db/mapping/import-entities.model'
import { importTargets, mayHaveCustom } from '@sextant/db/mapping/import-targets.rules'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, createUniqueId, For, onMount, Show } from 'solid-js'
import { Popover } from '../overlay/popover'
import type { ColumnState } from './column-states.rules'
import type { OwnField } from './mapping.rules'
import { t } from './mapping.text'
import { fieldName } from './names'
import type { Picked } from './pick.rules'

interface PickerProps {
  entity: ImportEntity
  state: ColumnState
  own: readonly OwnField[]
  mayCreate: boolean
  /** Header of the column that fills a field, by field. */
  filledBy: ReadonlyMap<string, string>
  onPick: (picked: Picked) => void
}

/** What a column becomes: a button that opens a list to search in. */
export function FieldPicker(props: PickerProps) {
  const name = () => {
    const { column, isNew } = props.state
    if (column.field === null) return t('map.skip')
    const label = fieldName(column.field, props.own, column.create)
    return isNew ? t('map.new', { name: label }) : label
  }
  return (
    <Popover
      class={`to ${props.state.column.field === null ? 'left-out' : ''} ${props.state.isNew ? 'new' : ''} ${props.state.takenBy ? 'invalid' : ''}`}
      label={`${t('map.fieldOf', { column: props.state.found.header })}: ${name()}`}
      trigger={
        <>
          <Show when={props.state.isNew}>
            <Plus class="s" aria-hidden="true" />
          </Show>
          <bdi class="cut" data-tip-cut={name()}>
            {name()}
          </bdi>
          <ChevronDown class="s" aria-hidden="true" />
        </>
      }
    >
      {close => (
        <FieldList
          {...props}
          onPick={picked => {
            close()
            props.onPick(picked)
          }}
        />
      )}
    </Popover>
  )
}

interface Entry {
  id: string
  label: string
  note?: string
  group: 'map.fields' | 'map.ownFields' | 'map.other'
  picked: Picked
  chosen: boolean
}

const isSame = (before: readonly Entry[], next: readonly Entry[]): boolean =>
  before.length === next.length &&
  before.every(({ id, label, note, chosen }, i) => {
    const other = next[i]
    return other?.id === id && other.label === label && other.note === note && other.chosen === chosen
  })

function FieldList(props: PickerProps) {
  const id = createUniqueId()
  const [words, setWords] = createSignal('')
  const [active, setActive] = createSignal(0)
  let input: HTMLInputElement | undefined
  let list: HTMLDivElement | undefined
  const entries = (): Entry[] => {
    const { column, found, isNew } = props.state
    const entry = (field: string, label: string, group: Entry['group']): Entry => {
      const filled = field === column.field ? undefined : props.filledBy.get(field)
      return {
        id: `${id}-${field}`,
        label,
        note: filled && t('map.taken', { column: filled }),
        group,
        picked: { field },
        chosen: !isNew && field === column.field,
      }
    }
    const made = props.mayCreate && mayHaveCustom(props.entity)
    return [
      ...Object.keys(importTargets(props.entity)).map(field => entry(field, fieldName(field), 'map.fields')),
      ...props.own.map(field => entry(`custom.${field.key}`, field.label, 'map.ownFields')),
      ...(made
        ? [
            {
              id: `${id}-new`,
              label: t('map.new', { name: column.create?.label ?? found.header }),
              group: 'map.other' as const,
              picked: 'new' as const,
              chosen: isNew,
            },
          ]
        : []),
      {
        id: `${id}-skip`,
        label: t('map.skip'),
        group: 'map.other',
        picked: 'skip',
        chosen: column.field === null,
      },
    ]
  }
  // The same entries stay the same elements while the file is counted: a click needs its end where it began.
  const all = createMemo<Entry[]>(before => {
    const next = entries()
    return isSame(before, next) ? before : next
  }, [])
  const shown = createMemo(() => {
    const wanted = words().trim().toLowerCase()
    return all().filter(one => one.group === 'map.other' || one.label.toLowerCase().includes(wanted))
  })
  onMount(() => {
    setActive(
      Math.max(
        0,
        all().findIndex(one => one.chosen),
      ),
    )
    input?.focus()
    queueMicrotask(reveal)
  })
  const reveal = () => list?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  const move = (by: number) => {
    setActive(at => (at + by + shown().length) % shown().length)
    queueMicrotask(reveal)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Enter') {
      const one = shown()[active()]
      if (one) props.onPick(one.picked)
    } else return
    event.preventDefault()
  }
  return (
    <div class="field-list">
      <input
        ref={input}
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={shown()[active()]?.id}
        aria-label={t('map.search')}
        placeholder={t('map.search')}
        autocomplete="off"
        dir="auto"
        value={words()}
        onInput={event => {
          setWords(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={press}
      />
      <div class="options" role="listbox" id={`${id}-list`} aria-label={t('map.fields')} ref={list}>
        <For each={shown()}>
          {(one, index) => (
            <>
              <Show when={one.group !== shown()[index() - 1]?.group}>
                <div class="group-label" role="presentation">
                  {t(one.group)}
                </div>
              </Show>
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the focus and its keys move in this list */}
              <div
                id={one.id}
                class="option"
                role="option"
                tabIndex={-1}
                aria-selected={one.chosen}
                data-active={index() === active() ? '' : undefined}
                onPointerMove={() => setActive(index())}
                onClick={() => props.onPick(one.picked)}
              >
                <bdi class="cut">{one.label}</bdi>
                <Show when={one.note}>
                  <span class="tiny faint cut">{one.note}</span>
                </Show>
              </div>
            </>
          )}
        </For>
      </div>
    </div>
  )
}
