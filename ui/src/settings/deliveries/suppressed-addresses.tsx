import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { Button } from '../../parts/button/button'
import { TextField } from '../../parts/field/text-field'
import { createForm } from '../../parts/form/create-form'
import { FormDialog } from '../../parts/form/form-dialog'
import { Card } from '../../parts/panel/card'
import { Loaded } from '../../parts/state/loaded'
import { RowTable } from '../row-table'
import { t } from './sent.text'

const queryKey = ['suppressions']

/** Addresses that get nothing any more, why, and a way to let mail go there again. */
export function SuppressedAddresses() {
  const client = useQueryClient()
  const [adding, setAdding] = createSignal(false)
  const query = useQuery(() => ({
    queryKey,
    staleTime: 0,
    queryFn: ({ signal }) => api.get('/crm/suppressions', { query: {}, signal }),
  }))
  const again = () => client.invalidateQueries({ queryKey })
  const lift = async (id: string) => {
    await api.delete('/crm/suppressions/{id}', { params: { id } })
    await again()
  }
  return (
    <Card
      title={t('suppressed')}
      end={<Button onClick={() => setAdding(true)}>{t('suppressed.add')}</Button>}
    >
      <p class="muted mb-3">{t('suppressed.why')}</p>
      <Loaded query={query} failed={t('suppressed.failed')}>
        {found => (
          <Show when={found().results.length} fallback={<p class="muted">{t('suppressed.none')}</p>}>
            <RowTable
              label={t('suppressed')}
              rows={found().results}
              columns={[
                { label: t('suppressed.address'), cell: row => <bdi>{row.address}</bdi> },
                { label: t('reason'), cell: row => t(`reason.${row.reason}`) },
                { label: t('suppressed.note'), cell: row => <bdi class="small">{row.note}</bdi> },
                { label: t('since'), cell: row => format.precise(row.createdAt) },
              ]}
              acts={row => <Button onClick={() => void lift(row.id)}>{t('suppressed.lift')}</Button>}
            />
          </Show>
        )}
      </Loaded>
      <Show when={adding()}>
        <AddAddress
          onClose={() => setAdding(false)}
          onAdded={() => {
            setAdding(false)
            void again()
          }}
        />
      </Show>
    </Card>
  )
}

function AddAddress(props: { onAdded: () => void; onClose: () => void }) {
  const form = createForm({ address: '', note: '' })
  const save = async () => {
    const done = await form.submit(
      () => ({}),
      async () => {
        await api.post('/crm/suppressions', {
          address: form.value('address').trim(),
          note: form.value('note').trim() || null,
        })
        return true
      },
    )
    if (done) props.onAdded()
  }
  return (
    <FormDialog
      title={t('suppressed.add')}
      action={t('suppressed.add')}
      busy={form.busy()}
      problem={form.problem()}
      onSubmit={save}
      onClose={props.onClose}
    >
      <div class="stack">
        <TextField label={t('suppressed.address')} type="email" {...form.field('address')} />
        <TextField label={t('suppressed.note')} optional {...form.field('note')} />
      </div>
    </FormDialog>
  )
}
