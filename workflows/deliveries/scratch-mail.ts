import type { Context } from '@sextant/db/core/context'
import { deliverAll } from '@sextant/db/deliveries/deliver'
import type { MessageInput } from '@sextant/db/deliveries/deliveries.model'
import { saveMailSettings } from '@sextant/db/deliveries/save-mail-settings'
import { write } from '@sextant/db/events/write'

/** For tests: the secret of the installation. */
export const scratchSecret = 'a secret of this test alone, which is long enough'

export const scratchMessage = (at: number | string, more: Partial<MessageInput> = {}): MessageInput => ({
  key: `message ${at}`,
  purpose: 'quote',
  to: [{ address: `person-${at}@gulf.example`, name: `Person ${at}` }],
  subject: `Offer ${at}`,
  text: `Here is offer ${at}.`,
  ...more,
})

/** Wishes messages, in one transaction. */
export const wishAll = (ctx: Context, messages: readonly MessageInput[]) =>
  write(ctx, to => deliverAll(ctx, to, messages))

/** Sets a server on this machine for the workspace. */
export const useServer = (ctx: Context, port: number, more: Record<string, unknown> = {}) =>
  saveMailSettings(ctx, scratchSecret, {
    host: '127.0.0.1',
    port,
    security: 'none',
    user: null,
    fromAddress: 'sales@meridian.example',
    fromName: 'Meridian',
    dkimDomain: null,
    dkimSelector: null,
    connections: 4,
    perMinute: null,
    receipts: false,
    ...more,
  })
