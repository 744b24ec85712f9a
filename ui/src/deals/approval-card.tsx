import type { AnswerOf } from '@sextant/edge/app/contract'
import { A } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, Show } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { TextField } from '../parts/field/text-field'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './approvals.text'

type Approval = AnswerOf<'get', '/crm/approvals/{id}'>

const tones = {
  pending: 'warn',
  approved: 'pos',
  declined: 'neg',
  withdrawn: 'slate',
  moot: 'slate',
} as const

/** A wish that a deal may enter a stage: who asked and why, who decides, and the decision where it is the reader’s. */
export function ApprovalCard(props: { approval: Approval; named?: boolean }) {
  const client = useQueryClient()
  const [note, setNote] = createSignal('')
  const [busy, setBusy] = createSignal<'approve' | 'decline' | 'withdraw'>()
  async function decide(verb: 'approve' | 'decline' | 'withdraw') {
    if (busy()) return
    setBusy(verb)
    const { id, deal, stage } = props.approval
    const said = note().trim()
    const body = said ? { note: said } : {}
    try {
      if (verb === 'approve')
        await api.post('/crm/approvals/{id}/approve', body, { params: { id }, version: deal.version })
      else if (verb === 'decline') await api.post('/crm/approvals/{id}/decline', body, { params: { id } })
      else await api.post('/crm/approvals/{id}/withdraw', undefined, { params: { id } })
      toast(t(`done.${verb}`, { name: deal.name, stage: stage.name }))
    } catch (error) {
      toastRefusal(t('failed', { name: deal.name }), explain(error))
    } finally {
      setBusy(undefined)
      void client.invalidateQueries({ queryKey: ['deal'] })
    }
  }
  const one = () => props.approval
  return (
    <article
      class="card approval"
      aria-label={t('label', { name: one().deal.name, stage: one().stage.name })}
    >
      <header class="row">
        <StatusChip tone={tones[one().state]}>{t(`state.${one().state}`)}</StatusChip>
        <Show when={props.named}>
          <A class="link" href={`/pipeline/deals/${one().deal.id}`}>
            <bdi>{one().deal.name}</bdi>
          </A>
        </Show>
        <span>
          {t('to')} <bdi>{one().stage.name}</bdi>
        </span>
      </header>
      <p dir="auto">{one().reason}</p>
      <p class="small muted">
        {one().askedBy
          ? t('askedBy', { name: one().askedBy?.name ?? '', when: format.ago(one().askedAt) })
          : t('askedAt', { when: format.ago(one().askedAt) })}
        <Show when={one().changedSince && one().state === 'pending'}> {t('changedSince')}</Show>
      </p>
      <Show when={one().decidedAt}>
        {at => (
          <p class="small muted">
            {t('decidedBy', { name: one().decidedBy?.name ?? '', when: format.ago(at()) })}
            <Show when={one().note}>
              {text => (
                <>
                  {' '}
                  <q dir="auto">{text()}</q>
                </>
              )}
            </Show>
          </p>
        )}
      </Show>
      <Show when={one().state === 'pending' && !one().mayDecide && one().deciders.length}>
        <p class="small muted">
          {t('waitsFor', { names: format.list(one().deciders.map(({ name }) => name)) })}
        </p>
      </Show>
      <Show when={one().mayDecide}>
        <TextField label={t('note')} optional value={note()} onChange={setNote} maxLength={2000} />
      </Show>
      <Show when={one().mayDecide || one().mayWithdraw}>
        <div class="row">
          <Show when={one().mayDecide}>
            <Button tone="primary" busy={busy() === 'approve'} onClick={() => void decide('approve')}>
              {t('approve')}
            </Button>
            <Button busy={busy() === 'decline'} onClick={() => void decide('decline')}>
              {t('decline')}
            </Button>
          </Show>
          <Show when={one().mayWithdraw}>
            <Button tone="ghost" busy={busy() === 'withdraw'} onClick={() => void decide('withdraw')}>
              {t('withdraw')}
            </Button>
          </Show>
        </div>
      </Show>
    </article>
  )
}
