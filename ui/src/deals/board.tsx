import Flag from 'lucide-solid/icons/flag'
import { createEffect, createMemo, For, lazy, on, onMount, Show, Suspense } from 'solid-js'
import { Portal } from 'solid-js/web'
import { Key } from '../parts/button/key'
import { cssVars } from '../parts/css-vars'
import type { BoardTotals } from './board.rules'
import { useBoardKeys } from './board-keys'
import { useBoard } from './board-model'
import { Column } from './column'
import { t } from './deals.text'
import './board.css'

const LostReason = lazy(() => import('./lost-reason').then(module => ({ default: module.LostReason })))

/** The stages of a pipeline side by side. Cards are moved by pointer, by keys and by menu, and each change shows at once. */
export function Board(props: {
  totals: BoardTotals
  /** When the totals were read, in epoch milliseconds. */
  readAt: number
  since: string
  filter: string | undefined
  opened: string | undefined
}) {
  const model = useBoard({
    totals: () => props.totals,
    brought: () => ({ totals: props.totals, at: props.readAt }),
    since: () => props.since,
    filter: () => props.filter,
    opened: () => props.opened,
  })
  const press = useBoardKeys(model)
  // One element per stage for as long as the stage is there, however often its totals change.
  const ids = createMemo(() => props.totals.stages.map(({ id }) => id), [], {
    equals: (a, b) => a.join() === b.join(),
  })
  let board!: HTMLElement
  onMount(() => model.drag.board(board))
  createEffect(
    on(
      () => model.lifting.lift()?.over,
      over => {
        const lift = model.lifting.lift()
        if (lift?.by !== 'pointer') return
        model.announce(
          over ? model.placeText('said.over', lift.card, over) : t('said.nowhere', { name: lift.card.name }),
        )
      },
      { defer: true },
    ),
  )
  return (
    <>
      <section
        class="board"
        classList={{ carrying: model.lifting.lift() !== undefined }}
        ref={board}
        aria-label={t('board.label', { name: props.totals.pipeline.name })}
        onKeyDown={press}
      >
        <For each={ids()}>
          {id => {
            const stage = createMemo(() => props.totals.stages.find(one => one.id === id))
            return (
              <Show when={stage()}>
                {shown => <Column stage={shown()} valuation={props.totals.valuation} model={model} />}
              </Show>
            )
          }}
        </For>
      </section>
      <footer class="board-keys">
        <span class="chances">
          <span>
            <bdi aria-hidden="true">%</bdi> {t('legend.model')}
          </span>
          <span>
            <Flag class="xs" aria-hidden="true" /> {t('legend.stage')}
          </span>
        </span>
        <span class="sr" id="board-keys-hint">
          {t('keys.hint')}
        </span>
        <span class="legend" aria-hidden="true" hidden={!model.mayMove()}>
          <span>
            <Key>{t('key.space')}</Key> {t('keys.lift')}
          </span>
          <span>
            <Key>←</Key>
            <Key>→</Key> {t('keys.stage')}
          </span>
          <span>
            <Key>↑</Key>
            <Key>↓</Key> {t('keys.order')}
          </span>
          <span>
            <Key>{t('key.enter')}</Key> {t('keys.drop')}
          </span>
          <span>
            <Key>Esc</Key> {t('keys.back')}
          </span>
        </span>
        <span class="said cut" role="status">
          {model.said()}
        </span>
      </footer>
      <Show when={model.lifting.lift()?.by === 'pointer' && model.lifting.grip()}>
        {grip => (
          <Portal>
            <div
              class="deal lifted in-hand"
              aria-hidden="true"
              ref={cssVars(() => ({
                '--x': `${grip().x - grip().dx}px`,
                '--y': `${grip().y - grip().dy}px`,
                '--w': `${grip().width}px`,
              }))}
            >
              <Show when={model.lifting.lift()}>{lift => <model.Face card={lift().card} />}</Show>
            </div>
          </Portal>
        )}
      </Show>
      <Show when={model.question()}>
        {question => (
          <Suspense>
            <LostReason
              name={question().card.name}
              pipelineId={question().card.pipelineId}
              stage={question().stage}
              onAnswer={question().answer}
            />
          </Suspense>
        )}
      </Show>
    </>
  )
}
