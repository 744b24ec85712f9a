import type { ActivityKind } from '@sextant/db/activities/activities.model'
import type { Customer } from '@sextant/db/customers/customers.model'
import { A } from '@solidjs/router'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Note from 'lucide-solid/icons/notebook-pen'
import Phone from 'lucide-solid/icons/phone'
import Plus from 'lucide-solid/icons/plus'
import { Show } from 'solid-js'
import { beside, format } from '../app/format'
import { useSession } from '../app/session'
import { usePageKeys } from '../app/shell/keys'
import { Button } from '../parts/button/button'
import { Avatar } from '../parts/chip/avatar'
import { Menu, type MenuItem } from '../parts/overlay/menu'
import type { Members } from '../parts/records/members'
import { ShareButton } from '../parts/records/share-button'
import { StatusControl } from '../parts/records/status-control'
import type { Writes } from '../parts/records/use-writes'
import { customerKind } from './customer-kind'
import { t } from './customers.text'

/** Name, since when, where, whose; and what can be done at once. */
export function CustomerHead(props: {
  customer: Customer
  members: Members
  writes: Writes
  may: boolean
  mayArchive: boolean
  onLog: (kind: ActivityKind) => void
  onEdit: () => void
  onArchive: () => void
}) {
  const { can } = useSession()
  const support = () => {
    const { industry, city, country, employees, ownerId } = props.customer
    const owner = props.members.nameOf(ownerId)
    return beside(
      industry && customerKind.option?.('industry', industry),
      city ?? (country ? format.country(country) : undefined),
      employees === null ? undefined : t('page.employees', { n: employees }),
      owner && t('page.owner', { name: owner }),
    )
  }
  const chip = () => {
    const { status, customerSince } = props.customer
    if (status === 'active' && customerSince) return t('page.since', { year: customerSince.slice(0, 4) })
    return t(`status.${status}`)
  }
  const log = (kind: ActivityKind) => () => can('activity', 'create') && props.onLog(kind)
  usePageKeys({ c: log('call'), e: log('email'), t: log('task') })
  const items = (): MenuItem[] => [
    ...(can('activity', 'create')
      ? [
          { label: t('quick.meeting'), onSelect: () => props.onLog('meeting') },
          { label: t('quick.task'), onSelect: () => props.onLog('task') },
        ]
      : []),
    ...(props.may ? (['separator', { label: t('edit'), onSelect: props.onEdit }] as const) : []),
    ...(props.mayArchive ? [{ label: t('archive'), danger: true, onSelect: props.onArchive }] : []),
  ]
  return (
    <header class="customer-head">
      <span class="customer-mark">
        <Avatar name={props.customer.name} id={props.customer.id} size="l" square />
      </span>
      <div class="grow">
        <div class="row">
          <h2 class="cut" data-tip-cut={props.customer.name}>
            <bdi>{props.customer.name}</bdi>
          </h2>
          <StatusControl
            kind={customerKind}
            record={props.customer}
            said={chip()}
            writes={props.writes}
            may={props.may && !props.customer.deletedAt}
          />
        </div>
        <p class="muted cut" data-tip-cut={support()}>
          {support()}
        </p>
      </div>
      <Show when={!props.customer.deletedAt}>
        <div class="acts">
          <Show when={can('activity', 'create')}>
            <Button icon={<Phone class="s" aria-hidden="true" />} onClick={() => props.onLog('call')}>
              {t('quick.call')}
            </Button>
            <Button icon={<Note class="s" aria-hidden="true" />} onClick={() => props.onLog('note')}>
              {t('quick.note')}
            </Button>
          </Show>
          <Show when={can('deal', 'create')}>
            <A class="btn" href={`/pipeline?new=${props.customer.id}`}>
              <Plus class="s" aria-hidden="true" />
              {t('quick.deal')}
            </A>
          </Show>
          <ShareButton kind={customerKind} record={props.customer} />
          <Show when={items().length}>
            <Menu
              class="btn square"
              label={t('more')}
              trigger={<Ellipsis class="s" aria-hidden="true" />}
              items={items()}
              placement="bottom-end"
            />
          </Show>
        </div>
      </Show>
    </header>
  )
}
