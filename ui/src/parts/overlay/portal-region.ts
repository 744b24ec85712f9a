import { createRenderEffect } from 'solid-js'

/**
 * For `ref` of a portal: what floats is outside the page's landmarks, so its box becomes one, named after what opened it.
 * A dialog hides all that is outside of it from assistive technology; what a field inside the dialog opens is not to be hidden
 * (Kobalte's `createHideOutside` asks for this mark).
 *
 * The name is a function, read in an effect of its own: a portal calls its `ref` inside the effect that puts its box into the page, and would take the
 * box out and put it in anew whenever the name changes, which takes the focus from whoever is typing in it.
 */
export const portalRegion = (label: () => string) => (element: HTMLDivElement | SVGGElement) => {
  element.setAttribute('role', 'region')
  element.dataset.reactAriaTopLayer = 'true'
  createRenderEffect(() => element.setAttribute('aria-label', label()))
}
