/**
 * For `ref` of a portal: what floats is outside the page's landmarks, so its box becomes one, named after what opened it.
 * A dialog hides all that is outside of it from assistive technology; what a field inside the dialog opens is not to be hidden
 * (Kobalte's `createHideOutside` asks for this mark).
 */
export const portalRegion = (label: string) => (element: HTMLDivElement | SVGGElement) => {
  element.setAttribute('role', 'region')
  element.setAttribute('aria-label', label)
  element.dataset.reactAriaTopLayer = 'true'
}
