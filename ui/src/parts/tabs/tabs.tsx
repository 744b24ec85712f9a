import { Tabs as Kobalte } from '@kobalte/core/tabs'
import { For, type JSX } from 'solid-js'

export interface TabPanel {
  value: string
  label: string
  /** Built when its tab is opened. */
  panel: () => JSX.Element
}

/** Panels of one page. Arrow keys move between tabs. */
export function Tabs(props: {
  label: string
  tabs: readonly TabPanel[]
  value?: string
  onChange?: (value: string) => void
}) {
  return (
    <Kobalte value={props.value} onChange={props.onChange}>
      <Kobalte.List class="tabs bare" aria-label={props.label}>
        <For each={props.tabs}>
          {tab => (
            <Kobalte.Trigger class="tab" value={tab.value}>
              {tab.label}
            </Kobalte.Trigger>
          )}
        </For>
      </Kobalte.List>
      <For each={props.tabs}>{tab => <Kobalte.Content value={tab.value}>{tab.panel()}</Kobalte.Content>}</For>
    </Kobalte>
  )
}
