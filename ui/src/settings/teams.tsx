import type { Member, Team } from '@sextant/db/access/access.model'
import { useQueryClient } from '@tanstack/solid-query'
import Trash from 'lucide-solid/icons/trash'
import { createMemo, createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Button, IconButton } from '../parts/button/button'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { Form } from '../parts/form/form'
import { Card } from '../parts/panel/card'
import { toast, toastRefusal } from '../parts/toast/toast'
import { CellSelect } from './cell-select'
import { useTeamList } from './people'
import { RowTable } from './row-table'
import { t } from './settings.text'
import { possibleParents, teamRows } from './team-tree.rules'

const Confirm = lazy(() => import('./confirm').then(module => ({ default: module.Confirm })))

/** Teams as a tree, with the number of their members; who is in an upper one sees what those below own. */
export function Teams(props: { members: readonly Member[] }) {
  const { can } = useSession()
  const client = useQueryClient()
  const query = useTeamList()
  const [leaving, setLeaving] = createSignal<Team>()
  const rows = createMemo(() => teamRows(query.data?.results ?? []))
  const size = (ids: readonly string[]) =>
    props.members.filter(({ teamId }) => teamId !== null && ids.includes(teamId)).length
  const refresh = () => client.invalidateQueries({ queryKey: ['team'] })
  const move = async (team: Team, parentId: string | null) => {
    const put = (to: string | null) =>
      api.patch('/crm/teams/{id}', { parentId: to }, { params: { id: team.id } }).then(refresh)
    const refuse = (error: unknown) =>
      void toastRefusal(t('teams.unmoved', { name: team.name }), explain(error))
    try {
      await put(parentId)
      toast(t('teams.moved', { name: team.name }), {
        label: t('teams.undo'),
        onPress: () => put(team.parentId).catch(refuse),
      })
    } catch (error) {
      refuse(error)
    }
  }
  const remove = async ({ id, name }: Team) => {
    await api.delete('/crm/teams/{id}', { params: { id } })
    await refresh()
    toast(t('teams.removed', { name }))
  }
  return (
    <Card title={t('teams')} flush>
      <p class="small px-4 py-2 text-muted">{t('teams.why')}</p>
      <Show
        when={rows().length}
        fallback={<p class="muted px-4">{query.isError ? explain(query.error) : t('teams.none')}</p>}
      >
        <RowTable
          floating
          label={t('teams')}
          rows={rows()}
          columns={[
            {
              label: t('team'),
              cell: row => (
                <span class="team" style={{ '--depth': row.depth }}>
                  <bdi>{row.team.name}</bdi>
                  <Show when={row.team.country}>
                    {country => <span class="font-normal text-muted">{format.country(country())}</span>}
                  </Show>
                </span>
              ),
            },
            {
              label: t('teams.people'),
              cell: row => (
                <span class="num">
                  {row.below.length
                    ? t('teams.size.below', {
                        n: size([row.team.id]),
                        below: format.number(size(row.below)),
                      })
                    : t('teams.size', { n: size([row.team.id]) })}
                </span>
              ),
            },
            {
              label: t('teams.under'),
              cell: row => (
                <Show
                  when={can('member', 'update')}
                  fallback={
                    rows().find(({ team }) => team.id === row.team.parentId)?.team.name ?? t('teams.top')
                  }
                >
                  <CellSelect
                    label={t('teams.under.of', { name: row.team.name })}
                    options={[
                      { value: '', label: t('teams.top') },
                      ...possibleParents(rows(), row).map(({ team }) => ({
                        value: team.id,
                        label: team.name,
                      })),
                    ]}
                    value={row.team.parentId ?? ''}
                    onChange={value => move(row.team, value || null)}
                  />
                </Show>
              ),
            },
          ]}
          acts={
            can('member', 'archive')
              ? row => (
                  <IconButton
                    label={t('teams.remove.name', { name: row.team.name })}
                    icon={<Trash aria-hidden="true" />}
                    onClick={() => setLeaving(row.team)}
                  />
                )
              : undefined
          }
        />
      </Show>
      <Show when={can('member', 'create')}>
        <div class="p-4">
          <NewTeam />
        </div>
      </Show>
      <Show when={leaving()} keyed>
        {team => (
          <Suspense>
            <Confirm
              title={t('teams.remove.name', { name: team.name })}
              why={t('teams.remove.why')}
              verb={t('teams.remove')}
              act={() => remove(team)}
              onClose={() => setLeaving(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </Card>
  )
}

function NewTeam() {
  const client = useQueryClient()
  const form = createForm({ name: '' }, 'new team')
  const create = async () => {
    const made = await form.submit(
      () => ({ name: !form.value('name').trim() && t('teams.name.missing') }),
      () => api.post('/crm/teams', { name: form.value('name').trim() }),
    )
    if (!made) return
    form.set('name')('')
    await client.invalidateQueries({ queryKey: ['team'] })
    toast(t('teams.made', { name: made.name }))
  }
  return (
    <Form class="flex max-w-110 items-end gap-2" onSubmit={create}>
      <div class="grow">
        <TextField
          label={t('teams.new')}
          name="team"
          {...form.field('name')}
          error={form.error('name') ?? form.problem()}
        />
      </div>
      <Button type="submit" size="lg" busy={form.busy()}>
        {t('teams.make')}
      </Button>
    </Form>
  )
}
