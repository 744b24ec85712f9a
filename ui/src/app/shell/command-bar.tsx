import { Dialog } from '@kobalte/core/dialog'
import { useNavigate } from '@solidjs/router'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/solid-query'
import Search from 'lucide-solid/icons/search'
import { createMemo, createSignal, createUniqueId, For, onCleanup, Show } from 'solid-js'
import { Key } from '../../parts/button/key'
import { dialogFocus } from '../../parts/overlay/focus-trail'
import { api } from '../api'
import { recent } from '../recent-records'
import { useSession } from '../session'
import { t } from '../text'
import { matchParts } from './command.rules'
import { useActions } from './command-actions'
import { type Answer, pageAnswers, recentAnswers, recordAnswers } from './command-answers'
import { commandBarOpen, setCommandBarOpen, takeTypedAhead } from './layers'
import { usePlaces } from './nav'

const waitMs = 120

/** ⌘K: records, pages, actions. What this page knows appears at once, the server's answer fills up; before anything is typed, what was open last. */
export function CommandBar() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const places = usePlaces()
  const actions = useActions()
  const { can } = useSession()
  const listId = createUniqueId()
  const [text, setText] = createSignal('')
  const [asked, setAsked] = createSignal('')
  const [chosen, setChosen] = createSignal(0)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const type = (value: string) => {
    setText(value)
    setChosen(0)
    clearTimeout(timer)
    timer = setTimeout(() => setAsked(value.trim()), waitMs)
  }
  const search = useQuery(() => ({
    queryKey: ['search', asked()],
    queryFn: ({ signal }) => api.get('/crm/search', { query: { q: asked(), limit: 3 }, signal }),
    enabled: asked().length > 0,
    placeholderData: keepPreviousData,
  }))
  const hits = () => (search.isSuccess && asked() ? search.data.results : [])
  const answers = createMemo<Answer[]>(() => [
    ...recordAnswers(client, hits(), text(), places()),
    ...recentAnswers(recent.all(), text(), places()),
    ...pageAnswers(places(), text(), can),
    ...actions(text()),
  ])
  const close = () => setCommandBarOpen(false)
  const go = (answer: Answer | undefined) => {
    if (!answer) return
    close()
    if (answer.href !== undefined) navigate(answer.href)
    answer.run?.()
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const count = answers().length
    if (step && count) setChosen(at => (at + step + count) % count)
    else if (event.key === 'Enter') go(answers()[chosen()])
    else return
    event.preventDefault()
  }
  return (
    <Dialog open={commandBarOpen()} onOpenChange={setCommandBarOpen}>
      <Dialog.Portal>
        <Dialog.Overlay class="scrim top" />
        <div class="dialog-place">
          <Dialog.Content class="command" aria-label={t('search.label')} {...dialogFocus}>
            <div class="ask">
              <Search aria-hidden="true" />
              <input
                role="combobox"
                aria-expanded="true"
                aria-controls={listId}
                aria-activedescendant={answers().length ? `${listId}-${chosen()}` : undefined}
                aria-label={t('search.label')}
                placeholder={t('search.open')}
                autocomplete="off"
                spellcheck={false}
                value={text()}
                onFocus={() => {
                  const ahead = takeTypedAhead()
                  if (ahead) type(text() + ahead)
                }}
                onInput={event => type(event.currentTarget.value)}
                onKeyDown={press}
              />
              <Key>Esc</Key>
            </div>
            <div class="answers" role="listbox" id={listId} aria-label={t('search.label')}>
              <For each={answers()}>
                {(answer, index) => (
                  <>
                    <Show when={answers()[index() - 1]?.group !== answer.group}>
                      <div class="group-label" role="presentation">
                        {t(`search.${answer.group}`)}
                      </div>
                    </Show>
                    <Option
                      id={`${listId}-${index()}`}
                      answer={answer}
                      query={text()}
                      chosen={index() === chosen()}
                      onPick={() => go(answer)}
                    />
                  </>
                )}
              </For>
            </div>
            <p class="px-3 pb-2 text-12 text-faint empty:hidden" role="status">
              <Show when={search.isError}>{t('search.failed')}</Show>
              <Show when={!answers().length && text() && !search.isFetching && !search.isError}>
                {t('search.none', { text: text() })}
              </Show>
            </p>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog>
  )
}

function Option(props: { id: string; answer: Answer; query: string; chosen: boolean; onPick: () => void }) {
  const parts = () => matchParts(props.answer.title, props.query)
  return (
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.chosen}
      ref={element =>
        queueMicrotask(() => {
          if (props.chosen) element.scrollIntoView({ block: 'nearest' })
        })
      }
      onPointerDown={event => {
        event.preventDefault()
        props.onPick()
      }}
    >
      {props.answer.icon()}
      <span class="cut">
        <bdi>
          {parts().before}
          <Show when={parts().match}>
            <mark>{parts().match}</mark>
          </Show>
          {parts().after}
        </bdi>
      </span>
      <span class="faint cut">
        <bdi>{props.answer.support}</bdi>
      </span>
      <Show when={props.chosen}>
        <span class="end">
          <Key>↵</Key>
        </span>
      </Show>
    </div>
  )
}
