import { addDays } from '@sextant/db/filter/time.rules'
import { For, type JSX, Show } from 'solid-js'
import { format } from '../../app/format'
import { t } from '../../app/text'
import { dayOf, readerZone } from '../../app/zone'
import { StatusChip } from '../chip/status-chip'
import type { Tone } from '../chip/tone.model'
import { byDay } from './timeline.rules'

export interface TimelineEntry {
  id: string
  /** ISO instant. */
  at: string
  icon: JSX.Element
  title: JSX.Element
  detail?: JSX.Element
  chip?: { label: string; tone: Tone }
}

/** What happened, newest first. `grouped` puts days apart and shows clock times instead of ages. */
export const Timeline = (props: { entries: readonly TimelineEntry[]; grouped?: boolean; label?: string }) => (
  <Show
    when={props.grouped}
    fallback={
      <Entries entries={props.entries} label={props.label ?? t('timeline.label')} time={format.relative} />
    }
  >
    <For each={byDay(props.entries, readerZone())}>
      {group => (
        <section>
          <h3 class="timeline-day">{dayName(group.day)}</h3>
          <Entries entries={group.entries} label={dayName(group.day)} time={format.time} />
        </section>
      )}
    </For>
  </Show>
)

const Entries = (props: {
  entries: readonly TimelineEntry[]
  label: string
  time: (at: string) => string
}) => (
  <ol class="timeline" aria-label={props.label}>
    <For each={props.entries}>
      {entry => (
        <li>
          <span class="dot" aria-hidden="true">
            {entry.icon}
          </span>
          <div class="min-w-0">
            <div class="line1">
              <span>{entry.title}</span>
              <Show when={entry.chip}>
                {chip => <StatusChip tone={chip().tone}>{chip().label}</StatusChip>}
              </Show>
            </div>
            <Show when={entry.detail}>
              <div class="line2">{entry.detail}</div>
            </Show>
          </div>
          <time dateTime={entry.at} data-tip={format.full(entry.at)}>
            {props.time(entry.at)}
          </time>
        </li>
      )}
    </For>
  </ol>
)

function dayName(day: string): string {
  const today = dayOf(new Date())
  const date = format.date(day)
  if (day === today) return t('timeline.today', { date })
  if (day === addDays(today, -1)) return t('timeline.yesterday', { date })
  return date
}
