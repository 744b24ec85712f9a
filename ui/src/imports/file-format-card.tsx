import type { Import } from '@sextant/db/imports/import.model'
import { delimiters, encodings } from '@sextant/db/reading/reading.model'
import { For, Show } from 'solid-js'
import { SelectField } from '../parts/field/select-field'
import { Card } from '../parts/panel/card'
import { isSaving, useChangeImport } from './import-data'
import { t } from './imports.text'
import { delimiterName, encodingName } from './names'
import { Switchline } from './switchline'

const shownColumns = 6
const shownValues = 3
const shownLines = 15

/** A table begins near the top of its file; the lines that may be chosen go a little beyond where it was found. */
const beginnings = (above: number) =>
  Array.from({ length: Math.max(shownLines, above + 6) }, (_, i) => ({
    value: String(i),
    label: t('settings.above.line', { n: i + 1 }),
  }))

/** Separator, encoding and where the table begins, with what the file looks like when it is read so. */
export function FileFormatCard(props: { one: Import }) {
  const change = useChangeImport(() => props.one.id)
  return (
    <Card title={t('settings.file')} end={<Show when={isSaving()}>{t('settings.reading')}</Show>}>
      <div class="settings-grid">
        <SelectField
          label={t('settings.delimiter')}
          value={props.one.format.delimiter}
          options={delimiters.map(value => ({ value, label: delimiterName(value) }))}
          onChange={value => value && void change({ format: { delimiter: value as ',' } })}
        />
        <SelectField
          label={t('settings.encoding')}
          value={props.one.format.encoding}
          options={encodings.map(value => ({ value, label: encodingName(value) }))}
          onChange={value => value && void change({ format: { encoding: value as 'utf-8' } })}
        />
        <SelectField
          label={t('settings.above')}
          hint={props.one.format.above ? t('settings.above.hint', { n: props.one.format.above }) : undefined}
          value={String(props.one.format.above)}
          options={beginnings(props.one.format.above)}
          onChange={value => value !== null && void change({ format: { above: Number(value) } })}
        />
        <Switchline
          label={t('settings.header')}
          options={[
            { value: 'yes', label: t('settings.header.yes') },
            { value: 'no', label: t('settings.header.no') },
          ]}
          value={props.one.format.header ? 'yes' : 'no'}
          onChange={value => void change({ format: { header: value === 'yes' } })}
        />
      </div>
      <section class="sample" aria-label={t('settings.sample')} tabindex="0">
        <table class="plain-table">
          <thead>
            <tr>
              <For each={props.one.columns.slice(0, shownColumns)}>
                {column => (
                  <th scope="col" class="cut" data-tip-cut={column.header}>
                    <bdi>{column.header}</bdi>
                  </th>
                )}
              </For>
              <Show when={props.one.columns.length > shownColumns}>
                <th scope="col" class="num">
                  +{props.one.columns.length - shownColumns}
                </th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={Array.from({ length: shownValues }, (_, i) => i)}>
              {row => (
                <tr>
                  <For each={props.one.columns.slice(0, shownColumns)}>
                    {column => (
                      <td class="cut muted" data-tip-cut={cellOf(column, row)}>
                        <bdi>{cellOf(column, row)}</bdi>
                      </td>
                    )}
                  </For>
                  <Show when={props.one.columns.length > shownColumns}>
                    <td />
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
      <p class="small muted pt-2">{t('settings.sample.hint')}</p>
    </Card>
  )
}

/** What the file has in one of its first rows. */
const cellOf = ({ first, samples }: Import['columns'][number], row: number): string =>
  (first ?? samples)[row] ?? ''
