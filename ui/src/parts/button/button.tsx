import { type JSX, Show, splitProps } from 'solid-js'
import { t } from '../../app/text'

export interface ButtonProps
  extends Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'disabled'> {
  /** One primary (ink) button per surface. */
  tone?: 'plain' | 'primary' | 'ghost' | 'danger'
  /** `lg` in forms and dialogs. */
  size?: 'md' | 'lg'
  icon?: JSX.Element
  /** Spinner in place of the icon; a second press is ignored. */
  busy?: boolean
  /** Why it cannot be pressed now, in words. The button keeps its focus and tells the reason. */
  disabled?: string | false
  wide?: boolean
  onClick?: (event: MouseEvent & { currentTarget: HTMLButtonElement }) => void
}

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, [
    'tone',
    'size',
    'icon',
    'busy',
    'disabled',
    'wide',
    'onClick',
    'children',
    'class',
  ])
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = event => {
    if (own.disabled || own.busy) event.preventDefault()
    else own.onClick?.(event)
  }
  return (
    <button
      type="button"
      {...rest}
      class={`btn ${own.tone ?? 'plain'} ${own.class ?? ''}`}
      classList={{ lg: own.size === 'lg', wide: own.wide, 'busy-over': own.busy && !own.icon }}
      aria-disabled={own.disabled ? 'true' : undefined}
      aria-busy={own.busy ? 'true' : undefined}
      aria-description={own.disabled || undefined}
      data-tip={own.disabled || undefined}
      onClick={press}
    >
      <Show when={own.busy} fallback={own.icon}>
        <Spinner />
      </Show>
      <span classList={{ 'busy-content': own.busy && !own.icon }}>{own.children}</span>
    </button>
  )
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children'> {
  /** Read out, and shown as the tooltip. */
  label: string
  icon: JSX.Element
}

export function IconButton(props: IconButtonProps) {
  const [own, rest] = splitProps(props, [
    'label',
    'icon',
    'busy',
    'disabled',
    'tone',
    'onClick',
    'class',
    'size',
  ])
  return (
    <button
      type="button"
      {...rest}
      class={`btn square ${own.tone ?? 'ghost'} ${own.class ?? ''}`}
      classList={{ lg: own.size === 'lg' }}
      aria-label={own.label}
      aria-disabled={own.disabled ? 'true' : undefined}
      aria-busy={own.busy ? 'true' : undefined}
      aria-description={own.disabled || undefined}
      data-tip={own.disabled || own.label}
      onClick={event => {
        if (!own.disabled && !own.busy) own.onClick?.(event)
      }}
    >
      <Show when={own.busy} fallback={own.icon}>
        <Spinner />
      </Show>
    </button>
  )
}

/** Turns; with reduced motion it says “Working” instead. */
function Spinner() {
  return (
    <>
      <span class="spinner" aria-hidden="true" />
      <span class="working">{t('working')}</span>
    </>
  )
}
