import type { Quote } from '@sextant/db/quotes/quotes.model'
import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../app/api'
import { FormDialog } from '../parts/form/form-dialog'
import { createSending } from '../parts/form/sending'
import { toast } from '../parts/toast/toast'
import { t } from './quotes.text'

/** Asks before the customer is told that it was withdrawn: they may be looking at it. */
export function WithdrawDialog(props: { quote: Quote; onClose: () => void }) {
  const client = useQueryClient()
  const sending = createSending()
  const number = () => props.quote.number ?? ''
  const withdraw = async () => {
    const done = await sending.send(() =>
      api.post('/crm/quotes/{id}/withdraw', undefined, {
        params: { id: props.quote.id },
        version: props.quote.version,
      }),
    )
    if (!done) return
    void client.invalidateQueries({ queryKey: ['quote'] })
    toast(t('withdrawn', { number: number() }))
    props.onClose()
  }
  return (
    <FormDialog
      title={t('withdraw.title', { number: number() })}
      action={t('withdraw')}
      tone="danger"
      busy={sending.busy()}
      problem={sending.problem([])}
      onSubmit={withdraw}
      onClose={props.onClose}
    >
      <p>{t('withdraw.why')}</p>
    </FormDialog>
  )
}
