import { useNavigate } from '@solidjs/router'
import { type JSX, Match, Show, Switch } from 'solid-js'
import { useSession } from '../../app/session'
import { Button } from '../button/button'
import { Drawer } from '../panel/drawer'
import { ErrorState } from '../state/error-state'
import { Skeleton } from '../state/skeleton'
import { type Rec, type RecordKind, titleOf } from './kind'
import { type Members, useMembers } from './members'
import { RecordFacts } from './record-facts'
import { RecordTimeline } from './record-timeline'
import { type FieldSet, useFields } from './use-fields'
import { useRecord } from './use-record'
import { useWrites, type Writes } from './use-writes'

/** What the parts of a drawer are given. */
export interface OpenRecord {
  record: Rec
  fields: FieldSet
  members: Members
  writes: Writes
  /** Whether the reader may change it now. */
  may: boolean
  /** Moves it to the recycle bin, with Undo, and closes the drawer. */
  archive: () => Promise<void>
}

export interface RecordDrawerWords {
  failed: string
  deleted: string
  restore: string
  facts: string
  timeline: string
  archived: (name: string) => string
}

/** The ordinary drawer of a record: facts edited in place, what the area adds, and the timeline. */
export function RecordDrawer(props: {
  kind: RecordKind
  id: string
  words: RecordDrawerWords
  keys: readonly string[]
  /** Where closing leads; the address's query stays. */
  back: string
  chip?: (open: OpenRecord) => JSX.Element
  support?: (open: OpenRecord) => JSX.Element
  avatar?: (open: OpenRecord) => JSX.Element
  quick?: (open: OpenRecord) => JSX.Element
  hrefOf?: (refersTo: string, id: string) => string | undefined
  /** Sections between facts and timeline. */
  sections?: (open: OpenRecord) => JSX.Element
}) {
  const { kind } = props
  const navigate = useNavigate()
  const { session } = useSession()
  const query = useRecord(kind, () => props.id)
  const record = () => (query.isSuccess ? query.data : undefined)
  const fields = useFields(kind)
  const members = useMembers()
  const writes = useWrites(kind, fields, members)
  const may = () => {
    const scope = session()?.permissions[kind.entity]?.update
    if (!scope || record()?.deletedAt) return false
    return scope === 'all' || !('ownerId' in kind.fields) || record()?.ownerId === session()?.member.id
  }
  const close = () => navigate(`${props.back}${location.search}`)
  const archive = async () => {
    const now = record()
    if (!now) return
    const gone = await writes.archive([now.id], () => props.words.archived(titleOf(kind, now)))
    if (gone.length) close()
  }
  // Getters: what an area draws is built once, and follows the record.
  const opened = (shown: () => Rec): OpenRecord => ({
    get record() {
      return shown()
    },
    get may() {
      return may()
    },
    fields,
    members,
    writes,
    archive,
  })
  const custom = () => fields.own().flatMap(({ key, custom: own }) => (own ? [key] : []))
  return (
    <Drawer
      title={record() ? titleOf(kind, record()!) : query.isError ? props.words.failed : '…'}
      chip={<Show when={record()}>{shown => props.chip?.(opened(shown))}</Show>}
      support={<Show when={record()}>{shown => props.support?.(opened(shown))}</Show>}
      avatar={<Show when={record()}>{shown => props.avatar?.(opened(shown))}</Show>}
      quick={
        <Show when={record() && !record()?.deletedAt && record()}>
          {shown => props.quick?.(opened(shown))}
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
            <ErrorState title={props.words.failed} error={error()} onRetry={() => void query.refetch()} />
          )}
        </Match>
        <Match when={record()}>
          {shown => (
            <>
              <Show when={shown().deletedAt}>
                <section class="row">
                  <p class="grow">{props.words.deleted}</p>
                  <Button onClick={() => void writes.restore([shown().id])}>{props.words.restore}</Button>
                </section>
              </Show>
              <section aria-label={props.words.facts}>
                <RecordFacts
                  kind={kind}
                  fields={fields}
                  members={members}
                  record={shown()}
                  keys={[...props.keys, ...custom()]}
                  writes={writes}
                  may={may()}
                  hrefOf={props.hrefOf}
                />
              </section>
              {props.sections?.(opened(shown))}
              <section>
                <h3>{props.words.timeline}</h3>
                <RecordTimeline kind={kind} fields={fields} members={members} id={shown().id} />
              </section>
            </>
          )}
        </Match>
      </Switch>
    </Drawer>
  )
}
