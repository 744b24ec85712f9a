import type { QuoteVersion } from '@sextant/db/quotes/quote-sheet.model'
import type { Quote } from '@sextant/db/quotes/quotes.model'
import { Show } from 'solid-js'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { StatusChip } from '../parts/chip/status-chip'
import type { Members } from '../parts/records/members'
import { RecordName } from '../parts/records/record-name'
import { stateTones } from './quote-kind'
import { t } from './quotes.text'

/** What it is about, whose it is and for whom; which version is shown. */
export function QuoteHead(props: {
  quote: Quote
  members: Members
  versions: readonly QuoteVersion[]
  shown: QuoteVersion | undefined
  before: number | undefined
  onShow: (version: number) => void
  onCompare?: () => void
}) {
  const owner = () => props.members.nameOf(props.quote.ownerId)
  // The three newest; older ones are in the table.
  const near = () => props.versions.slice(0, 3).toReversed()
  return (
    <header class="quote-head">
      <div class="grow">
        <div class="row">
          <h2 class="cut" data-tip-cut={props.quote.name}>
            <bdi>{props.quote.name}</bdi>
          </h2>
          <StatusChip tone={stateTones[props.quote.status]}>{t(`status.${props.quote.status}`)}</StatusChip>
        </div>
        <p class="muted about">
          <span>
            {t('field.dealId')}{' '}
            <RecordName
              entity="deal"
              id={props.quote.dealId}
              href={`/pipeline/deals/${props.quote.dealId}`}
            />
          </span>
          <Show when={props.quote.customerId}>
            {id => <RecordName entity="customer" id={id()} href={`/customers/${id()}`} />}
          </Show>
          <Show when={props.quote.contactId}>
            {id => (
              <span>
                {t('field.contactId')} <RecordName entity="contact" id={id()} href={`/contacts/${id()}`} />
              </span>
            )}
          </Show>
          <Show when={owner()}>{name => <span>{t('page.owner', { name: name() })}</span>}</Show>
        </p>
      </div>
      <Show when={props.versions.length > 1 && props.shown}>
        {shown => (
          <Segmented
            label={t('page.versions')}
            options={near().map(({ version }) => ({
              value: String(version),
              label: t('page.version', { version }),
            }))}
            value={String(shown().version)}
            onChange={value => props.onShow(Number(value))}
          />
        )}
      </Show>
      <Show when={props.onCompare && props.before}>
        {before => (
          <Button onClick={() => props.onCompare?.()}>{t('compare.with', { version: before() })}</Button>
        )}
      </Show>
    </header>
  )
}
