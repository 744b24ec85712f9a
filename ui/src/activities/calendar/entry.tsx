import Repeat from 'lucide-solid/icons/repeat'
import { Show } from 'solid-js'
import { useSession } from '../../app/session'
import { activityKind } from '../../parts/activity/activity-kind'
import { Avatar } from '../../parts/chip/avatar'
import { t } from './calendar.text'
import type { CalendarModel } from './calendar-model'
import { startText, whenText } from './when'

/** Something in the calendar: opened by a press, dragged, lifted by keys. */
export function Entry(props: {
  id: string
  /** On which of its days it is shown. */
  day: string
  model: CalendarModel
  names: Readonly<Record<string, string | null>>
  grip?: boolean
}) {
  const { session } = useSession()
  const shown = () => props.model.at(props.id)
  const item = () => shown()?.item
  const standing = () => shown()?.standing
  const kind = () => String(item()?.kind ?? '')
  const owner = () => item()?.ownerId ?? undefined
  const isOthers = () => owner() !== undefined && owner() !== session()?.member.id
  const lifted = () => props.model.lifting.lift()?.id === props.id
  const label = () => {
    const place = standing()
    const when = place ? whenText(place) : ''
    const entry = t(item()?.doneAt && kind() === 'task' ? 'entry.done' : 'entry', {
      kind: activityKind.option?.('kind', kind()) ?? kind(),
      name: String(item()?.name ?? ''),
      when: place?.by === 'dueOn' ? t('entry.due', { when }) : when,
    })
    return item()?.seriesId ? t('entry.repeats', { entry }) : entry
  }
  return (
    <button
      type="button"
      class={`cal-entry ${kind()}`}
      classList={{ lifted: lifted(), done: kind() === 'task' && Boolean(item()?.doneAt) }}
      data-entry={props.id}
      data-tip-cut={label()}
      aria-describedby={props.model.mayMove(props.id) ? 'calendar-keys' : undefined}
      aria-pressed={lifted() || undefined}
      onClick={() => !lifted() && props.model.open(props.id)}
    >
      <span class="sr">{label()}</span>
      <span class="cal-name" aria-hidden="true">
        <Show when={isOthers() && owner()}>{id => <Avatar name={props.names[id()] ?? ''} id={id()} />}</Show>
        <Show when={startText(standing(), props.day)}>{text => <span class="cal-at">{text()}</span>}</Show>
        <bdi>{String(item()?.name ?? '')}</bdi>
        <Show when={item()?.seriesId}>
          <Repeat class="cal-repeats" />
        </Show>
      </span>
      <Show when={item()?.location}>
        {place => (
          <bdi class="cal-place" aria-hidden="true">
            {place()}
          </bdi>
        )}
      </Show>
      <Show when={props.grip && props.model.mayMove(props.id)}>
        <span class="cal-grip" data-grip="" aria-hidden="true" />
      </Show>
    </button>
  )
}
