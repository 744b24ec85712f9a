import { A } from '@solidjs/router'
import Clock from 'lucide-solid/icons/clock-3'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Flag from 'lucide-solid/icons/flag'
import { type JSX, Show } from 'solid-js'
import { format } from '../app/format'
import { Avatar } from '../parts/chip/avatar'
import { Menu, type MenuItem } from '../parts/overlay/menu'
import { type BoardStage, type Card, chanceOf, idleDays } from './board.rules'
import { t } from './deals.text'

export interface CardProps {
  card: Card
  stage: BoardStage
  customer: string | undefined
  owner: string | undefined
  now: Date
}

/** The face of a card: name, customer, amount, probability, close date, idle days past the stage's limit, owner. */
export function CardFace(props: CardProps & { href?: string; menu?: readonly MenuItem[] }) {
  const chance = () => chanceOf(props.card, props.stage)
  const percent = () => format.percent((chance() ?? 0) / 100)
  const chanceSaid = () =>
    t(props.card.score === null ? 'card.probability' : 'card.score', { chance: percent() })
  const idle = () => idleDays(props.card, props.stage, props.now)
  const day = () => (props.stage.kind === 'open' ? props.card.expectedCloseOn : props.card.closedOn)
  return (
    <>
      <div class="deal-top">
        <div class="grow">
          <h3 class="cut" data-tip-cut={props.card.name}>
            <Title href={props.href}>{props.card.name}</Title>
          </h3>
          <p class="small muted cut" data-tip-cut={props.customer}>
            <bdi>{props.customer ?? t('card.noCustomer')}</bdi>
          </p>
        </div>
        <Show when={props.menu}>
          {items => (
            <Menu
              class="btn ghost square deal-menu"
              label={t('card.menu', { name: props.card.name })}
              trigger={<Ellipsis class="s" aria-hidden="true" />}
              items={items()}
              placement="bottom-end"
            />
          )}
        </Show>
      </div>
      <div class="row">
        <span class="num deal-amount cut grow">
          <Show when={props.card.amount} fallback={<span class="faint">{t('card.noAmount')}</span>}>
            {amount => <bdi>{format.money(amount())}</bdi>}
          </Show>
        </span>
        <Show when={chance() !== undefined}>
          <span class="num small muted deal-chance" data-tip={chanceSaid()}>
            <Show when={props.card.score === null}>
              <Flag class="xs" aria-hidden="true" />
            </Show>
            <span aria-hidden="true">{percent()}</span>
            <span class="sr">{chanceSaid()}</span>
          </span>
        </Show>
      </div>
      <div class="deal-foot">
        <Show when={day()} fallback={<span class="faint">{t('card.noDate')}</span>}>
          {at => (
            <time
              dateTime={at()}
              data-tip={t(props.stage.kind === 'open' ? 'card.closes' : 'card.closed', {
                date: format.full(at()),
              })}
            >
              {format.date(at())}
            </time>
          )}
        </Show>
        <Show when={idle()}>
          {days => (
            <span
              class="deal-idle num"
              data-tip={t('card.idle.tip', { n: days(), limit: props.stage.idleAfterDays ?? 0 })}
            >
              <Clock class="xs" aria-hidden="true" />
              <span aria-hidden="true">{t('card.idle', { n: days() })}</span>
              <span class="sr">
                {t('card.idle.tip', { n: days(), limit: props.stage.idleAfterDays ?? 0 })}
              </span>
            </span>
          )}
        </Show>
        <Show when={props.owner}>
          {owner => (
            <span class="deal-owner">
              <Avatar name={owner()} id={props.card.ownerId ?? owner()} alone />
            </span>
          )}
        </Show>
      </div>
    </>
  )
}

/** A link, so that it opens in another tab too. Focus stays with the card. */
const Title = (props: { href: string | undefined; children: JSX.Element }) => (
  <Show when={props.href} fallback={<bdi>{props.children}</bdi>}>
    {href => (
      <A href={href()} tabindex="-1" draggable="false" dir="auto">
        {props.children}
      </A>
    )}
  </Show>
)
