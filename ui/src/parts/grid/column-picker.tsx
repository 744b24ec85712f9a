import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Columns3 from 'lucide-solid/icons/columns-3'
import { For } from 'solid-js'
import { t } from '../../app/text'
import { IconButton } from '../button/button'
import { Checkbox } from '../field/checkbox'
import { Popover } from '../overlay/popover'
import { choiceOf, shownMoved, shownWith } from './column-order.rules'

/**
 * Which columns are shown and in which order. `shown` are keys in order; the first column of `columns` is the name and always
 * stays first.
 */
export function ColumnPicker(props: {
  columns: readonly { key: string; label: string }[]
  shown: readonly string[]
  onChange: (shown: readonly string[]) => void
}) {
  const move = (key: string, by: 1 | -1) => {
    const next = shownMoved(props.shown, key, by)
    if (next !== props.shown) props.onChange(next)
  }
  return (
    <Popover
      class="btn ghost square"
      tip
      label={t('grid.columns')}
      placement="bottom-end"
      trigger={<Columns3 aria-hidden="true" />}
    >
      {() => (
        <div class="stack">
          <strong>{t('grid.columns')}</strong>
          <For each={choiceOf(props.columns, props.shown)}>
            {column => (
              <div class="row justify-between">
                <Checkbox
                  label={column.label}
                  checked={props.shown.includes(column.key)}
                  onChange={on => props.onChange(shownWith(props.shown, column.key, on))}
                />
                <span class="row gap-0">
                  <IconButton
                    label={`${t('previous')}: ${column.label}`}
                    icon={<ArrowUp class="s" aria-hidden="true" />}
                    onClick={() => move(column.key, -1)}
                  />
                  <IconButton
                    label={`${t('next')}: ${column.label}`}
                    icon={<ArrowDown class="s" aria-hidden="true" />}
                    onClick={() => move(column.key, 1)}
                  />
                </span>
              </div>
            )}
          </For>
        </div>
      )}
    </Popover>
  )
}
