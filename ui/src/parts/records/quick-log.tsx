import type { ActivityKind } from '@sextant/db/activities/activities.model'
import Check from 'lucide-solid/icons/circle-check-big'
import Note from 'lucide-solid/icons/notebook-pen'
import Phone from 'lucide-solid/icons/phone'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { useSession } from '../../app/session'
import { usePageKeys } from '../../app/shell/keys'
import { Button } from '../button/button'

const LogActivity = lazy(() =>
  import('../activity/log-activity').then(module => ({ default: module.LogActivity })),
)
const icons = { call: Phone, note: Note, task: Check } as const

/** Quick actions of a drawer: note a call or a thought about the record, or what is to be done. */
export function QuickLog(props: {
  t: (key: `quick.${keyof typeof icons}`) => string
  /** What it is about, in the dialog's title. */
  subject: string
  /** `{ dealId, customerId }`: references that are none are left out. */
  about: Readonly<Record<string, unknown>>
}) {
  const { can } = useSession()
  const [logging, setLogging] = createSignal<ActivityKind>()
  const log = (kind: ActivityKind) => () => can('activity', 'create') && setLogging(kind)
  usePageKeys({ c: log('call'), e: log('email'), t: log('task') })
  const about = () =>
    Object.fromEntries(
      Object.entries(props.about).flatMap(([key, id]) => (typeof id === 'string' ? [[key, id]] : [])),
    )
  return (
    <Show when={can('activity', 'create')}>
      <For each={['call', 'note', 'task'] as const}>
        {kind => (
          <Button
            icon={<Dynamic component={icons[kind]} class="s" aria-hidden="true" />}
            onClick={() => setLogging(kind)}
          >
            {props.t(`quick.${kind}`)}
          </Button>
        )}
      </For>
      <Show when={logging()}>
        {kind => (
          <Suspense>
            <LogActivity
              activity={kind()}
              subject={props.subject}
              about={about()}
              onClose={() => setLogging(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </Show>
  )
}
