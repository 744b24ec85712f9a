import type { DealLines } from '@sextant/db/lines/lines.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, For, type ParentProps, Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { Button } from '../button/button'
import { Avatar } from '../chip/avatar'
import { TextField } from '../field/text-field'
import { createSending } from '../form/sending'
import { Card } from '../panel/card'
import { toast, toastRefusal } from '../toast/toast'
import { usualOffer, type WaitingDiscounts, waitingOf } from './discounts.rules'
import { t } from './lines.text'
import './lines.css'

/** The discounts of a deal that wait: by which rule, for whom, and what can be done about each by who may. */
export const DiscountCards = (props: { dealId: string; told: DealLines; may: boolean }) => (
  <For each={waitingOf(props.told)}>
    {one => (
      <DiscountCard dealId={props.dealId} told={props.told} waiting={one} may={props.may && one.mayDecide} />
    )}
  </For>
)

function DiscountCard(props: { dealId: string; told: DealLines; waiting: WaitingDiscounts; may: boolean }) {
  const client = useQueryClient()
  const sending = createSending()
  const asked = () => props.waiting.asked
  const [offer, setOffer] = createSignal(usualOffer(props.waiting.asked))
  const offered = () => offer().trim().replace(',', '.')
  const decide = async (approve: boolean, less: string | null = null) => {
    const told = await sending.send(() =>
      api.post(
        '/crm/deals/{id}/lines/decide',
        { approve, offer: less, lines: props.waiting.lines },
        { params: { id: props.dealId } },
      ),
    )
    if (!told) return toastRefusal(t('decided.failed'), sending.problem([]) ?? '')
    client.setQueryData(['deal', 'lines', props.dealId], told)
    void client.invalidateQueries({ queryKey: ['quote'] })
    if (less !== null) void client.invalidateQueries({ queryKey: ['deal'] })
    toast(
      less === null
        ? t(approve ? 'decided.approved' : 'decided.declined')
        : t('decided.offered', { n: percent(less) }),
    )
  }
  return (
    <Card
      class="discount-ask"
      title={t(props.may ? 'ask.you' : 'ask.others', { taken: percent(asked().taken) })}
    >
      <dl>
        <Row label={t('ask.lines')}>{format.list(props.waiting.names)}</Row>
        <Row label={t('ask.rule')}>
          {asked().limit === '0'
            ? t('ask.rule.none')
            : t('ask.rule.limit', { limit: percent(asked().limit) })}
        </Row>
        <Row label={t('ask.approvers')}>
          {asked().approvers.length
            ? format.list(asked().approvers.map(({ name }) => name))
            : t('ask.approvers.none')}
        </Row>
        <Show when={props.told.marginBefore && props.told.margin?.percent}>
          {to => (
            <Row label={t('ask.margin')}>
              {t('ask.margin.change', { from: percent(props.told.marginBefore ?? ''), to: percent(to()) })}
            </Row>
          )}
        </Show>
        <Row label={t('ask.by')}>
          <Show when={asked().by} fallback={t('ask.by.unknown')}>
            {by => (
              <span class="row gap-2">
                <Avatar id={by().id} name={by().name} />
                <bdi>{by().name}</bdi>
              </span>
            )}
          </Show>
        </Row>
        <Row label={t('ask.reason')}>
          <Show when={asked().reason} fallback={<span class="muted">{t('ask.reason.none')}</span>}>
            {reason => <bdi>{reason()}</bdi>}
          </Show>
        </Row>
      </dl>
      <Show when={props.may}>
        <div class="ask-acts">
          <Button tone="primary" busy={sending.busy()} onClick={() => void decide(true)}>
            {t('ask.approve', { n: percent(asked().taken) })}
          </Button>
          <Button onClick={() => void decide(false)}>{t('decline')}</Button>
          <span class="ask-offer">
            <TextField label={t('ask.offer.label')} value={offer()} onChange={setOffer} maxLength={8} />
            <Button onClick={() => void decide(true, offered())}>
              {t('ask.offer', { n: percent(offered()) })}
            </Button>
          </span>
        </div>
      </Show>
    </Card>
  )
}

const Row = (props: ParentProps<{ label: string }>) => (
  <div>
    <dt class="small muted">{props.label}</dt>
    <dd>{props.children}</dd>
  </div>
)

/** A percentage with the reader’s marks; as it is typed where it is none yet. */
const percent = (text: string): string =>
  text && Number.isFinite(Number(text)) ? format.number(Number(text), 4) : text
