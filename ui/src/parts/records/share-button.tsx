import UserPlus from 'lucide-solid/icons/user-plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { IconButton } from '../button/button'
import { type Rec, type RecordKind, titleOf } from './kind'
import { t } from './records.text'
import { isRecord } from './use-may'

const WatchButton = lazy(() => import('./watch-button').then(module => ({ default: module.WatchButton })))
const ShareDialog = lazy(() => import('./share-dialog').then(module => ({ default: module.ShareDialog })))

/** Watches a record, and opens who has it beside its owner; for kinds whose records have owners. */
export function ShareButton(props: { kind: RecordKind; record: Rec }) {
  const [open, setOpen] = createSignal(false)
  const entity = () => {
    const { entity, fields } = props.kind
    return isRecord(entity) && 'ownerId' in fields ? entity : undefined
  }
  return (
    <Show when={entity()}>
      {shared => (
        <>
          <Suspense>
            <WatchButton entity={shared()} id={props.record.id} name={titleOf(props.kind, props.record)} />
          </Suspense>
          <IconButton
            tone="plain"
            label={t('share')}
            icon={<UserPlus class="s" aria-hidden="true" />}
            onClick={() => setOpen(true)}
          />
          <Show when={open()}>
            <Suspense>
              <ShareDialog
                entity={shared()}
                id={props.record.id}
                name={titleOf(props.kind, props.record)}
                ownerId={typeof props.record.ownerId === 'string' ? props.record.ownerId : null}
                onClose={() => setOpen(false)}
              />
            </Suspense>
          </Show>
        </>
      )}
    </Show>
  )
}
