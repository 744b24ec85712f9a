import ChevronDown from 'lucide-solid/icons/chevron-down'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { Menu } from '../../parts/overlay/menu'
import { toastRefusal } from '../../parts/toast/toast'
import { api } from '../api'
import { explain } from '../explain'
import { useSession } from '../session'
import { t } from '../text'
import { Mark } from './mark'

const NewWorkspace = lazy(() => import('./new-workspace').then(module => ({ default: module.NewWorkspace })))

/** Which workspace this is, and the way to another. */
export function WorkspaceMenu(props: { collapsed: boolean }) {
  const { session } = useSession()
  const [making, setMaking] = createSignal(false)
  const go = async (workspaceId: string) => {
    if (workspaceId === session()?.workspace.id) return
    try {
      await api.post('/auth/workspace', { workspaceId })
      // Everything on the screen belongs to the workspace that was left.
      location.assign('/')
    } catch (error) {
      toastRefusal(t('workspace.failed'), explain(error))
    }
  }
  return (
    <>
      <Menu
        class="workspace"
        label={props.collapsed ? t('workspace.menu') : undefined}
        trigger={
          <>
            <Mark />
            <span class="text grow cut" dir="auto">
              <bdi>{session()?.workspace.name ?? t('app.name')}</bdi>
            </span>
            <ChevronDown class="text s faint" aria-hidden="true" />
          </>
        }
        items={[
          {
            choice: t('workspace.switch'),
            options: (session()?.workspaces ?? []).map(({ id, name }) => ({ value: id, label: name })),
            value: session()?.workspace.id ?? '',
            onChange: id => void go(id),
          },
          'separator',
          {
            label: t('workspace.new'),
            icon: <Plus aria-hidden="true" />,
            onSelect: () => setMaking(true),
          },
        ]}
      />
      <Show when={making()}>
        <Suspense>
          <NewWorkspace onClose={() => setMaking(false)} />
        </Suspense>
      </Show>
    </>
  )
}
