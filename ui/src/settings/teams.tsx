import type { Member, Team } from '@sextant/db/access/access.model'
import { useQueryClient } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { TextField } from '../parts/field/text-field'
import { createForm } from '../parts/form/create-form'
import { Form } from '../parts/form/form'
import { Card } from '../parts/panel/card'
import { toast } from '../parts/toast/toast'
import { useTeamList } from './people'
import { t } from './settings.text'

/** Teams with the number of their members, and a way to make another. */
export function Teams(props: { members: readonly Member[] }) {
  const { can } = useSession()
  const query = useTeamList()
  const size = ({ id }: Team) => props.members.filter(({ teamId }) => teamId === id).length
  return (
    <Card title={t('teams')}>
      <Show when={query.data?.results.length} fallback={<p class="muted">{t('teams.none')}</p>}>
        <ul class="mb-3 flex flex-wrap gap-2">
          <For each={query.data?.results}>
            {team => (
              <li class="flex gap-2 rounded-control border border-line px-3 py-1">
                <bdi class="font-medium">{team.name}</bdi>
                <Show when={team.country}>
                  {country => <span class="text-muted">{format.country(country())}</span>}
                </Show>
                <span class="text-muted">{t('teams.size', { n: size(team) })}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={can('member', 'create')}>
        <NewTeam />
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
