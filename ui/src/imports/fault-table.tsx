import type { Import } from '@sextant/db/imports/import.model'
import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import { For, Show } from 'solid-js'
import { format } from '../app/format'
import { FaultFix } from './fault-fix'
import { faultName } from './fault-name'
import { t } from './imports.text'

/** Refused cells by row and column, each with the way to fix it; those of a `draft` can be read as what was meant. */
export const FaultTable = (props: { faults: readonly ImportFault[]; draft?: Import }) => (
  <table class="plain-table fault-table" aria-label={t('check.faults')}>
    <thead>
      <tr>
        <th scope="col" class="num">
          {t('faults.row')}
        </th>
        <th scope="col">{t('faults.column')}</th>
        <th scope="col">{t('faults.fix')}</th>
      </tr>
    </thead>
    <tbody>
      <For each={props.faults}>
        {fault => (
          <tr>
            <th scope="row" class="num">
              {format.number(fault.row)}
            </th>
            <td class="mono-name cut">
              <bdi>{fault.column ?? t('preview.wholeRow')}</bdi>
            </td>
            <td class="fault-text">
              <span>{faultName(fault)}</span>
              <Show when={props.draft}>{draft => <FaultFix one={draft()} fault={fault} />}</Show>
            </td>
          </tr>
        )}
      </For>
    </tbody>
  </table>
)
