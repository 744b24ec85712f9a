import { A } from '@solidjs/router'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js'
import { oneStop } from '../parts/one-stop'
import { sectionName } from './place'
import { type SectionKey, sectionGroups } from './section-list'
import { t } from './settings.text'

/** The sections in their groups: a column beside the page, and where that has no room a button that opens them above it. */
export function SettingsNav(props: { here: SectionKey; offered: (key: SectionKey) => boolean }) {
  const [isOpen, setOpen] = createSignal(false)
  const id = createUniqueId()
  let button: HTMLButtonElement | undefined
  const shown = (keys: readonly SectionKey[]) => keys.filter(key => key === props.here || props.offered(key))
  const groupHere = () => sectionGroups.find(({ keys }) => keys.includes(props.here))?.group
  createEffect(
    on(
      () => props.here,
      () => {
        setOpen(false)
        button?.closest('.page-body')?.scrollTo(0, 0)
      },
      { defer: true },
    ),
  )
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen()) return
    event.stopPropagation()
    setOpen(false)
    button?.focus()
  }
  return (
    <nav class="settings-nav" aria-label={t('title')} onKeyDown={leave}>
      <button
        type="button"
        ref={button}
        class="settings-here"
        aria-expanded={isOpen()}
        aria-controls={id}
        onClick={() => setOpen(now => !now)}
      >
        <span class="grow stack">
          <Show when={groupHere()}>{group => <span class="small muted">{t(`group.${group()}`)}</span>}</Show>
          <strong>{sectionName(props.here)}</strong>
        </span>
        <ChevronDown aria-hidden="true" />
      </button>
      <div
        id={id}
        class="settings-groups"
        classList={{ shut: !isOpen() }}
        ref={element => oneStop(element, 'column')}
      >
        {/* By group and key, which stay: a link that was followed keeps the focus. */}
        <For each={sectionGroups}>
          {({ group, keys }) => (
            <Show when={shown(keys).length}>
              <div>
                <h2>{t(`group.${group}`)}</h2>
                <ul aria-label={t(`group.${group}`)}>
                  <For each={shown(keys)}>
                    {key => (
                      <li>
                        <A
                          href={`/settings/${key}`}
                          aria-current={key === props.here ? 'page' : undefined}
                          end
                        >
                          {sectionName(key)}
                        </A>
                      </li>
                    )}
                  </For>
                </ul>
              </div>
            </Show>
          )}
        </For>
      </div>
    </nav>
  )
}
