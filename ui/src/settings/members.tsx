import type { Member } from '@sextant/db/access/access.model'
import { useQueryClient } from '@tanstack/solid-query'
import Trash from 'lucide-solid/icons/trash'
import UserPlus from 'lucide-solid/icons/user-plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { roleName } from '../app/role-name'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Button, IconButton } from '../parts/button/button'
import { Avatar } from '../parts/chip/avatar'
import { TextField } from '../parts/field/text-field'
import { Card } from '../parts/panel/card'
import { Loaded } from '../parts/state/loaded'
import { toast, toastRefusal } from '../parts/toast/toast'
import { CellSelect } from './cell-select'
import { Invitations } from './invitations'
import { roleOptions, teamOptions, useMemberList, useRoleList, useTeamList } from './people'
import { sectionName } from './place'
import { RowTable } from './row-table'
import { t } from './settings.text'
import { Teams } from './teams'

const Confirm = lazy(() => import('./confirm').then(module => ({ default: module.Confirm })))
const Invite = lazy(() => import('./invite').then(module => ({ default: module.Invite })))

/** Who is in the workspace, with which role and team, and who is invited. */
export function Members() {
  const { can } = useSession()
  const query = useMemberList()
  const [inviting, setInviting] = createSignal(false)
  return (
    <>
      <Loaded query={query} failed={t('members.failed')}>
        {list => <MemberTable members={list().results} onInvite={() => setInviting(true)} />}
      </Loaded>
      <Show when={can('invitation', 'read')}>
        <Invitations />
      </Show>
      <Teams members={query.data?.results ?? []} />
      <Show when={inviting()}>
        <Suspense>
          <Invite onClose={() => setInviting(false)} />
        </Suspense>
      </Show>
    </>
  )
}

function MemberTable(props: { members: readonly Member[]; onInvite: () => void }) {
  const { can } = useSession()
  const [words, setWords] = createSignal('')
  const [leaving, setLeaving] = createSignal<Member>()
  const client = useQueryClient()
  const teams = useTeamList()
  const roles = useRoleList()
  const shown = () => {
    const wanted = words().trim().toLocaleLowerCase()
    return props.members.filter(({ name, email }) => `${name} ${email}`.toLocaleLowerCase().includes(wanted))
  }
  const change = async (member: Member, values: Partial<Pick<Member, 'role' | 'teamId'>>) => {
    try {
      const now = await api.patch('/crm/members/{id}', values, { params: { id: member.id } })
      client.setQueryData<{ results: readonly Member[] }>(['member', 'settings'], list =>
        list ? { results: list.results.map(one => (one.id === now.id ? now : one)) } : list,
      )
      toast(t('members.changed', { name: member.name }))
    } catch (error) {
      toastRefusal(t('members.unchanged', { name: member.name }), explain(error))
    }
  }
  const remove = async ({ id, name }: Member) => {
    await api.delete('/crm/members/{id}', { params: { id } })
    await client.invalidateQueries({ queryKey: ['member'] })
    toast(t('members.removed', { name }))
  }
  return (
    <Card
      title={t('members.title', { n: props.members.length })}
      flush
      end={
        <Show when={can('invitation', 'create')}>
          <Button tone="primary" icon={<UserPlus aria-hidden="true" />} onClick={props.onInvite}>
            {t('invite')}
          </Button>
        </Show>
      }
    >
      <Show when={props.members.length > 8}>
        <div class="max-w-80 px-4 pt-3">
          <TextField
            label={t('members.find')}
            type="search"
            value={words()}
            onChange={setWords}
            placeholder={t('members.find.hint')}
          />
        </div>
      </Show>
      <RowTable
        floating
        label={sectionName('members')}
        rows={shown()}
        columns={[
          { label: t('name'), cell: member => <Person member={member} /> },
          {
            label: t('role'),
            cell: member => (
              <Show when={can('member', 'update')} fallback={roleName(member.role, roles.data?.results)}>
                <CellSelect
                  label={t('role.of', { name: member.name })}
                  options={roleOptions(roles.data?.results, member.role)}
                  value={member.role}
                  onChange={role => change(member, { role })}
                />
              </Show>
            ),
          },
          {
            label: t('team'),
            cell: member => (
              <Show
                when={can('member', 'update')}
                fallback={teams.data?.results.find(({ id }) => id === member.teamId)?.name ?? t('team.none')}
              >
                <CellSelect
                  label={t('team.of', { name: member.name })}
                  options={teamOptions(teams.data?.results)}
                  value={member.teamId ?? ''}
                  onChange={value => change(member, { teamId: value || null })}
                />
              </Show>
            ),
          },
          { label: t('since'), class: 'num text-start', cell: member => format.date(member.createdAt) },
        ]}
        acts={
          can('member', 'archive')
            ? member => (
                <IconButton
                  label={t('members.remove.name', { name: member.name })}
                  icon={<Trash aria-hidden="true" />}
                  onClick={() => setLeaving(member)}
                />
              )
            : undefined
        }
      />
      <Show when={!shown().length}>
        <p class="p-4 text-muted" role="status">
          {common('search.none', { text: words() })}
        </p>
      </Show>
      <Show when={leaving()} keyed>
        {member => (
          <Suspense>
            <Confirm
              title={t('members.remove.name', { name: member.name })}
              why={t('members.remove.why')}
              verb={t('members.remove')}
              act={() => remove(member)}
              onClose={() => setLeaving(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </Card>
  )
}

const Person = (props: { member: Member }) => (
  <div class="row">
    <Avatar name={props.member.name} id={props.member.id} size="m" />
    <div class="stack gap-0">
      <bdi>{props.member.name}</bdi>
      <bdi class="small font-normal text-muted">{props.member.email}</bdi>
    </div>
  </div>
)
