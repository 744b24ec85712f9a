import { offerLog } from '../activity/called'
import type { AddressLink } from './address-link.rules'
import { type Rec, type RecordKind, titleOf } from './kind'

/** A number that calls, an address that writes, a site that opens; after a call or an e-mail there is an offer to log it. */
export function AddressAnchor(props: {
  kind: RecordKind
  record: Rec
  link: AddressLink
  text: string
  /** In a list, whose cells are reached by arrow keys: Tab does not stop here. */
  dense?: boolean
}) {
  const isSite = () => props.link.as === 'site'
  const follow = (event: MouseEvent) => {
    // The row behind it opens nothing.
    event.stopPropagation()
    const { as } = props.link
    if (as === 'site') return
    const { id } = props.record
    offerLog({
      as,
      entity: props.kind.entity,
      id,
      name: titleOf(props.kind, props.record),
      at: new Date().toISOString(),
      byKeyboard: event.detail === 0,
    })
  }
  return (
    <a
      class="address"
      href={props.link.href}
      dir="ltr"
      data-tip-cut={props.text}
      tabIndex={props.dense ? -1 : undefined}
      target={isSite() ? '_blank' : undefined}
      rel={isSite() ? 'noopener noreferrer' : undefined}
      onClick={follow}
    >
      {props.text}
    </a>
  )
}
