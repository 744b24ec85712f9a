import { createMemo, For, type JSX, Show } from 'solid-js'
import { t } from './settings.text'

/** A column of a table; on a phone, where each row is a block, its label stands beside the value. */
export interface RowColumn<T> {
  label: string
  cell: (row: T) => JSX.Element
  /** Figures, under each other by their digits. */
  numeric?: boolean
  /** The value explains itself: no label on a phone. */
  bare?: boolean
  /** Of the values, not of the head. */
  class?: string
}

/** A table whose rows are named by their first column and end with what can be done. It may be wider than its place. */
export function RowTable<T>(props: {
  /** What it is a table of. */
  label: string
  rows: readonly T[]
  columns: readonly RowColumn<T>[]
  acts?: (row: T) => JSX.Element
  /** On a phone the acts stand in the corner of the row's block. */
  floating?: boolean
}) {
  const columns = createMemo(() => props.columns)
  const others = createMemo(() => columns().slice(1))
  return (
    // What scrolls must be reachable by keyboard.
    <section class="scroller" aria-label={t('table.of', { name: props.label })} tabindex="0">
      <table class="plain-table rows" classList={{ floating: props.floating }}>
        <thead>
          <tr>
            <For each={columns()}>
              {column => (
                <th scope="col" classList={{ num: column.numeric }}>
                  {column.label}
                </th>
              )}
            </For>
            <Show when={props.acts}>
              <th scope="col">
                <span class="sr">{t('acts')}</span>
              </th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {row => (
              <tr>
                <th scope="row">{columns()[0]?.cell(row)}</th>
                <For each={others()}>
                  {column => (
                    <td
                      class={column.numeric ? 'num' : column.class}
                      data-label={column.bare ? undefined : column.label}
                    >
                      {column.cell(row)}
                    </td>
                  )}
                </For>
                <Show when={props.acts}>
                  {acts => (
                    <td>
                      <div class="acts">{acts()(row)}</div>
                    </td>
                  )}
                </Show>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
