import { createRenderEffect } from 'solid-js'
import { isServer } from 'solid-js/web'

/** Names the browser tab after the quote alone: the page is its seller's, not ours. */
export function useDocumentTitle(title: () => string) {
  if (isServer) return
  createRenderEffect(() => {
    document.title = title()
  })
}
