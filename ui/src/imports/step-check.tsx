import type { Import } from '@sextant/db/imports/import.model'
import { readValue } from '@sextant/db/reading/values.rules'
import Fingerprint from 'lucide-solid/icons/fingerprint-pattern'
import Undo from 'lucide-solid/icons/undo-2'
import { createMemo, For, Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { columnStates } from '../parts/mapping/column-states.rules'
import { readingOf } from '../parts/mapping/mapping.rules'
import { t as m } from '../parts/mapping/mapping.text'
import { fieldName, readAsName, valueName } from '../parts/mapping/names'
import { Card, Notice } from '../parts/panel/card'
import { FaultTable } from './fault-table'
import { asExternalId, idsAsNames } from './id-names.rules'
import { useChangeImport, useOwnFields } from './import-data'
import { t } from './imports.text'
import { Counts, DownloadFaults, withFaults } from './preview-panel'
import { useAutoCheck } from './use-auto-check'

/** Step 4: what the import would do, row by row refused and value by value read, before anything is written. */
export function StepCheck(props: { one: Import }) {
  const ownQuery = useOwnFields(() => props.one.entity)
  const own = createMemo(() => (ownQuery.isSuccess ? ownQuery.data.results : []))
  useAutoCheck(() => props.one, true)
  const change = useChangeImport(() => props.one.id)
  const examples = createMemo(() =>
    columnStates(props.one, own(), []).flatMap(({ field, column, found }) => {
      const sample = found.samples[0]
      if (!field || column.field === null || sample === undefined) return []
      const matched = Object.entries(column.values).find(
        ([from]) => from.toLowerCase() === sample.toLowerCase(),
      )
      const cell = matched ? matched[1] : sample
      const read =
        field.kind === 'reference' || cell === null
          ? undefined
          : readValue(cell, field, readingOf(column, props.one))
      return [
        {
          label: fieldName(column.field, own(), column.create),
          sample,
          header: found.header,
          how: readAsName(field, column, props.one),
          stored:
            cell === null
              ? m('match.empty')
              : !read
                ? cell
                : read.ok
                  ? valueName(field, read.value)
                  : undefined,
        },
      ]
    }),
  )
  return (
    <div class="page wizard-page check-page">
      <Counts one={props.one} large />
      <Show when={idsAsNames(props.one)}>
        {ids => (
          <Notice
            tone="warn"
            icon={<Fingerprint aria-hidden="true" />}
            end={
              <Button
                onClick={() => void change({ mapping: [asExternalId(props.one.mapping, ids().named)] })}
              >
                {t('check.ids.use')}
              </Button>
            }
          >
            <p class="small">
              {t('check.ids', { column: ids().found.header, value: ids().found.samples[0] ?? '' })}
            </p>
          </Notice>
        )}
      </Show>
      <Show when={withFaults(props.one)}>
        {preview => (
          <Card title={t('check.faults')} end={<DownloadFaults one={props.one} preview={preview()} />} flush>
            <p class="small muted px-4 pt-3">
              {t('check.fix')}
              <Show when={preview().refused > preview().faults.length}>
                {' '}
                {t('check.first', { n: preview().faults.length })}
              </Show>
            </p>
            <div class="scroll-x px-4 pb-2">
              <FaultTable faults={preview().faults} draft={props.one} />
            </div>
          </Card>
        )}
      </Show>
      <Card title={t('check.sample')} flush>
        <p class="small muted px-4 pt-3">{t('check.sample.hint')}</p>
        <div class="scroll-x px-4 pb-2">
          <table class="plain-table sample-table" aria-label={t('check.sample')}>
            <thead>
              <tr>
                <th scope="col">{m('map.field')}</th>
                <th scope="col">{t('check.in')}</th>
                <th scope="col">{t('check.out')}</th>
                <th scope="col" class="not-narrow">
                  {m('map.readAs')}
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={examples()}>
                {example => (
                  <tr>
                    <th scope="row">
                      <bdi>{example.label}</bdi>
                    </th>
                    <td class="muted cut" data-tip-cut={example.sample}>
                      <bdi>{example.sample}</bdi>
                    </td>
                    <td class="cut" data-tip-cut={example.stored}>
                      <Show
                        when={example.stored !== undefined}
                        fallback={<span class="neg">{t('check.refused')}</span>}
                      >
                        <bdi>{example.stored}</bdi>
                      </Show>
                    </td>
                    <td class="muted not-narrow">{example.how}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Card>
      <Notice tone="info" icon={<Undo class="flip" aria-hidden="true" />}>
        <p class="small">{t('preview.undo')}</p>
      </Notice>
    </div>
  )
}
