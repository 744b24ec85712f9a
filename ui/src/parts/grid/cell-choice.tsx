import { Popover } from '@kobalte/core/popover'
import { createSignal, onMount, Show } from 'solid-js'
import { Avatar } from '../chip/avatar'
import { StatusChip } from '../chip/status-chip'
import { ChoiceList } from '../choice/choice-list'
import type { Choice } from '../choice/choice-list.rules'
import { portalRegion } from '../overlay/portal-region'
import type { CellChoices, Leave } from './grid.model'

/** A cell where one chooses: its values in a panel below it. Enter takes one, Tab and Esc leave the cell as it was. */
export function CellChoice(props: {
  label: string
  choices: readonly Choice[]
  look?: CellChoices['look']
  value: string
  saving: boolean
  /** Why the value that was chosen is refused. */
  reason?: string
  onChoose: (value: string) => void
  onLeave: (leave: Leave) => void
}) {
  let cell: HTMLSpanElement | undefined
  const [open, setOpen] = createSignal(false)
  // Opened once the cell is in the page, so that the panel has a place.
  onMount(() => setOpen(true))
  const look = (choice: Choice) => <Look choice={choice} look={props.look} />
  const chosen = () => props.choices.find(({ value }) => value === props.value)
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Tab') return
    event.preventDefault()
    props.onLeave(event.shiftKey ? 'previous' : 'next')
  }
  return (
    <>
      <span class="cell-editor chosen" aria-busy={props.saving || undefined} ref={cell}>
        <Show when={chosen()}>{choice => <Look choice={choice()} look={props.look} alone />}</Show>
      </span>
      <Popover
        open={open()}
        onOpenChange={isOpen => !isOpen && props.onLeave('stay')}
        anchorRef={() => cell}
        placement="bottom-start"
        gutter={4}
      >
        <Popover.Portal ref={portalRegion(() => props.label)}>
          <Popover.Content
            class="popover cell-choices"
            aria-label={props.label}
            onKeyDown={press}
            // The list takes the focus by itself, and the grid when it is left.
            onOpenAutoFocus={event => event.preventDefault()}
            onCloseAutoFocus={event => event.preventDefault()}
          >
            <Show when={props.reason}>
              <p class="small text-neg" role="alert">
                {props.reason}
              </p>
            </Show>
            <ChoiceList
              label={props.label}
              choices={props.choices}
              chosen={[props.value]}
              onChange={([value = '']) => props.onChoose(value)}
              look={look}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover>
    </>
  )
}

/** A person with initials, a status as its chip, anything else by its name. */
function Look(props: {
  choice: Choice
  look?: CellChoices['look']
  /** Initials alone, as the cell has them. */
  alone?: boolean
}) {
  const tone = () => (typeof props.look === 'function' ? props.look(props.choice.value) : undefined)
  return (
    <Show when={!tone()} fallback={<StatusChip tone={tone()}>{props.choice.label}</StatusChip>}>
      <Show when={props.look === 'person' && props.choice.value}>
        <Avatar name={props.choice.label} id={props.choice.value} alone={props.alone} />
      </Show>
      <Show when={!(props.alone && props.look === 'person')}>
        <bdi class="cut">{props.choice.label}</bdi>
      </Show>
    </Show>
  )
}
