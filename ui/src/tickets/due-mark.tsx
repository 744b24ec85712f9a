import Pause from 'lucide-solid/icons/pause'
import { Show } from 'solid-js'
import type { Rec } from '../parts/records/kind'
import { dueState } from './clock-words'
import { t } from './tickets.text'

/** What is due next, in a word: late since, so much left, when, or that the clock stands still with so much left. */
export function DueMark(props: { record: Rec; now: number }) {
  const due = () => dueState(props.record, props.now)
  return (
    <Show when={due().state !== 'none'}>
      <span class={`due ${due().state}`}>
        <Show when={due().state === 'paused'}>
          <Pause class="s" aria-hidden="true" />
          <span class="sr">{t('due.paused')} </span>
        </Show>
        <bdi>{due().text}</bdi>
      </span>
    </Show>
  )
}
