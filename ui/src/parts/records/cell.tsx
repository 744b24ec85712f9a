import { Show } from 'solid-js'
import { format } from '../../app/format'
import { Avatar } from '../chip/avatar'
import { StatusChip } from '../chip/status-chip'
import { AddressAnchor } from './address-anchor'
import { addressLink } from './address-link.rules'
import { type FieldInfo, fieldValue, type Rec, type RecordKind } from './kind'
import { t } from './records.text'
import { shown } from './shown'

/** A value as a list or a drawer shows it: status as a chip, a person with initials, an instant with its full date in the tooltip. */
export function Cell(props: {
  kind: RecordKind
  info: FieldInfo
  record: Rec
  nameOf: (id: unknown) => string | null | undefined
  /** Lists show a person by initials only. */
  dense?: boolean
}) {
  const value = () => fieldValue(props.record, props.info.key)
  const text = () => shown(props.kind, props.info, value(), props.nameOf, props.dense ? 'list' : 'record')
  const tone = () => props.kind.tone?.(props.info.key, String(value()))
  /** Numbers and addresses read from left to right in every language. */
  const isAddress = () => ['phone', 'email', 'url', 'domain'].includes(props.info.field.kind)
  const link = () => addressLink(props.info.field.kind, value())
  const isMember = () => props.info.field.refersTo === 'member'
  return (
    <Show when={text()} fallback={<span class="faint">{props.dense ? '' : t('none')}</span>}>
      <Show
        when={!(props.info.field.kind === 'select' && tone())}
        fallback={<StatusChip tone={tone()}>{text()}</StatusChip>}
      >
        <Show
          when={!isMember()}
          fallback={
            <Show when={props.dense} fallback={<Person id={String(value())} name={text()} />}>
              <Avatar name={text()} id={String(value())} alone />
            </Show>
          }
        >
          <Show
            when={props.info.field.kind === 'instant'}
            fallback={
              <Show
                when={link()}
                fallback={
                  <span data-tip-cut={text()} dir={isAddress() ? 'ltr' : 'auto'}>
                    {text()}
                  </span>
                }
              >
                {to => (
                  <AddressAnchor
                    kind={props.kind}
                    record={props.record}
                    link={to()}
                    text={text()}
                    dense={props.dense}
                  />
                )}
              </Show>
            }
          >
            <time dateTime={String(value())} data-tip={format.full(String(value()))}>
              {text()}
            </time>
          </Show>
        </Show>
      </Show>
    </Show>
  )
}

/** Initials and name. */
const Person = (props: { id?: string; name: string }) => (
  <span class="row inline-flex max-w-full gap-1.5">
    <Avatar name={props.name} id={props.id} />
    <bdi class="cut">{props.name}</bdi>
  </span>
)
