import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import Columns3 from 'lucide-solid/icons/columns-3'
import { For } from 'solid-js'
import { t } from '../../app/text'
import { IconButton } from '../button/button'
import { Checkbox } from '../field/checkbox'
import { Popover } from '../overlay/popover'

/**
 * Which columns are shown and in which order. `shown` are keys in order; the first column of `columns` is the name and always
 * stays first.
 */
export function ColumnPicker(props: {
  columns: readonly { key: string; label: string }[]
  shown: readonly string[]
  onChange: (shown: readonly string[]) => void
}) {
  const name = () => props.columns[0]?.key
  const ordered = () => {
    const rank = (key: string) =>
      props.shown.includes(key) ? props.shown.indexOf(key) : props.columns.length
    return props.columns.filter(column => column.key !== name()).toSorted((a, b) => rank(a.key) - rank(b.key))
  }
  const toggle = (key: string, on: boolean) =>
    props.onChange(on ? [...props.shown, key] : props.shown.filter(shown => shown !== key))
  const move = (key: string, by: number) => {
    const next = [...props.shown]
    const at = next.indexOf(key)
    const to = at + by
    if (at < 1 || to < 1 || to >= next.length) return
    next.splice(to, 0, ...next.splice(at, 1))
    props.onChange(next)
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
          <For each={ordered()}>
            {column => (
              <div class="row justify-between">
                <Checkbox
                  label={column.label}
                  checked={props.shown.includes(column.key)}
                  onChange={on => toggle(column.key, on)}
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
