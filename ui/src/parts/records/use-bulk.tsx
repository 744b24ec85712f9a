import Archive from 'lucide-solid/icons/archive'
import Restore from 'lucide-solid/icons/archive-restore'
import Pencil from 'lucide-solid/icons/pencil'
import { createSignal, type JSX, lazy, Match, Suspense, Switch } from 'solid-js'
import { useSession } from '../../app/session'
import type { BulkVerb } from '../grid/bulk-bar'
import type { Selection } from '../grid/selection'
import type { BulkField } from './bulk-dialog'
import type { Selected } from './bulk-job'
import type { RecordKind } from './kind'
import type { ListState } from './list-state'
import { t } from './records.text'
import { useExactTotal } from './use-exact-total'
import type { FieldSet } from './use-fields'
import type { RecordListData } from './use-list'
import type { Writes } from './use-writes'

const BulkChange = lazy(() => import('./bulk-dialog').then(module => ({ default: module.BulkChange })))
const BulkSure = lazy(() => import('./bulk-dialog').then(module => ({ default: module.BulkSure })))

/** A field that has a verb of its own. */
export type QuickField = BulkField & { key: string; label: string; icon?: JSX.Element }

/** What the reader may do with the selected rows of a list: set fields, archive, bring back. Each is one job of the server, also for all that match. */
export function useBulk(options: {
  kind: RecordKind
  fields: FieldSet
  state: ListState
  list: RecordListData
  writes: Writes
  selection: Selection
  hidden?: readonly string[]
  quick?: () => readonly QuickField[]
  /** What the area offers beside it. */
  more?: () => BulkVerb | undefined
  archived: (n: number) => string
}) {
  const { kind, fields, state, list, writes, selection } = options
  const { session, can } = useSession()
  const [asking, setAsking] = createSignal<BulkField | 'archive' | 'restore'>()
  const exact = useExactTotal(kind, state, list, () => selection.count() > 0)
  const n = () => (selection.everything() ? (exact() ?? list.total()?.value ?? 0) : selection.count())
  /** What is selected, and nothing any more. */
  const take = (): Selected => {
    setAsking()
    const selected: Selected = selection.everything()
      ? {
          matching: { filter: state.asked() || undefined, q: state.q() || undefined },
          loaded: list.rows().map(({ id }) => id),
        }
      : { ids: [...selection.ids()] }
    selection.clear()
    return selected
  }
  const move = (verb: 'archive' | 'restore') =>
    void (verb === 'archive' ? writes.archive(take(), options.archived) : writes.restore(take()))
  /** Of all that match, the number is said first. */
  const start = (verb: 'archive' | 'restore') => (selection.everything() ? setAsking(verb) : move(verb))
  const may = (action: 'update' | 'archive') => can(kind.entity, action)
  const verb = (allowed: boolean, one: BulkVerb) => (allowed ? [one] : [])
  const verbs = (): readonly BulkVerb[] =>
    state.view().deleted
      ? verb(may('archive'), {
          label: t('bulk.restore'),
          icon: <Restore aria-hidden="true" />,
          onPress: () => start('restore'),
        })
      : [
          ...(may('update') ? (options.quick?.() ?? []) : []).map(field => ({
            label: field.label,
            icon: field.icon,
            onPress: () => setAsking(field),
          })),
          ...verb(may('update'), {
            label: t('bulk.change'),
            icon: <Pencil aria-hidden="true" />,
            onPress: () => setAsking({}),
          }),
          ...[options.more?.() ?? []].flat(),
          ...verb(may('archive'), {
            label: t('bulk.archive'),
            icon: <Archive aria-hidden="true" />,
            onPress: () => start('archive'),
          }),
        ]
  const dialogue = () => {
    const what = asking()
    return typeof what === 'object' ? what : undefined
  }
  const sure = () => {
    const what = asking()
    return typeof what === 'string' ? what : undefined
  }
  const Dialog = () => (
    <Suspense>
      <Switch>
        <Match when={dialogue()}>
          {what => (
            <BulkChange
              kind={kind}
              fields={fields}
              what={what()}
              hidden={options.hidden}
              n={n()}
              currency={session()?.workspace.currency ?? 'EUR'}
              onApply={(key, value) =>
                void writes.saveMany(take(), { [key]: value }, count => t('bulk.changed', { n: count }))
              }
              onClose={() => setAsking()}
            />
          )}
        </Match>
        <Match when={sure()}>
          {what => (
            <BulkSure verb={what()} n={n()} onApply={() => move(what())} onClose={() => setAsking()} />
          )}
        </Match>
      </Switch>
    </Suspense>
  )
  return { verbs, Dialog, total: exact }
}
