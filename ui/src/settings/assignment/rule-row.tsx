import type { Team } from '@sextant/db/access/access.model'
import type { AssignmentFault, AssignmentRule } from '@sextant/db/assignment/assignment.model'
import Grip from 'lucide-solid/icons/grip-vertical'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import { beside, format } from '../../app/format'
import { IconButton } from '../../parts/button/button'
import { StatusChip } from '../../parts/chip/status-chip'
import { fieldName } from '../../parts/mapping/names'
import type { Members } from '../../parts/records/members'
import { sortableRow } from '../../parts/sortable-row'
import { conditionsIn, peopleIn } from './assignment.rules'
import { t } from './assignment.text'

/** One rule of the list, in a line. Its handle drags it, or moves it by arrow keys. */
export function RuleRow(props: {
  rule: AssignmentRule
  index: number
  members: Members
  teams: readonly Team[]
  faults: readonly AssignmentFault[]
  locked: boolean
  onMove: (to: number) => void
  /** Another rule was dropped here. */
  onMoveRule: (id: string, to: number) => void
  onEdit: () => void
  onRemove: () => void
}) {
  let row!: HTMLLIElement
  let handle: HTMLButtonElement | undefined
  const { over, dragged, press } = sortableRow({
    list: 'rules',
    row: () => row,
    handle: () => handle,
    key: () => props.rule.id,
    index: () => props.index,
    onMove: to => props.onMove(to),
    onDrop: (key, to) => props.onMoveRule(key, to),
  })
  const takes = () => {
    const n = conditionsIn(props.rule.when)
    return n ? t('someLeads', { n }) : t('everyLead')
  }
  const gives = () => {
    const { way } = props.rule
    if (way.type === 'queue') {
      const name = props.teams.find(({ id }) => id === way.teamId)?.name ?? t('noTeam')
      return t('summary.queue', { name })
    }
    if (way.type === 'person')
      return t('summary.person', { name: props.members.nameOf(way.memberId) ?? t('left') })
    return t(`summary.${way.type}`, { n: peopleIn(way).length })
  }
  const faultWords = ({ code, field, names }: AssignmentFault) =>
    t(`fault.${code}`, { field: field ? fieldName(field) : '', names: format.list(names) })
  return (
    <li ref={row} class="assignment-rule" classList={{ over: over(), dragged: dragged() }}>
      <Show when={!props.locked}>
        <button
          type="button"
          ref={handle}
          class="btn ghost square handle"
          aria-label={t('handle', { name: props.rule.name })}
          onKeyDown={press}
        >
          <Grip class="s" aria-hidden="true" />
        </button>
      </Show>
      <div class="grow stack gap-1">
        <span class="row wrap gap-2">
          <strong>
            <bdi>{props.rule.name}</bdi>
          </strong>
          <Show when={!props.rule.active}>
            <StatusChip tone="slate">{t('off')}</StatusChip>
          </Show>
        </span>
        <span class="small muted">{beside(takes(), gives())}</span>
        <For each={props.faults}>
          {fault => (
            <span class="small row gap-1 text-warn">
              <TriangleAlert class="s" aria-hidden="true" />
              {faultWords(fault)}
            </span>
          )}
        </For>
      </div>
      <Show when={!props.locked}>
        <IconButton
          label={t('edit', { name: props.rule.name })}
          icon={<Pencil aria-hidden="true" />}
          onClick={() => props.onEdit()}
        />
        <IconButton
          label={t('remove', { name: props.rule.name })}
          icon={<Trash aria-hidden="true" />}
          onClick={() => props.onRemove()}
        />
      </Show>
    </li>
  )
}
