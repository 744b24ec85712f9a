// @refresh reload
import { createHandler, StartServer } from '@solidjs/start/server'
import { Document } from './app/document'

/**
 * The server bundle: `default.fetch(request)` answers a page with the shell and its skeletons, never with data.
 * The edge mounts it behind the API and passes the nonce of its content security policy in `x-sextant-nonce`;
 * every script in the page carries it. The page has no style attributes and no inline styles.
 */
export default createHandler(
  () => <StartServer document={Document} />,
  event => ({ mode: 'async', nonce: event.request.headers.get('x-sextant-nonce') ?? undefined }),
)
