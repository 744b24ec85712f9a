import { initials, tintOf } from './avatar.rules'

/** Initials of a person on a tint of their own. With `alone` it also says who it is. */
export function Avatar(props: {
  name: string
  /** What the tint is derived from; the name where there is no id. */
  id?: string
  size?: 's' | 'm' | 'l'
  square?: boolean
  /** The person is viewing this now. */
  here?: boolean
  alone?: boolean
}) {
  return (
    <span
      class={`avatar ${props.size ?? 's'} ${tintOf(props.id ?? props.name)}`}
      classList={{ here: props.here, square: props.square }}
      {...(props.alone
        ? { role: 'img' as const, 'aria-label': props.name }
        : { 'aria-hidden': true as const })}
      data-tip={props.alone ? props.name : undefined}
      data-initials={initials(props.name)}
    />
  )
}
