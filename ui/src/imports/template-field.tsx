import type { Import } from '@sextant/db/imports/import.model'
import Plus from 'lucide-solid/icons/plus'
import { createEffect, createSignal, For, on } from 'solid-js'
import { Button } from '../parts/button/button'
import { TextField } from '../parts/field/text-field'
import { t } from './imports.text'

const offered = 6

/** How a record is called when no column says: text with columns in braces. Kept when the field is left. */
export function TemplateField(props: { one: Import; onChange: (template: string | null) => void }) {
  const [text, setText] = createSignal(props.one.settings.nameTemplate ?? '')
  createEffect(
    on(
      () => props.one.settings.nameTemplate,
      template => setText(template ?? ''),
      { defer: true },
    ),
  )
  const keep = () => {
    const next = text().trim() || null
    if (next !== props.one.settings.nameTemplate) props.onChange(next)
  }
  return (
    <div class="stack gap-2">
      <TextField
        label={t('settings.template')}
        hint={t('settings.template.hint', { row: '{row}' })}
        value={text()}
        maxLength={255}
        onChange={setText}
        onBlur={keep}
      />
      <div class="row flex-wrap">
        <For each={props.one.columns.slice(0, offered)}>
          {column => (
            <Button
              icon={<Plus class="s" aria-hidden="true" />}
              aria-label={t('settings.template.insert', { column: column.header })}
              onClick={() => {
                setText(`${text()} {${column.header}}`.trim())
                keep()
              }}
            >
              <bdi class="cut chip-cut">{column.header}</bdi>
            </Button>
          )}
        </For>
      </div>
    </div>
  )
}
