import { arityOf } from '@sextant/db/filter/value.rules'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { createMemo, For, Match, onMount, Show, Switch } from 'solid-js'
import { t as frame } from '../../app/text'
import { Menu } from '../overlay/menu'
import { Popover } from '../overlay/popover'
import { AddFilter } from './add-filter'
import { operatorWord, valueWords } from './chip-words'
import { ConditionForm, operatorsOf, startValue } from './condition-form'
import { FieldChoice } from './field-choice'
import { type Chip, chipsOf, writeChips } from './filter.rules'
import { useImportName } from './imports'
import type { FieldInfo, RecordKind } from './kind'
import type { Members } from './members'
import { t } from './records.text'
import type { FieldSet } from './use-fields'

/** The chips of a list's filter: field · operator · value, each opens by itself; and one more. Import it lazily. */
export function FilterBar(props: {
  kind: RecordKind
  fields: FieldSet
  members: Members
  filter: string
  onChange: (filter: string) => void
  nameOf?: (id: unknown) => string | null | undefined
}) {
  const read = createMemo(() => chipsOf(props.filter, props.fields.catalogue()))
  const chips = createMemo((): readonly Chip[] => {
    const now = read()
    return now.type === 'chips' ? now.chips : []
  })
  const write = (next: readonly Chip[]) => props.onChange(writeChips(next))
  const replace = (at: number, chip: Chip) => write(chips().map((one, index) => (index === at ? chip : one)))
  let added: number | undefined
  const remove = (at: number) => write(chips().filter((_, index) => index !== at))
  // Told by place: a chip that changes stays the same chip, and its open editor stays open.
  const places = createMemo(() => chips().map((_, index) => index), undefined, {
    equals: (a, b) => a.length === b.length,
  })
  return (
    <>
      <Switch>
        <Match when={read().type === 'chips'}>
          <For each={places()}>
            {at => (
              <Show when={chips()[at]}>
                {chip => (
                  <OneChip
                    {...props}
                    chip={chip()}
                    isNew={at === added}
                    onChange={next => replace(at, next)}
                    onRemove={() => remove(at)}
                  />
                )}
              </Show>
            )}
          </For>
        </Match>
        <Match when={props.fields.ready()}>
          <fieldset class="filter" aria-label={t('filter.advanced')}>
            <span class="op" data-tip={props.filter}>
              {read().type === 'advanced' ? t('filter.advanced') : t('filter.unreadable')}
            </span>
            <button
              type="button"
              aria-label={frame('filter.remove', { name: t('filter.advanced') })}
              onClick={() => props.onChange('')}
            >
              <X aria-hidden="true" />
            </button>
          </fieldset>
        </Match>
      </Switch>
      <Show when={read().type === 'chips'}>
        <Popover
          label={t('filter.add')}
          class="btn ghost"
          trigger={
            <>
              <Plus aria-hidden="true" />
              {frame('filter.add')}
            </>
          }
        >
          {close => (
            <AddFilter
              {...props}
              onAdd={chip => {
                added = chips().length
                write([...chips(), chip])
                close()
              }}
            />
          )}
        </Popover>
      </Show>
    </>
  )
}

function OneChip(props: {
  kind: RecordKind
  fields: FieldSet
  members: Members
  nameOf?: (id: unknown) => string | null | undefined
  chip: Chip
  /** Added by hand just now: it is shown, also where the row is longer than its place. */
  isNew: boolean
  onChange: (chip: Chip) => void
  onRemove: () => void
}) {
  let element: HTMLFieldSetElement | undefined
  onMount(() => {
    if (props.isNew) element?.scrollIntoView({ block: 'nearest', inline: 'center' })
  })
  const info = () => props.fields.field(props.chip.field)
  const importName = useImportName(() =>
    info()?.maker === 'import' && typeof props.chip.value === 'string' ? props.chip.value : undefined,
  )
  const nameOf = (id: unknown) => importName() ?? props.members.nameOf(id) ?? props.nameOf?.(id)
  const words = (known: FieldInfo) => valueWords(props.kind, known, props.chip, nameOf)
  return (
    <Show when={info()}>
      {known => (
        <fieldset
          ref={element}
          class="filter"
          aria-label={[known().label, operatorWord(props.chip, known().field.kind), words(known())].join(' ')}
        >
          <Popover class="field" label={`${frame('filter.field')}: ${known().label}`} trigger={known().label}>
            {close => (
              <FieldChoice
                fields={props.fields}
                label={frame('filter.field')}
                chosen={props.chip.field}
                onChoose={next => {
                  props.onChange(startValue(next))
                  close()
                }}
              />
            )}
          </Popover>
          <Menu
            class="op"
            items={[
              {
                choice: frame('filter.op'),
                value: `${props.chip.negated ? 'not_' : ''}${props.chip.op}`,
                options: operatorsOf(known()).map(({ value, chip }) => ({
                  value,
                  label: operatorWord(chip, known().field.kind),
                })),
                onChange: value => {
                  const chosen = operatorsOf(known()).find(one => one.value === value)
                  if (chosen) props.onChange(startValue(known(), chosen.chip, props.chip))
                },
              },
            ]}
            trigger={operatorWord(props.chip, known().field.kind)}
          />
          <Show
            when={arityOf(props.chip.op) !== 'none' ? words(known()) || frame('field.choose') : undefined}
          >
            {words => (
              <Popover
                class="num"
                label={`${known().label} ${frame('filter.value')}: ${words()}`}
                trigger={<bdi>{words()}</bdi>}
              >
                {close => (
                  <ConditionForm
                    kind={props.kind}
                    info={known()}
                    chip={props.chip}
                    onDone={chip => {
                      props.onChange(chip)
                      close()
                    }}
                  />
                )}
              </Popover>
            )}
          </Show>
          <button
            type="button"
            aria-label={frame('filter.remove', { name: known().label })}
            onClick={() => props.onRemove()}
          >
            <X aria-hidden="true" />
          </button>
        </fieldset>
      )}
    </Show>
  )
}
