import type { Role } from '@sextant/db/access/role.model'
import type { Grants } from '@sextant/db/core/grants.rules'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { Button } from '../../parts/button/button'
import { Dialog } from '../../parts/overlay/dialog'
import { Loaded } from '../../parts/state/loaded'
import { t } from './access.text'

/** The versions of a role, the newest first; one that is taken is put into the table to be looked at and saved. */
export function RoleVersions(props: {
  role: Role
  name: string
  locked: boolean
  onTake: (grants: Grants) => void
  onClose: () => void
}) {
  const query = useQuery(() => ({
    queryKey: ['role', 'versions', props.role.key, props.role.version],
    queryFn: ({ signal }) =>
      api.get('/crm/roles/{key}/versions', { params: { key: props.role.key }, signal }),
  }))
  return (
    <Dialog open title={t('versions.title', { role: props.name })} onClose={props.onClose}>
      <p class="text-muted">{t('versions.why')}</p>
      <Loaded query={query} failed={t('failed')}>
        {data => (
          <ol class="versions">
            <For each={data().results}>
              {version => (
                <li>
                  <div class="stack gap-0 grow">
                    <span class="font-medium">{t('version', { n: version.version })}</span>
                    <span class="small text-muted">
                      {version.at
                        ? t('versions.by', {
                            who: version.by ?? '',
                            when: format.date(version.at),
                          })
                        : t('versions.began')}
                    </span>
                  </div>
                  <Show
                    when={version.version !== props.role.version}
                    fallback={<span class="small text-muted">{t('versions.now')}</span>}
                  >
                    <Show when={!props.locked}>
                      <Button
                        aria-label={t('versions.take.name', { n: version.version })}
                        onClick={() => props.onTake(version.grants)}
                      >
                        {t('versions.take')}
                      </Button>
                    </Show>
                  </Show>
                </li>
              )}
            </For>
          </ol>
        )}
      </Loaded>
    </Dialog>
  )
}
