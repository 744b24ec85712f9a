import { createRenderEffect } from 'solid-js'
import { isServer } from 'solid-js/web'
import { t } from './text'

/** Names the browser tab after the page. */
export function useTitle(title: () => string) {
  if (isServer) return
  createRenderEffect(() => {
    document.title = `${title()} · ${t('app.name')}`
  })
}
