import { createRenderEffect } from 'solid-js'

/**
 * Sets CSS variables of an element from script: `<i ref={cssVars(() => ({ '--v': 12 }))} />`. A `style` attribute in the
 * server's HTML would need 'unsafe-inline' in the content security policy; refs run in the browser only.
 */
export const cssVars =
  (values: () => Record<`--${string}`, string | number>) => (element: HTMLElement | SVGElement) =>
    createRenderEffect(() => {
      for (const [name, value] of Object.entries(values())) element.style.setProperty(name, String(value))
    })
