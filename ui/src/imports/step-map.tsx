import type { Import } from '@sextant/db/imports/import.model'
import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { freshKey, labelOf } from '@sextant/db/mapping/new-names.rules'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { useIsPhone } from '../app/media'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { createChosen } from './chosen'
import { FieldPicker, type Picked } from './field-picker'
import { useChangeImport, useOwnFields, useStages } from './import-data'
import { t } from './imports.text'
import { Certainty, ReadAs, ValuesFound } from './map-cells'
import { type NewFieldDraft, NewFieldRow } from './new-field-row'
import { PreviewPanel } from './preview-panel'
import { ReadAsRow } from './read-as-row'
import { useAutoCheck } from './use-auto-check'
import { type ColumnState, columnStates, needsLook } from './use-mapping'

const pageColumns = 50
/** From so many columns on, one looks for a column rather than scrolls to it. */
const manyColumns = 25
type Shown = 'all' | 'attention' | 'new' | 'skipped'

/** Step 3: what each column becomes. */
export function StepMap(props: { one: Import }) {
  const { can } = useSession()
  const isPhone = useIsPhone()
  const change = useChangeImport(() => props.one.id)
  const ownQuery = useOwnFields(() => props.one.entity)
  const stageQuery = useStages(() => props.one.entity === 'deal')
  const own = createMemo(() => (ownQuery.isSuccess ? ownQuery.data.results : []))
  const stages = createMemo(() =>
    stageQuery.isSuccess ? [...new Set(stageQuery.data.results.map(({ name = '' }) => name))] : [],
  )
  const states = createMemo(() => columnStates(props.one, own(), stages()))
  const byColumn = createMemo(() => new Map(states().map(state => [state.found.column, state])))
  const filledBy = createMemo(() => {
    const names = new Map(props.one.columns.map(found => [found.column, found.header]))
    return new Map(
      props.one.mapping.flatMap(({ field, column }) =>
        field === null ? [] : [[field, names.get(column) ?? ''] as const],
      ),
    )
  })
  const chosen = createChosen(props.one.id)
  const [open, setOpen] = createSignal<number>()
  const view = createView(states)
  useAutoCheck(() => props.one)

  const set = (column: number, to: Partial<ColumnMapping>) => {
    const state = byColumn().get(column)
    if (state) void change({ mapping: [{ ...state.column, ...to }] })
  }
  const takenKeys = (except: number) =>
    new Set([
      ...own().map(field => field.key),
      ...props.one.mapping.flatMap(one =>
        one.column !== except && one.field?.startsWith('custom.') ? [one.field.slice(7)] : [],
      ),
    ])
  const pick = (state: ColumnState, picked: Picked) => {
    const { column } = state.found
    chosen.add(column)
    if (picked === 'skip') {
      setOpen(undefined)
      return set(column, { field: null, create: null })
    }
    if (picked === 'new') {
      if (!state.isNew)
        makeField(state, {
          label: labelOf(state.found.header),
          kind: newKind(state),
          afterwards: state.found.leak,
          empty: state.column.empty,
        })
      return setOpen(column)
    }
    setOpen(undefined)
    set(column, {
      field: picked.field,
      create: null,
      values: picked.field === state.column.field ? state.column.values : {},
    })
  }
  const makeField = (state: ColumnState, { label, kind, afterwards, empty }: NewFieldDraft) => {
    const { column } = state.found
    const key = freshKey(label, takenKeys(column))
    set(column, {
      field: `custom.${key}`,
      create: { label, kind, afterwards, ...(kind === 'select' ? { options: [] } : {}) },
      readAs: { ...state.column.readAs, kind },
      empty,
    })
  }
  const parts = (state: () => ColumnState) => ({
    picker: () => (
      <FieldPicker
        entity={props.one.entity}
        state={state()}
        own={own()}
        mayCreate={can('custom_field', 'create')}
        filledBy={filledBy()}
        onPick={picked => pick(state(), picked)}
      />
    ),
    readAs: () => (
      <ReadAs
        one={props.one}
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
            one={props.one}
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
            makeField(state(), draft)
            setOpen(undefined)
          }}
        />
      </Show>
    ),
  })
  const isOpen = (state: ColumnState) => open() === state.found.column && state.field !== undefined

  return (
    <div class="map-work">
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
                            <Certainty state={state()} chosen={chosen.has(column)} />
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
                              <Certainty state={state()} chosen={chosen.has(column)} />
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
      <PreviewPanel one={props.one} />
    </div>
  )
}

const newKind = ({ column }: ColumnState): NewFieldDraft['kind'] => {
  const { kind } = column.readAs
  return kind === 'language' || kind === 'money' || kind === 'reference'
    ? kind === 'money'
      ? 'number'
      : 'text'
    : kind
}

/** Which columns are on the screen: found by name, of one sort, a page at a time. */
function createView(states: () => readonly ColumnState[]) {
  const [words, setWords] = createSignal('')
  const [show, setShow] = createSignal<Shown>('all')
  const [page, setPage] = createSignal(0)
  const sorts: Record<Shown, (state: ColumnState) => boolean> = {
    all: () => true,
    attention: needsLook,
    new: state => state.isNew,
    skipped: state => state.field === undefined,
  }
  // What is on the screen stays there while it is worked on, also when it stops being what was asked for.
  const wanted = createMemo<number[]>(before => {
    const text = words().trim().toLowerCase()
    const matching = states().filter(
      state =>
        sorts[show()](state) &&
        (!text || [state.found.header, ...state.found.samples].some(one => one.toLowerCase().includes(text))),
    )
    const next = matching.map(state => state.found.column)
    return before.join() === next.join() ? before : next
  }, [])
  const pages = () => Math.max(1, Math.ceil(wanted().length / pageColumns))
  const at = () => Math.min(page(), pages() - 1)
  const columns = createMemo(() => wanted().slice(at() * pageColumns, (at() + 1) * pageColumns))
  const narrow =
    <T,>(to: (value: T) => void) =>
    (value: T) => {
      setPage(0)
      to(value)
    }
  return {
    columns,
    pages,
    page: at,
    setPage,
    words,
    setWords: narrow(setWords),
    show,
    setShow: narrow(setShow),
    count: (sort: Shown) => states().filter(sorts[sort]).length,
    pageName: () =>
      t('map.page', {
        from: at() * pageColumns + 1,
        to: Math.min(wanted().length, (at() + 1) * pageColumns),
        total: wanted().length,
      }),
  }
}

const MapTools = (props: { view: ReturnType<typeof createView> }) => (
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
