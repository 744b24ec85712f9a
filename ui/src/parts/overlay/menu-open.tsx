import { DropdownMenu } from '@kobalte/core/dropdown-menu'
import Check from 'lucide-solid/icons/check'
import { createSignal, For, Match, onMount, Switch } from 'solid-js'
import { t } from '../../app/text'
import { Key } from '../button/key'
import { returnsFocus } from './focus-trail'
import type { MenuAction, MenuChoice, MenuItem, MenuProps } from './menu'
import { portalRegion } from './portal-region'

/** The menu itself, opened as soon as it is there. */
export function MenuOpen(props: MenuProps) {
  const [open, setOpen] = createSignal(false)
  // Opened after the trigger is in the page, so that it has a place to be anchored to.
  onMount(() => setOpen(true))
  return (
    <DropdownMenu
      open={open()}
      onOpenChange={setOpen}
      placement={props.placement ?? 'bottom-start'}
      gutter={4}
      modal={false}
    >
      <DropdownMenu.Trigger class={props.class ?? 'btn'} aria-label={props.label} data-tip={props.label}>
        {props.trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal ref={portalRegion(() => props.label ?? t('nav.more'))}>
        <DropdownMenu.Content class="menu" {...returnsFocus}>
          <For each={props.items}>{item => <Item item={item} />}</For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  )
}

const Item = (props: { item: MenuItem }) => (
  <Switch>
    <Match when={props.item === 'separator'}>
      <DropdownMenu.Separator as="hr" />
    </Match>
    <Match when={typeof props.item === 'object' && 'choice' in props.item && props.item}>
      {choice => <Choice choice={choice()} />}
    </Match>
    <Match when={typeof props.item === 'object' && 'onSelect' in props.item && props.item}>
      {action => <Action action={action()} />}
    </Match>
  </Switch>
)

const Action = (props: { action: MenuAction }) => (
  <DropdownMenu.Item
    classList={{ danger: props.action.danger }}
    disabled={Boolean(props.action.disabled)}
    data-tip={props.action.disabled || undefined}
    onSelect={() => props.action.onSelect()}
  >
    {props.action.icon}
    <span>{props.action.label}</span>
    {props.action.key ? (
      <span class="end">
        <Key>{props.action.key}</Key>
      </span>
    ) : null}
  </DropdownMenu.Item>
)

const Choice = (props: { choice: MenuChoice }) => (
  <DropdownMenu.RadioGroup value={props.choice.value} onChange={value => props.choice.onChange(value)}>
    <DropdownMenu.GroupLabel class="group-label">{props.choice.choice}</DropdownMenu.GroupLabel>
    <For each={props.choice.options}>
      {option => (
        <DropdownMenu.RadioItem value={option.value}>
          <span>{option.label}</span>
          <DropdownMenu.ItemIndicator class="end">
            <Check class="s" aria-hidden="true" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      )}
    </For>
  </DropdownMenu.RadioGroup>
)
