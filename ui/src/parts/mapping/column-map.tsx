import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { useIsPhone } from '../../app/media'
import { Button } from '../button/button'
import { Segmented } from '../button/segmented'
import { type ColumnState, columnStates } from './column-states.rules'
import { createColumnView } from './column-view'
import type { RefusedCell } from './corrections'
import { FieldPicker } from './field-picker'
import { Certainty, ReadAs, ValuesFound } from './map-cells'
import type { Draft, OwnField } from './mapping.rules'
import { t } from './mapping.text'
import { NewFieldRow } from './new-field-row'
import { keysTaken, madeAs, type Picked, pickedAs } from './pick.rules'
import { ReadAsRow } from './read-as-row'
import './mapping.css'

/** From so many columns on, one looks for a column rather than scrolls to it. */
const manyColumns = 25

/** Columns whose field somebody chose: how sure the guess was says nothing about them any more. */
export interface Chosen {
  has(column: number): boolean
  add(column: number): void
}

/** Every column with its values, the field it becomes, how it is read and how sure that is; each can be changed in place. */
export function ColumnMap(props: {
  draft: Draft
  own: readonly OwnField[]
  /** Names of the stages that a value may stand for. */
  stages: readonly string[]
  /** Cells that could not be read, as far as they are known. */
  refused: readonly RefusedCell[]
  mayCreate: boolean
  chosen: Chosen
  onChange: (column: ColumnMapping) => void
}) {
  const isPhone = useIsPhone()
  const states = createMemo(() => columnStates(props.draft, props.own, props.stages))
  const byColumn = createMemo(() => new Map(states().map(state => [state.found.column, state])))
  const filledBy = createMemo(() => {
    const names = new Map(props.draft.columns.map(found => [found.column, found.header]))
    return new Map(
      props.draft.mapping.flatMap(({ field, column }) =>
        field === null ? [] : [[field, names.get(column) ?? ''] as const],
      ),
    )
  })
  const [open, setOpen] = createSignal<number>()
  const view = createColumnView(states)

  const set = (column: number, to: Partial<ColumnMapping>) => {
    const state = byColumn().get(column)
    if (state) props.onChange({ ...state.column, ...to })
  }
  const taken = (column: number) => keysTaken(props.draft, props.own, column)
  const pick = (state: ColumnState, picked: Picked) => {
    const { column } = state.found
    props.chosen.add(column)
    const change = pickedAs(state, picked, taken(column))
    if (change) set(column, change)
    setOpen(picked === 'new' ? column : undefined)
  }
  const parts = (state: () => ColumnState) => ({
    picker: () => (
      <FieldPicker
        entity={props.draft.entity}
        state={state()}
        own={props.own}
        mayCreate={props.mayCreate}
        filledBy={filledBy()}
        onPick={picked => pick(state(), picked)}
      />
    ),
    readAs: () => (
      <ReadAs
        draft={props.draft}
        state={state()}
        open={open() === state().found.column}
        onToggle={() => setOpen(now => (now === state().found.column ? undefined : state().found.column))}
        onAnswer={answer => set(state().found.column, { readAs: { ...state().column.readAs, ...answer } })}
        onAfterwards={afterwards => {
          const { create } = state().column
          if (create) set(state().found.column, { create: { ...create, afterwards } })
        }}
      />
    ),
    detail: () => (
      <Show
        when={state().isNew}
        fallback={
          <ReadAsRow
            draft={props.draft}
            refused={props.refused}
            state={state()}
            onChange={to => set(state().found.column, to)}
            onClose={() => setOpen(undefined)}
          />
        }
      >
        <NewFieldRow
          state={state()}
          onClose={() => setOpen(undefined)}
          onAdd={draft => {
            const { column } = state().found
            set(column, madeAs(state(), draft, taken(column)))
            setOpen(undefined)
          }}
        />
      </Show>
    ),
  })
  const isOpen = (state: ColumnState) => open() === state.found.column && state.field !== undefined

  return (
    <div class="map">
      <Show when={states().length > manyColumns}>
        <MapTools view={view} />
      </Show>
      <Show
        when={!isPhone()}
        fallback={
          <ul class="map-cards" aria-label={t('map.label')}>
            <For each={view.columns()}>
              {column => (
                <Show when={byColumn().get(column)}>
                  {state => {
                    const { picker, readAs, detail } = parts(state)
                    return (
                      <li class="map-card">
                        <div class="row">
                          <strong class="mono-name cut grow">
                            <bdi>{state().found.header}</bdi>
                          </strong>
                          <Certainty state={state()} chosen={props.chosen.has(column)} />
                        </div>
                        <ValuesFound values={state().found.samples} />
                        {picker()}
                        {readAs()}
                        <Show when={isOpen(state())}>{detail()}</Show>
                      </li>
                    )
                  }}
                </Show>
              )}
            </For>
          </ul>
        }
      >
        <table class="map-table" aria-label={t('map.label')}>
          <thead>
            <tr>
              <th scope="col" class="w-name">
                {t('map.column')}
              </th>
              <th scope="col">{t('map.values')}</th>
              <th scope="col" class="w-field">
                {t('map.field')}
              </th>
              <th scope="col" class="w-read">
                {t('map.readAs')}
              </th>
              <th scope="col" class="w-sure">
                {t('map.certainty')}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={view.columns()}>
              {column => (
                <Show when={byColumn().get(column)}>
                  {state => {
                    const { picker, readAs, detail } = parts(state)
                    return (
                      <>
                        <tr data-column={column} classList={{ skipped: !state().field }}>
                          <th scope="row">
                            <span class="mono-name cut" data-tip-cut={state().found.header}>
                              <bdi>{state().found.header}</bdi>
                            </span>
                          </th>
                          <td class="muted">
                            <ValuesFound values={state().found.samples} />
                          </td>
                          <td>{picker()}</td>
                          <td>{readAs()}</td>
                          <td>
                            <Certainty state={state()} chosen={props.chosen.has(column)} />
                          </td>
                        </tr>
                        <Show when={isOpen(state())}>
                          <tr class="detail">
                            <td colspan="5">{detail()}</td>
                          </tr>
                        </Show>
                      </>
                    )
                  }}
                </Show>
              )}
            </For>
          </tbody>
        </table>
      </Show>
      <Show when={!view.columns().length}>
        <p class="muted p-6">{t('map.none')}</p>
      </Show>
      <Show when={view.pages() > 1}>
        <nav class="map-pages row" aria-label={t('map.label')}>
          <Button
            disabled={view.page() === 0 && t('map.first')}
            onClick={() => view.setPage(view.page() - 1)}
          >
            {t('map.previous')}
          </Button>
          <span class="small muted num">{view.pageName()}</span>
          <Button
            disabled={view.page() + 1 >= view.pages() && t('map.last')}
            onClick={() => view.setPage(view.page() + 1)}
          >
            {t('map.next')}
          </Button>
        </nav>
      </Show>
      <Show when={states().filter(state => state.isNew).length}>
        {n => <p class="small muted new-note">{t('map.newFields', { n: n() })}</p>}
      </Show>
    </div>
  )
}

const MapTools = (props: { view: ReturnType<typeof createColumnView> }) => (
  <div class="map-tools row">
    <input
      class="input find"
      type="search"
      aria-label={t('map.find')}
      placeholder={t('map.find')}
      dir="auto"
      value={props.view.words()}
      onInput={event => props.view.setWords(event.currentTarget.value)}
    />
    <Segmented
      label={t('map.show')}
      options={(['all', 'attention', 'new', 'skipped'] as const).map(value => ({
        value,
        label: t(`map.show.${value}`, { n: props.view.count(value) }),
      }))}
      value={props.view.show()}
      onChange={value => props.view.setShow(value)}
    />
  </div>
)
