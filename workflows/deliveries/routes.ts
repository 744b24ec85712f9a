import type { BlockList } from 'node:net'
import type { BlobStore } from '@sextant/db/blobs/blob-store'
import type { Clock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { inWorkspace } from '@sextant/db/core/database'
import { belongsToPerson } from '@sextant/db/deliveries/deliveries.rules'
import { type KeptAccount, liveAccounts, secretsOf } from '@sextant/db/deliveries/mail-accounts'
import type { Reserved } from '@sextant/db/deliveries/reserve-deliveries'
import type { OperatorMail } from '../app/operator-mail'
import type { OpenChannel } from './channel'
import { emailChannel } from './email/email-channel'

export interface RouteDeps {
  ctx: Context
  blobs: BlobStore
  clock: Clock
  /** Opens the secrets of mail servers; without it none that asks for one is used. */
  secret: string | undefined
  privateNetworks: BlockList
  /** The operator's own server. */
  mail: OperatorMail | undefined
}

/** By what a message goes: an open channel; a sentence where there is one that cannot be opened; null: it stays in the development mailbox. */
export interface Route {
  /** What goes the same way has the same. */
  key: string
  accountId: string | null
  channel: OpenChannel | { what: string } | null
}

/**
 * By what each message leaves. What concerns a person's account in every workspace goes by the operator's server where there is one: the administrator of one workspace could
 * otherwise have the links to it sent to a server of their own. All else goes by the account that it names, the workspace's, the operator's, in this order.
 */
export async function routesOf(
  deps: RouteDeps,
): Promise<{ routeOf(message: Reserved): Route; close(): void }> {
  const { ctx, secret, privateNetworks, mail } = deps
  const accounts = await inWorkspace(ctx, tx => liveAccounts(tx, ctx.workspaceId))
  const routes = new Map<string, Route>()
  const ofWorkspace = accounts.find(account => account.memberId === null)
  return {
    routeOf(message) {
      const named = accounts.find(({ id }) => id === message.accountId)
      const account = belongsToPerson(message.purpose) && mail ? undefined : (named ?? ofWorkspace)
      const key = account ? account.id : mail ? 'operator' : 'mailbox'
      const known = routes.get(key)
      if (known) return known
      const route: Route = {
        key,
        accountId: account?.id ?? null,
        channel: account ? opened(account) : mail ? byOperator(mail) : null,
      }
      routes.set(key, route)
      return route
    },
    close() {
      for (const { channel } of routes.values()) if (channel && 'close' in channel) channel.close()
    },
  }

  function opened(account: KeptAccount): OpenChannel | { what: string } {
    const secrets = secret
      ? secretsOf(secret, account)
      : account.secrets
        ? undefined
        : { password: null, dkimKey: null }
    if (!secrets) return { what: 'unreadable_secrets' }
    const { settings } = account
    const { dkimDomain: domain, dkimSelector: selector } = settings
    return emailChannel(deps, {
      server: {
        host: settings.host,
        port: settings.port,
        security: settings.security,
        user: settings.user,
        password: secrets.password,
        allowed: privateNetworks,
      },
      sender: {
        fromAddress: settings.fromAddress,
        fromName: settings.fromName,
        dkim: domain && selector && secrets.dkimKey ? { domain, selector, key: secrets.dkimKey } : null,
      },
      connections: settings.connections,
      perMinute: settings.perMinute,
      receipts: settings.receipts,
    })
  }

  function byOperator({ server, from }: OperatorMail): OpenChannel {
    return emailChannel(deps, {
      server: { ...server, allowed: null },
      sender: { fromAddress: from.address, fromName: from.name, dkim: null },
      connections: 4,
      perMinute: null,
      receipts: false,
    })
  }
}
