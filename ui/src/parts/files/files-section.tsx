import { lazy, Show, Suspense } from 'solid-js'
import { useSession } from '../../app/session'
import { isRecord } from '../records/use-may'
import { Skeleton } from '../state/skeleton'
import { whenNear } from './when-near'

const RecordFiles = lazy(() => import('./record-files').then(module => ({ default: module.RecordFiles })))

/** The files of a record as a section of its drawer, read once somebody is there. Nothing where the reader may see none. */
export function FilesSection(props: { entity: string; id: string }) {
  const { can } = useSession()
  let section: HTMLElement | undefined
  const near = whenNear(() => section)
  const entity = () => (isRecord(props.entity) ? props.entity : undefined)
  return (
    <Show when={can('attachment', 'read')}>
      <section ref={section}>
        <Suspense fallback={<Skeleton n={1} />}>
          <Show when={near() && entity()} fallback={<Skeleton n={1} />}>
            {kind => <RecordFiles entity={kind()} id={props.id} />}
          </Show>
        </Suspense>
      </section>
    </Show>
  )
}
