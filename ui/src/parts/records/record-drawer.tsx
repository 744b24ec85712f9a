import { useNavigate } from '@solidjs/router'
import Archive from 'lucide-solid/icons/archive'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { Button, IconButton } from '../button/button'
import { FilesSection } from '../files/files-section'
import { Drawer } from '../panel/drawer'
import { ErrorState } from '../state/error-state'
import { Skeleton } from '../state/skeleton'
import { type Rec, type RecordKind, titleOf } from './kind'
import { type Members, useMembers } from './members'
import { RecordFacts } from './record-facts'
import { RecordTimeline } from './record-timeline'
import { ShareButton } from './share-button'
import { type FieldSet, useFields } from './use-fields'
import { useMay, useMayChange } from './use-may'
import { useRecord } from './use-record'
import { useWrites, type Writes } from './use-writes'

/** What the parts of a drawer are given. */
export interface OpenRecord<R extends Rec = Rec> {
  record: R
  fields: FieldSet
  members: Members
  writes: Writes
  /** Whether the reader may change it now. */
  may: boolean
}

/** What a drawer says, from the area's own dictionary. */
type DrawerText = ((
  key: 'archive' | 'restore' | `drawer.${'failed' | 'deleted' | 'facts' | 'timeline'}`,
) => string) &
  ((key: 'archived.one', params: { name: string }) => string)

/** The ordinary drawer of a record: facts edited in place, what the area adds, and the timeline. `R`: the record that the kind's fields make. */
export function RecordDrawer<R extends Rec>(props: {
  kind: RecordKind
  id: string
  t: DrawerText
  keys: readonly string[]
  /** The field of long text that stands below the facts. */
  note?: string
  /** Where closing leads; the address's query stays. */
  back: string
  onClosed?: (id: string) => void
  chip?: (open: OpenRecord<R>) => JSX.Element
  support?: (open: OpenRecord<R>) => JSX.Element
  avatar?: (open: OpenRecord<R>) => JSX.Element
  /** Before the archive, which moves it to the recycle bin with Undo. */
  quick?: (open: OpenRecord<R>) => JSX.Element
  /** Sections above the facts. */
  top?: (open: OpenRecord<R>) => JSX.Element
  /** Sections between facts and timeline. */
  sections?: (open: OpenRecord<R>) => JSX.Element
}) {
  const { kind } = props
  const navigate = useNavigate()
  const query = useRecord(kind, () => props.id)
  const record = () => (query.isSuccess ? (query.data as R) : undefined)
  const fields = useFields(kind)
  const members = useMembers()
  const writes = useWrites(kind, fields, members)
  const mayDo = useMay(kind)
  const may = useMayChange(kind, record)
  const close = () => {
    const { id } = props
    navigate(`${props.back}${location.search}`)
    props.onClosed?.(id)
  }
  const archive = async (now: R) => {
    const gone = await writes.archive({ ids: [now.id] }, () =>
      props.t('archived.one', { name: titleOf(kind, now) }),
    )
    if (gone) close()
  }
  // Getters: what an area draws is built once, and follows the record.
  const opened = (shown: () => R): OpenRecord<R> => ({
    get record() {
      return shown()
    },
    get may() {
      return may()
    },
    fields,
    members,
    writes,
  })
  const title = () => {
    const shown = record()
    return shown ? titleOf(kind, shown) : query.isError ? props.t('drawer.failed') : '…'
  }
  return (
    <Drawer
      title={title()}
      chip={<Show when={record()}>{shown => props.chip?.(opened(shown))}</Show>}
      support={<Show when={record()}>{shown => props.support?.(opened(shown))}</Show>}
      avatar={<Show when={record()}>{shown => props.avatar?.(opened(shown))}</Show>}
      quick={
        <Show when={record() && !record()?.deletedAt && record()}>
          {shown => (
            <>
              {props.quick?.(opened(shown))}
              <ShareButton kind={kind} record={shown()} />
              <Show when={mayDo('archive', shown())}>
                <IconButton
                  tone="plain"
                  label={props.t('archive')}
                  icon={<Archive class="s" aria-hidden="true" />}
                  onClick={() => void archive(shown())}
                />
              </Show>
            </>
          )}
        </Show>
      }
      onClose={close}
    >
      <Switch
        fallback={
          <section class="stack">
            <Skeleton n={1} />
            <Skeleton n={2} />
            <Skeleton n={3} />
          </section>
        }
      >
        <Match when={query.isError && query.error}>
          {error => (
            <ErrorState
              title={props.t('drawer.failed')}
              error={error()}
              onRetry={() => void query.refetch()}
            />
          )}
        </Match>
        <Match when={record()}>
          {shown => (
            <>
              <Show when={shown().deletedAt}>
                <section class="row">
                  <p class="grow">{props.t('drawer.deleted')}</p>
                  <Button onClick={() => void writes.restore({ ids: [shown().id] })}>
                    {props.t('restore')}
                  </Button>
                </section>
              </Show>
              {props.top?.(opened(shown))}
              <section aria-label={props.t('drawer.facts')}>
                <RecordFacts
                  kind={kind}
                  fields={fields}
                  members={members}
                  record={shown()}
                  keys={props.keys}
                  writes={writes}
                  may={may()}
                />
              </section>
              <Show when={props.note && shown()[props.note]}>
                {text => (
                  <section aria-label={kind.label(props.note ?? '')}>
                    <p class="record-note" dir="auto">
                      {String(text())}
                    </p>
                  </section>
                )}
              </Show>
              {props.sections?.(opened(shown))}
              <FilesSection entity={kind.entity} id={shown().id} />
              <section>
                <h3>{props.t('drawer.timeline')}</h3>
                <RecordTimeline
                  kind={kind}
                  fields={fields}
                  members={members}
                  id={shown().id}
                  contactAt={shown().lastActivityAt}
                />
              </section>
            </>
          )}
        </Match>
      </Switch>
    </Drawer>
  )
}
