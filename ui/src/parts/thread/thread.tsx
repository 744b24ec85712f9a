import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { api } from '../../app/api'
import { Button } from '../button/button'
import { Loaded } from '../state/loaded'
import { toast } from '../toast/toast'
import { Composer } from './composer'
import { MessageCard } from './message-card'
import './thread.css'
import { t } from './thread.text'
import { useThread, useThreadAct } from './thread-data'

/** What was written and has not been sent, by conversation: it is there again when one comes back. */
const drafts = new Map<string, string>()

/** The messages of a conversation, the earlier ones on request, and the place to write. Used by the page of conversations, and wherever else one stands. */
export function ThreadView(props: { id: string }) {
  const query = useThread(() => props.id)
  const { act } = useThreadAct()
  const navigate = useNavigate()
  const [text, setText] = createSignal('')
  createEffect(
    on(
      () => props.id,
      id => setText(drafts.get(id) ?? ''),
    ),
  )
  const write = (words: string) => {
    setText(words)
    if (words) drafts.set(props.id, words)
    else drafts.delete(props.id)
  }
  const newest = () => query.data?.pages[0]
  const messages = createMemo(() => [...(query.data?.pages ?? [])].reverse().flatMap(page => page.messages))
  const earlier = () => query.data?.pages.at(-1)?.earlier ?? 0
  let list: HTMLDivElement | undefined
  // What came last is in sight, as in every mailbox; who reads further up is left there.
  createEffect(
    on(
      () => [props.id, messages().at(-1)?.id],
      () => queueMicrotask(() => list?.scrollTo({ top: list.scrollHeight })),
    ),
  )
  const split = async (messageId: string) => {
    const thread = await act('split', () =>
      api.post('/crm/conversations/{id}/split', { messageId }, { params: { id: props.id } }),
    )
    if (!thread) return
    toast(t('split.done'))
    navigate(`/conversations/${thread.conversation.id}`)
  }
  return (
    <Loaded query={{ ...query, data: newest() }} failed={t('failed')}>
      {thread => (
        <>
          <div class="thread" ref={list} tabindex="-1">
            <Show when={earlier() > 0}>
              <div class="thread-earlier">
                <Button
                  tone="ghost"
                  busy={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('earlier', { n: earlier() })}
                </Button>
              </div>
            </Show>
            <Show when={messages().length === 0}>
              <p class="muted">{t('empty')}</p>
            </Show>
            <For each={messages().map(({ id }) => id)}>
              {id => (
                <Show when={messages().find(one => one.id === id)} keyed>
                  {message => (
                    <MessageCard
                      message={message}
                      thread={thread()}
                      onTakenBack={write}
                      onSplit={one => void split(one)}
                    />
                  )}
                </Show>
              )}
            </For>
          </div>
          <Show when={thread().may.update}>
            <For each={[props.id]}>{() => <Composer thread={thread()} text={text()} onText={write} />}</For>
          </Show>
        </>
      )}
    </Loaded>
  )
}
