/**
 * For `ref` of a portal: what floats is outside the page's landmarks, so its box becomes one, named after what opened it.
 */
export const portalRegion = (label: string) => (element: Element) => {
  element.setAttribute('role', 'region')
  element.setAttribute('aria-label', label)
}
