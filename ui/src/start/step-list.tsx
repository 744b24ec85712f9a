import type { FirstSteps } from '@sextant/db/access/first-steps.model'
import { A } from '@solidjs/router'
import Check from 'lucide-solid/icons/check'
import { For, Show } from 'solid-js'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { EmptyState } from '../parts/state/empty-state'
import { SampleActs } from './sample-acts'
import type { SampleData } from './sample-data'
import { t } from './start.text'
import { steps } from './steps'

/** The steps that are the reader's, the first open one marked as the next. */
export function StepList(props: {
  done: FirstSteps
  sample: SampleData
  onLeave: () => void
  onHide: () => void
}) {
  const { session } = useSession()
  const own = () => steps.filter(({ key }) => props.done[key] !== null)
  const open = () => own().filter(({ key }) => !props.done[key])
  const toLeads = () => (
    <Button tone="primary" size="lg" onClick={props.onLeave}>
      {t('leave')}
    </Button>
  )
  return (
    <Show
      when={own().length}
      fallback={<EmptyState first title={t('nothing')} why={t('nothing.why')} actions={toLeads()} />}
    >
      <div class="head">
        <h2>
          <Show when={open().length} fallback={t('finished')}>
            {t('heading', { workspace: session()?.workspace.name ?? '' })}
          </Show>
        </h2>
        <p>{open().length ? t('about') : t('finished.why')}</p>
        <p class="small num" role="status">
          {t('progress', {
            n: format.number(own().length - open().length),
            total: format.number(own().length),
          })}
        </p>
      </div>
      <ol aria-label={t('label')}>
        <For each={own()}>
          {({ key, href, other }, index) => {
            const isDone = () => props.done[key] === true
            const isNext = () => open()[0]?.key === key
            return (
              <li
                class="card"
                classList={{ done: isDone(), next: isNext() }}
                aria-current={isNext() ? 'step' : undefined}
              >
                <span class="n" aria-hidden="true">
                  <Show when={isDone()} fallback={format.number(index() + 1)}>
                    <Check />
                  </Show>
                </span>
                <div class="words">
                  <h3>
                    {t(`${key}.title`)}
                    <Show when={isDone()}>
                      <span class="told">{t('done')}</span>
                    </Show>
                  </h3>
                  <p>{t(`${key}.why`)}</p>
                </div>
                <div class="acts">
                  <Show when={other}>
                    {way => (
                      <A
                        class="btn ghost"
                        href={way().href}
                        rel={way().key === 'key' ? 'external' : undefined}
                      >
                        {t(`${way().key}.other`)}
                      </A>
                    )}
                  </Show>
                  <Show
                    when={href}
                    fallback={<SampleActs data={props.sample} there={isDone()} next={isNext()} />}
                  >
                    {there => (
                      <A class="btn" classList={{ primary: isNext() }} href={there()}>
                        {t(`${key}.action`)}
                      </A>
                    )}
                  </Show>
                </div>
              </li>
            )
          }}
        </For>
      </ol>
      <div class="foot">
        <Show when={open().length} fallback={toLeads()}>
          <Button tone="ghost" onClick={props.onHide}>
            {t('hide')}
          </Button>
        </Show>
      </div>
    </Show>
  )
}
