import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { StatusChip } from '../chip/status-chip'
import { Menu, type MenuItem } from '../overlay/menu'
import { fieldValue, type Rec, type RecordKind, titleOf } from './kind'
import { t } from './records.text'
import type { Writes } from './use-writes'

const StatusReason = lazy(() => import('./status-reason').then(module => ({ default: module.StatusReason })))

/** The status of a record at the head of its drawer, changed there: the steps allowed from here, and those that lead elsewhere, such as a conversion. */
export function StatusControl(props: {
  kind: RecordKind
  record: Rec
  /** More than the word of the status. */
  said?: string
  writes: Writes
  may: boolean
  /** The field that tells why, and of which statuses it is asked. */
  reason?: { field: string; of: readonly string[] }
  /** Steps that are verbs of their own. */
  also?: readonly MenuItem[]
}) {
  const [asking, setAsking] = createSignal<string>()
  const status = () => String(fieldValue(props.record, 'status') ?? '')
  const word = (value: string) => props.kind.option?.('status', value) ?? value
  /** What is seen is part of the button's name, so that it can be chosen by voice. */
  const named = () => (props.said ? `${word(status())} · ${props.said}` : word(status()))
  const next = () =>
    (props.kind.next?.(props.record, 'status') ?? props.kind.fields.status?.options ?? []).filter(
      value => value !== status(),
    )
  const save = (values: Record<string, unknown>) =>
    void props.writes.save(props.record, values).catch(() => undefined)
  const choose = (value: string) =>
    props.reason?.of.includes(value) ? setAsking(value) : save({ status: value })
  const items = (): MenuItem[] => [
    ...next().map(value => ({ label: word(value), onSelect: () => void choose(value) })),
    ...(props.also?.length ? (['separator', ...props.also] as const) : []),
  ]
  const Chip = () => (
    <StatusChip tone={props.kind.tone?.('status', status())}>{props.said ?? word(status())}</StatusChip>
  )
  return (
    <>
      <Show when={props.may && items().length} fallback={<Chip />}>
        <Menu
          class="status-control"
          label={t('status.change', { status: named() })}
          trigger={
            <>
              <Chip />
              <ChevronDown class="s" aria-hidden="true" />
            </>
          }
          items={items()}
        />
      </Show>
      <Suspense>
        <Show when={asking()}>
          {value => (
            <StatusReason
              title={t('status.reason.title', {
                name: titleOf(props.kind, props.record),
                status: word(value()),
              })}
              label={props.kind.label(props.reason?.field ?? '')}
              onAnswer={reason => {
                save({ status: value(), ...(props.reason && { [props.reason.field]: reason }) })
                setAsking(undefined)
              }}
              onClose={() => setAsking(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </>
  )
}
