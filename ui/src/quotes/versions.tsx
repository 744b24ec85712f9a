import type { QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import type { QuoteStatus } from '@sextant/db/quotes/quotes.model'
import { For, Show } from 'solid-js'
import { beside, format } from '../app/format'
import { StatusChip } from '../parts/chip/status-chip'
import { Card } from '../parts/panel/card'
import { compareDocuments, countChanges } from './compare.rules'
import { bareAmount } from './quote-figures'
import { isState, type QuoteState, stateTones } from './quote-kind'
import { t } from './quotes.text'

/** All versions with what became of them, the newest first. One is shown by a press. */
export function Versions(props: {
  versions: readonly QuoteVersion[]
  /** Whether a discount in the version that is being written waits. */
  waits: boolean
  status: QuoteStatus
  shown: number
  onShow: (version: number) => void
}) {
  const stateOf = ({ state }: QuoteVersion): QuoteState => {
    if (state === 'draft') return props.waits ? 'waiting' : 'draft'
    // What the customer did with the version that they have, is the quote's status.
    return state === 'sent' && isState(props.status) ? props.status : state
  }
  const currency = () => props.versions.find(({ document }) => document)?.document?.currency
  return (
    <Card flush title={t('versions')}>
      <section class="scroller" aria-label={t('table.of', { name: t('versions') })} tabindex="0">
        <table class="plain-table quote-versions">
          <thead>
            <tr>
              <th scope="col">{t('versions.version')}</th>
              <th scope="col">{t('versions.state')}</th>
              <th scope="col">{t('versions.change')}</th>
              <th scope="col">{t('versions.customer')}</th>
              <Show when={currency()}>
                {code => (
                  <th scope="col" class="num">
                    {t('versions.net', { currency: code() })}
                  </th>
                )}
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={props.versions}>
              {(one, at) => (
                <tr classList={{ open: one.version === props.shown }}>
                  <th scope="row">
                    <button
                      type="button"
                      class="link"
                      aria-current={one.version === props.shown ? 'true' : undefined}
                      onClick={() => props.onShow(one.version)}
                    >
                      {t('page.version', { version: one.version })}
                    </button>
                  </th>
                  <td>
                    <StatusChip tone={stateTones[stateOf(one)]}>{said(one, stateOf(one))}</StatusChip>
                  </td>
                  <td class="muted" data-label={t('versions.change')}>
                    {changeOf(props.versions[at() + 1], one)}
                  </td>
                  <td data-label={t('versions.customer')}>{customerOf(one)}</td>
                  <Show when={currency()}>
                    <td class="num medium" data-label={t('net')}>
                      <Show when={one.document}>
                        {document => bareAmount(document().totals.netMinor, document().currency)}
                      </Show>
                    </td>
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Card>
  )
}

/** Its state, with the day on which it came to that. */
function said(version: QuoteVersion, state: QuoteState): string {
  const at = version.acceptedAt ?? version.declinedAt ?? version.endedAt ?? version.sentAt
  const words = t(`status.${state}`)
  return at && state !== 'waiting' ? t('state.on', { state: words, date: format.date(at) }) : words
}

function changeOf(before: QuoteVersion | undefined, { document }: QuoteVersion): string {
  if (!before) return t('change.first')
  if (!before.document || !document) return ''
  const compared = compareDocuments(before.document, document)
  const { added, removed, changed } = countChanges(compared)
  const told = [
    added ? t('change.added', { n: added }) : '',
    removed ? t('change.removed', { n: removed }) : '',
    changed ? t('change.changed', { n: changed }) : '',
    compared.head.length || compared.customer ? t('change.terms') : '',
  ].filter(Boolean)
  return told.length ? format.listed(told) : t('change.none')
}

function customerOf(version: QuoteVersion): string {
  if (!version.sentAt) return t('seen.unsent')
  const views = version.views ? t('seen.times', { n: version.views }) : t('seen.none')
  if (version.acceptedName) return beside(t('seen.accepted', { name: version.acceptedName }), views)
  if (version.declinedReason) return beside(t('seen.declined', { text: version.declinedReason }), views)
  return version.changeAsked ? beside(t('seen.change', { text: version.changeAsked }), views) : views
}
