import type { Role, RoleObject } from '@sextant/db/access/role.model'
import type { Grants } from '@sextant/db/core/grants.rules'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Clock from 'lucide-solid/icons/clock'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { roleName } from '../../app/role-name'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { Segmented } from '../../parts/button/segmented'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { useRoleList } from '../people'
import { t } from './access.text'
import { sameGrants } from './role-draft.rules'
import { RoleFoot } from './role-foot'
import { RoleTable } from './role-table'
import { TaskRoles } from './task-roles'
import { WhySection } from './why'
import './access.css'

const Confirm = lazy(() => import('../confirm').then(module => ({ default: module.Confirm })))
const NewRole = lazy(() => import('./new-role').then(module => ({ default: module.NewRole })))
const RoleVersions = lazy(() => import('./role-versions').then(module => ({ default: module.RoleVersions })))

/** What each role may do. Nothing is saved before the foot has said who gains and who loses what. */
export function Access() {
  const { can } = useSession()
  const roles = useRoleList()
  const objects = useQuery(() => ({
    queryKey: ['custom_field', 'role objects'],
    queryFn: ({ signal }) => api.get('/crm/roles/objects', { signal }),
  }))
  return (
    <Loaded query={roles} failed={t('failed')}>
      {list => (
        <Loaded query={objects} failed={t('failed')}>
          {known => (
            <>
              <Roles roles={list().results} objects={known().results} />
              <Show when={can('role', 'read')}>
                <TaskRoles objects={known().results} />
              </Show>
              <WhySection objects={known().results} />
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

type Opened = 'new' | 'versions' | 'remove'

function Roles(props: { roles: readonly Role[]; objects: readonly RoleObject[] }) {
  const { can } = useSession()
  const client = useQueryClient()
  const [key, setKey] = createSignal('rep')
  // What was drawn up for a role waits while another is looked at.
  const [drafts, setDrafts] = createSignal<Readonly<Record<string, Grants | undefined>>>({})
  const [opened, setOpened] = createSignal<Opened>()
  const [busy, setBusy] = createSignal(false)
  const role = () => props.roles.find(one => one.key === key()) ?? props.roles[0]!
  const name = () => roleName(role().key, props.roles)
  const saved = (): Grants => role().grants ?? {}
  const grants = () => drafts()[role().key] ?? saved()
  const isChanged = ({ key, grants }: Role) => {
    const draft = drafts()[key]
    return draft !== undefined && !sameGrants(draft, grants ?? {}, props.objects)
  }
  const locked = () => role().key === 'admin' || !can('role', 'update')
  const draw = (of: string, draft: Grants | undefined) => setDrafts(all => ({ ...all, [of]: draft }))

  const put = async (of: Role, next: Grants) => {
    const now = await api.patch(
      '/crm/roles/{key}',
      { grants: next as never },
      { params: { key: of.key }, version: of.version },
    )
    await client.invalidateQueries({ queryKey: ['role'] })
    return now
  }
  const save = async () => {
    const [of, before, title] = [role(), saved(), name()]
    setBusy(true)
    try {
      const now = await put(of, grants())
      draw(of.key, undefined)
      toast(t('saved', { role: title, n: now.version }), {
        label: t('undo'),
        onPress: async () => {
          await put(now, before).catch(error => refuse(title, error))
        },
      })
    } catch (error) {
      refuse(title, error)
      await client.invalidateQueries({ queryKey: ['role'] })
    } finally {
      setBusy(false)
    }
  }
  const refuse = (title: string, error: unknown) =>
    toastRefusal(t('unsaved', { role: title }), explain(error))
  const remove = async ({ key, name }: Role) => {
    await api.delete('/crm/roles/{key}', { params: { key } })
    setKey('rep')
    await client.invalidateQueries({ queryKey: ['role'] })
    toast(t('role.removed', { name: name ?? key }))
  }

  return (
    <section class="card flush roles" aria-label={t('role')}>
      <header>
        <div class="tabs-row">
          <Segmented
            label={t('role')}
            options={props.roles.map(one => ({
              value: one.key,
              label: isChanged(one)
                ? `${roleName(one.key, props.roles)} • ${t('role.changed')}`
                : roleName(one.key, props.roles),
            }))}
            value={role().key}
            onChange={setKey}
          />
        </div>
        <div class="end row">
          <span class="small num text-muted">
            {t('holders', { n: role().held.members })} · {t('version', { n: role().version })}
          </span>
          <IconButton
            label={t('versions')}
            icon={<Clock aria-hidden="true" />}
            onClick={() => setOpened('versions')}
          />
          <Show when={!role().builtIn && can('role', 'archive')}>
            <IconButton
              label={t('role.remove.name', { name: name() })}
              icon={<Trash aria-hidden="true" />}
              onClick={() => setOpened('remove')}
            />
          </Show>
          <Show when={can('role', 'create')}>
            <Button icon={<Plus aria-hidden="true" />} onClick={() => setOpened('new')}>
              {t('role.new')}
            </Button>
          </Show>
        </div>
      </header>
      <Show when={locked()}>
        <p class="px-4 pb-2 text-muted">{t(role().key === 'admin' ? 'role.whole' : 'role.locked')}</p>
      </Show>
      <RoleTable
        label={t('table.label', { role: name() })}
        objects={props.objects}
        saved={saved()}
        grants={grants()}
        locked={locked()}
        onChange={next => draw(role().key, next)}
      />
      <Show when={isChanged(role())}>
        <RoleFoot
          role={role()}
          grants={grants()}
          busy={busy()}
          onUndo={() => draw(role().key, undefined)}
          onSave={() => void save()}
        />
      </Show>
      <Suspense>
        <Show when={opened() === 'new'}>
          <NewRole
            roles={props.roles}
            base={role().givable ? role().key : 'rep'}
            onMade={setKey}
            onClose={() => setOpened(undefined)}
          />
        </Show>
        <Show when={opened() === 'versions'}>
          <RoleVersions
            role={role()}
            name={name()}
            locked={locked()}
            onTake={grants => {
              draw(role().key, grants)
              setOpened(undefined)
            }}
            onClose={() => setOpened(undefined)}
          />
        </Show>
        <Show when={opened() === 'remove'}>
          <Confirm
            title={t('role.remove.name', { name: name() })}
            why={t('role.remove.why')}
            verb={t('role.remove')}
            act={() => remove(role())}
            onClose={() => setOpened(undefined)}
          />
        </Show>
      </Suspense>
    </section>
  )
}
