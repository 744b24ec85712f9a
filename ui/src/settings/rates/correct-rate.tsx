import type { RateCorrectionPreview } from '@sextant/db/rates/correct-rate.model'
import type { Rate } from '@sextant/db/rates/rates.model'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { Checkbox } from '../../parts/field/checkbox'
import { TextField } from '../../parts/field/text-field'
import { FormDialog } from '../../parts/form/form-dialog'
import { createSending } from '../../parts/form/sending'
import { toast } from '../../parts/toast/toast'
import { RowTable } from '../row-table'
import { t } from './rates.text'

/** Enters the right rate of a day, once it was seen which closed deals would be valued otherwise, and chosen which take it. */
export function CorrectRate(props: { rate: Rate; onClose: () => void }) {
  const client = useQueryClient()
  const sending = createSending()
  const [typed, setTyped] = createSignal(props.rate.rate)
  const [preview, setPreview] = createSignal<RateCorrectionPreview>()
  const [left, setLeft] = createSignal<readonly string[]>([])
  const asked = () => ({ day: props.rate.day, currency: props.rate.currency, rate: typed().trim() })
  const type = (text: string) => {
    setTyped(text)
    setPreview(undefined)
  }
  const look = async () => {
    const told = await sending.send(() => api.post('/crm/rates/preview', asked()))
    setLeft([])
    setPreview(told)
  }
  const correct = async ({ days, digest }: RateCorrectionPreview) => {
    const chosen = days.map(({ day }) => day).filter(day => !left().includes(day))
    const done = await sending.send(() =>
      api.post('/crm/rates/correct', { ...asked(), days: chosen, digest }),
    )
    if (!done) return setPreview(undefined)
    await client.invalidateQueries({ queryKey: ['exchange_rate'] })
    void client.invalidateQueries({ queryKey: ['deal'] })
    toast(t('correct.done', { n: done.deals }))
    props.onClose()
  }
  const submit = () => {
    const seen = preview()
    return seen ? correct(seen) : look()
  }
  const toggle = (day: string, takes: boolean) =>
    setLeft(days => (takes ? days.filter(one => one !== day) : [...days, day]))
  const money = (minor: number | string | null) =>
    minor === null
      ? t('correct.unknown')
      : format.money({ minor: Number(minor), currency: preview()?.in ?? '' }, 'record')
  return (
    <FormDialog
      wide
      title={t('correct.title', { currency: props.rate.currency, day: format.date(props.rate.day) })}
      action={preview() ? t('correct.apply') : t('correct.look')}
      busy={sending.busy()}
      problem={sending.problem([])}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <div class="stack">
        <p class="muted">{t('correct.why')}</p>
        <TextField label={t('enter.rate')} value={typed()} onChange={type} autofocus maxLength={25} />
        <Show when={preview()}>
          {seen => (
            <Show when={seen().days.length} fallback={<p role="status">{t('correct.none')}</p>}>
              <RowTable
                label={t('correct.days')}
                rows={seen().days}
                columns={[
                  {
                    label: t('correct.day'),
                    cell: one => (
                      <Checkbox
                        label={format.date(one.day)}
                        checked={!left().includes(one.day)}
                        onChange={takes => toggle(one.day, takes)}
                      />
                    ),
                  },
                  { label: t('correct.was'), numeric: true, cell: one => <bdi dir="ltr">{one.rate}</bdi> },
                  { label: t('correct.deals'), numeric: true, cell: one => format.number(one.deals) },
                  { label: t('correct.quotes'), numeric: true, cell: one => format.number(one.quotes) },
                  { label: t('correct.before'), numeric: true, cell: one => money(one.beforeMinor) },
                  { label: t('correct.after'), numeric: true, cell: one => money(one.afterMinor) },
                ]}
              />
            </Show>
          )}
        </Show>
      </div>
    </FormDialog>
  )
}
