import type { Bulk, BulkAsk } from '@sextant/db/bulk/bulk.model'
import { isUnderWay, isUndoable } from '@sextant/db/bulk/bulk.rules'
import Undo from 'lucide-solid/icons/undo-2'
import { createSignal, Show } from 'solid-js'
import { explainRule } from '../app/explain'
import { format } from '../app/format'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import type { Tone } from '../parts/chip/tone.model'
import { Card } from '../parts/panel/card'
import { Progress } from '../parts/state/progress'
import { t } from './bulk.text'
import { useAskBulk } from './bulk-data'
import { BulkFaults } from './bulk-faults'
import { bulkTitle, type Known } from './bulk-words'

const tones: Record<Bulk['state'], Tone> = {
  queued: 'info',
  running: 'info',
  done: 'pos',
  cancelled: 'slate',
  failed: 'neg',
  undoing: 'info',
  undone: 'plum',
}

/** A bulk change: what, by whom and when, how far it is, what stayed as it was and why, and the way back. */
export function BulkCard(props: { one: Bulk; known: Known; open?: boolean }) {
  const ask = useAskBulk()
  const [busy, setBusy] = createSignal<BulkAsk>()
  const [open, setOpen] = createSignal(Boolean(props.open))
  const one = () => props.one
  const title = () => bulkTitle(one(), props.known)
  const press = async (what: BulkAsk) => {
    setBusy(what)
    await ask(one(), what)
    setBusy()
  }
  const share = () => {
    const { state, counts, total, undo } = one()
    return state === 'undoing'
      ? [(undo?.undone ?? 0) + (undo?.kept ?? 0), counts.changed]
      : [counts.changed + counts.same + counts.refused, total]
  }
  const stayed = () => one().counts.refused + (one().undo?.kept ?? 0)
  const Ask = (ask: { what: BulkAsk }) => (
    <Button
      icon={ask.what === 'undo' ? <Undo class="flip" aria-hidden="true" /> : undefined}
      busy={busy() === ask.what}
      onClick={() => void press(ask.what)}
    >
      {t(ask.what)}
    </Button>
  )
  return (
    <Card label={title()} class="bulk-card">
      <div class="bulk-head">
        <h2>
          <bdi>{title()}</bdi>
        </h2>
        <StatusChip tone={tones[one().state]}>{t(`state.${one().state}`)}</StatusChip>
        <span class="grow" />
        <Show when={one().state === 'queued' || one().state === 'running'}>
          <Ask what="cancel" />
        </Show>
        <Show when={one().state === 'failed'}>
          <Ask what="resume" />
        </Show>
        <Show when={isUndoable(one()) && one().counts.changed > 0}>
          <Ask what="undo" />
        </Show>
      </div>
      <p class="muted small">
        <bdi>{one().createdBy ? (props.known.nameOf(one().createdBy) ?? '') : t('by.key')}</bdi>
        {' · '}
        <time data-tip={format.full(one().createdAt)}>{format.relative(one().createdAt)}</time>
        <Show when={one().counts.changed > 0 && one().undoableUntil}>
          {until => <>{` · ${t('undo.until', { date: format.date(until()) })}`}</>}
        </Show>
      </p>
      <Show when={isUnderWay(one().state)}>
        <Progress share={(share()[0] ?? 0) / Math.max(1, share()[1] ?? 1)} label={title()} />
        <p class="num small" role="status">
          {t('progress', { done: format.number(share()[0] ?? 0), total: format.number(share()[1] ?? 0) })}
        </p>
      </Show>
      <p class="num">{figures(one()).join(' · ')}</p>
      <Show when={one().failure}>
        {failure => (
          <p class="neg">{(failure().rule && explainRule(failure().rule ?? '')) ?? failure().message}</p>
        )}
      </Show>
      <Show when={stayed() > 0}>
        <p>
          <Button tone="ghost" aria-expanded={open()} onClick={() => setOpen(!open())}>
            {t(open() ? 'hide' : 'see')}
          </Button>
        </p>
        <Show when={open()}>
          <BulkFaults one={one()} />
        </Show>
      </Show>
    </Card>
  )
}

/** What became of the records, told only of what there is. */
const figures = ({ verb, counts: { changed, same, refused }, undo }: Bulk): string[] =>
  [
    t(verb === 'sample' ? 'made' : 'changed', { n: changed }),
    same > 0 && t('same', { n: same }),
    refused > 0 && t('refused', { n: refused }),
    undo && t('taken', { n: undo.undone }),
    undo && undo.kept > 0 && t('kept', { n: undo.kept }),
  ].filter(text => typeof text === 'string')
