import type { BlockList } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { BlobStore } from '@sextant/db/blobs/blob-store'
import type { IncomingMail, MailSource } from '@sextant/db/conversations/incoming.model'
import { receiveMails } from '@sextant/db/conversations/receive-mail'
import type { Context } from '@sextant/db/core/context'
import { proveByReply, settleByReport } from '@sextant/db/deliveries/settle-by-report'
import {
  beginFolder,
  type FolderProgress,
  heardOf,
  type Item,
  inTrouble,
  keepCheck,
  keepSlice,
  progressOf,
  uidsRead,
} from '@sextant/db/mailboxes/keep-progress'
import { type FollowedMailbox, followedMailbox, passwordOf } from '@sextant/db/mailboxes/save-mailbox'
import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { MailTrouble, openImap, troubleOf } from './open-imap'
import { type ReadMail, readHead, readMail } from './read-mail'

export interface FollowDeps {
  blobs: BlobStore
  /** The secret of the installation, by which the password is opened. */
  secret: string | undefined
  privateNetworks: BlockList
}

export interface FollowOptions {
  /** For how long it is followed before the work reports back. */
  forMs: number
  signal: AbortSignal
  beat?: () => void
  /** How often folders that are not open are looked at. */
  lookEveryMs?: number
  /** Once the past is there and everything was looked at, it is over: for tests and measurements. */
  once?: boolean
}

/** off: nobody wants it followed. again: its time is over. trouble: it was broken off, and why stands in its row. */
export type Followed = 'off' | 'again' | 'trouble'

/** A mail that is larger is not fetched: its head is kept, and says so. */
export const mostMailBytes = 25 * 1024 * 1024
/** Of one slice, of which all is in memory. */
const mostInSlice = 50
const mostSliceBytes = 8 * 1024 * 1024
const dayMs = 86_400_000

/**
 * Follows a mailbox: fetches what is new, then the past from the newest back, slice by slice, and waits for more (IDLE). How far it is stands in rows that are written with the mails, so it can be
 * broken off anywhere. Trouble with the server is written down and told, never thrown.
 */
export async function followMailbox(
  ctx: Context,
  mailboxId: string,
  deps: FollowDeps,
  options: FollowOptions,
): Promise<Followed> {
  const mailbox = await followedMailbox(ctx, mailboxId)
  if (!mailbox) return 'off'
  let client: ImapFlow | undefined
  try {
    const password = deps.secret === undefined ? undefined : passwordOf(deps.secret, mailbox)
    if (password === undefined) throw new MailTrouble('mail.password_unreadable')
    client = await openImap(mailbox, password, deps.privateNetworks)
    return await follow(ctx, mailbox, client, deps, options)
  } catch (error) {
    if (options.signal.aborted) return 'again'
    if (!(error instanceof MailTrouble) && !isOfServer(error)) throw error
    const { what, said } = troubleOf(error)
    await inTrouble(ctx, mailboxId, what, said)
    return 'trouble'
  } finally {
    client?.close()
  }
}

/** What imapflow and the socket throw, as opposed to what is wrong with us. */
const isOfServer = (error: unknown): boolean => {
  const { code, responseStatus, authenticationFailed } = error as Record<string, unknown>
  const isOfPostgres = error instanceof Error && /^(Postgres|Fault)/.test(error.name)
  return (
    !isOfPostgres &&
    (authenticationFailed === true || responseStatus !== undefined || typeof code === 'string')
  )
}

async function follow(
  ctx: Context,
  mailbox: FollowedMailbox,
  client: ImapFlow,
  deps: FollowDeps,
  { forMs, signal, beat = () => undefined, lookEveryMs = 30_000, once = false }: FollowOptions,
): Promise<Followed> {
  const until = Date.now() + forMs
  const isOver = () => signal.aborted || Date.now() >= until
  const source: MailSource = {
    mailboxId: mailbox.id,
    privateOf: mailbox.policy === 'private' ? mailbox.memberId : null,
    ownAddresses: [mailbox.address, ...mailbox.aliases],
  }
  const folders = await foldersOf(client)
  await heardOf(ctx, mailbox.id)
  let wake: (() => void) | undefined
  let isNews = true
  client.on('exists', () => {
    isNews = true
    wake?.()
  })
  client.on('close', () => wake?.())
  let lookedAt = 0
  while (!isOver()) {
    const now = await followedMailbox(ctx, mailbox.id)
    if (!now) return 'off'
    // Whoever saved it anew wants it tried as it is now.
    if (now.version !== mailbox.version) return 'again'
    if (!client.usable) throw new MailTrouble('mail.broke_off')
    const isDue = Date.now() - lookedAt >= lookEveryMs
    let left = 0
    if (isNews || isDue) {
      isNews = false
      lookedAt = Date.now()
      // The inbox last: it stays open, and is waited on.
      for (const folder of folders) left += await readFolder(folder, now)
      if (left === 0) {
        // Folders that were begun meanwhile are among those that were never compared.
        const checked = isCheckDue(ctx, (await followedMailbox(ctx, mailbox.id)) ?? now)
        if (checked) for (const folder of folders) await compare(folder)
        await heardOf(ctx, mailbox.id, { checked })
      }
    }
    beat()
    if (left > 0) {
      isNews = true
      continue
    }
    if (once) return 'again'
    await Promise.race([waitForNews(), pause(5_000, undefined, { signal }).catch(() => undefined)])
  }
  return 'again'

  async function waitForNews(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    if (isNews) return
    // Another command ends it.
    void client.idle().catch(() => undefined)
    await promise
  }

  /** Reads what is new in a folder, and a part of its past; gives how much of that is left. */
  async function readFolder({ path, role }: Folder, { memberId: _ }: FollowedMailbox): Promise<number> {
    const lock = await client.getMailboxLock(path)
    try {
      const open = client.mailbox
      if (!open) throw new MailTrouble('mail.broke_off')
      const uidValidity = String(open.uidValidity)
      const known = (await progressOf(ctx, mailbox.id)).get(path)
      let progress: FolderProgress
      if (known?.uidValidity === uidValidity) progress = known
      else {
        const next = open.uidNext ?? 1
        progress = { path, role, uidValidity, lastUid: next - 1, backUid: next }
        await beginFolder(ctx, mailbox.id, progress)
      }
      const fresh =
        (open.uidNext ?? 0) > progress.lastUid + 1 ? await uidsIn(`${progress.lastUid + 1}:*`) : []
      for (let rest = fresh.filter(uid => uid > progress.lastUid); rest.length && !isOver(); ) {
        const slice = await sliceOf(rest, 'oldest')
        await takeSlice(
          { ...progress, lastUid: slice.at(-1)!.uid },
          slice,
          progress.backUid > 1 ? 1 : 0,
          true,
        )
        progress = { ...progress, lastUid: slice.at(-1)!.uid }
        rest = rest.slice(slice.length)
      }
      if (progress.backUid <= 1) return 0
      const past = await uidsIn(`1:${progress.backUid - 1}`)
      // A part of it, so that what comes meanwhile does not wait for all of the past.
      const enough = Date.now() + 5_000
      let rest = past
      // The next slice is fetched while the one before is kept, in their order.
      let keeping: Promise<void> = Promise.resolve()
      try {
        while (rest.length && !isOver() && Date.now() < enough && !isNews) {
          const slice = await sliceOf(rest, 'newest')
          const left = rest.length - slice.length
          const backUid = left === 0 ? 1 : slice[0]!.uid
          const read = await readSlice(slice)
          await keeping
          keeping = storeSlice({ ...progress, backUid }, read, left, false)
          keeping.catch(() => undefined)
          rest = rest.slice(0, left)
        }
      } finally {
        await keeping
      }
      if (past.length === 0) await takeSlice({ ...progress, backUid: 1 }, [], 0, false)
      return rest.length
    } finally {
      lock.release()
    }
  }

  async function uidsIn(range: string): Promise<number[]> {
    const found = await client.search({ uid: range }, { uid: true })
    return found ? [...new Set(found)].sort((a, b) => a - b) : []
  }

  /** So many of them as fit into memory, with their sizes. */
  async function sliceOf(uids: readonly number[], from: 'oldest' | 'newest'): Promise<Sized[]> {
    const some = from === 'oldest' ? uids.slice(0, mostInSlice) : uids.slice(-mostInSlice)
    const sizes = new Map<number, Sized>()
    for await (const { uid, size = 0, internalDate } of client.fetch(
      some.join(','),
      { uid: true, size: true, internalDate: true },
      { uid: true },
    ))
      sizes.set(uid, { uid, size, at: new Date(internalDate ?? 0).toISOString() })
    // One that is gone between the two questions is passed over.
    const found = some.map(uid => sizes.get(uid) ?? { uid, size: 0, at: '' })
    if (from === 'newest') found.reverse()
    let bytes = 0
    const fitting = found.filter((one, at) => {
      bytes += Math.min(one.size, mostMailBytes)
      return at === 0 || bytes <= mostSliceBytes
    })
    return from === 'newest' ? fitting.reverse() : fitting
  }

  async function takeSlice(
    progress: FolderProgress,
    slice: readonly Sized[],
    left: number,
    isNew: boolean,
  ): Promise<void> {
    await storeSlice(progress, await readSlice(slice), left, isNew)
  }

  /** Fetches and reads a slice; its bytes go into the store meanwhile. */
  async function readSlice(slice: readonly Sized[]): Promise<ReadSlice> {
    const sizes = new Map(slice.map(one => [one.uid, one]))
    const small = slice.filter(({ size, at }) => at && size <= mostMailBytes).map(({ uid }) => uid)
    const large = slice.filter(({ size, at }) => at && size > mostMailBytes).map(({ uid }) => uid)
    const items: Item[] = []
    const mails: { uid: number; mail: Promise<IncomingMail> }[] = []
    const read = async (one: FetchMessageObject, bytes: Uint8Array, stub?: string) => {
      const known = sizes.get(one.uid)
      // The same number twice in an answer is the same mail.
      if (!known || mails.some(({ uid }) => uid === one.uid)) return
      beat()
      const isReport = stub === undefined && (await settleByReport(ctx, bytes)) !== undefined
      if (isReport) return items.push({ uid: one.uid, what: 'report', messageId: null })
      try {
        const mail = stub ? await readHead(bytes, known.at, stub) : await readMail(bytes, known.at)
        const keeping = kept(mail, stub ? undefined : bytes)
        // What fails is told where all of them are waited for.
        keeping.catch(() => undefined)
        mails.push({ uid: one.uid, mail: keeping })
      } catch (error) {
        if (error instanceof Error && error.name === 'Fault') throw error
        items.push({ uid: one.uid, what: 'unreadable', messageId: null })
      }
    }
    if (small.length)
      for await (const one of client.fetch(small.join(','), { uid: true, source: true }, { uid: true }))
        if (one.source) await read(one, one.source)
    if (large.length)
      for await (const one of client.fetch(large.join(','), { uid: true, headers: true }, { uid: true }))
        if (one.headers) await read(one, one.headers, 'too_large')
    const whole = await Promise.all(mails.map(async ({ uid, mail }) => ({ uid, mail: await mail })))
    const inOrder = whole.sort((a, b) =>
      a.mail.at < b.mail.at ? -1 : a.mail.at > b.mail.at ? 1 : a.uid - b.uid,
    )
    return { items, inOrder }
  }

  /** Keeps a slice with how far the folder was read by it: all of it, or nothing. */
  async function storeSlice(
    progress: FolderProgress,
    { items, inOrder }: ReadSlice,
    left: number,
    isNew: boolean,
  ): Promise<void> {
    await receiveMails(
      ctx,
      source,
      inOrder.map(({ mail }) => mail),
      async ({ tx }, received) => {
        const landed = inOrder.map(({ uid, mail }, at): Item => {
          const one = received[at]!
          const what = one.what === 'kept' && mail.stub ? 'too_large' : one.what
          return { uid, what, messageId: one.what === 'kept' ? one.messageId : null }
        })
        await keepSlice(ctx, tx, mailbox.id, progress, [...items, ...landed], left)
      },
    )
    const answered = inOrder.flatMap(({ mail }) =>
      mail.inReplyTo && !mail.automatic ? [mail.inReplyTo] : [],
    )
    if (answered.length) await proveByReply(ctx, answered)
    const last = inOrder.at(-1)?.mail.at
    if (last)
      await heardOf(ctx, mailbox.id, {
        lastMailAt: last,
        ...(isNew ? { lagSeconds: Math.max(0, (ctx.clock().getTime() - Date.parse(last)) / 1000) } : {}),
      })
  }

  /** The bytes go into the store first: what breaks off afterwards leaves some that nobody names, never a message without its files. */
  async function kept(
    { attachments, ...mail }: ReadMail,
    source: Uint8Array | undefined,
  ): Promise<IncomingMail> {
    const put = async (bytes: Uint8Array) => {
      const key = `${ctx.workspaceId}/${crypto.randomUUID()}`
      await deps.blobs.put(key, piece(bytes))
      return key
    }
    return {
      ...mail,
      source: source ? { key: await put(source), bytes: source.length } : null,
      attachments: await Promise.all(
        attachments.map(async ({ content, ...one }) => ({
          ...one,
          bytes: content.length,
          blobKey: await put(content),
        })),
      ),
    }
  }

  /** Compares a folder with the server's, and fetches what is missing. */
  async function compare({ path }: Folder): Promise<void> {
    const lock = await client.getMailboxLock(path)
    try {
      const progress = (await progressOf(ctx, mailbox.id)).get(path)
      const open = client.mailbox
      if (!progress || !open || progress.uidValidity !== String(open.uidValidity)) return
      const there = await uidsIn('1:*')
      const read = await uidsRead(ctx, mailbox.id, progress)
      const missing = there.filter(uid => !read.has(uid))
      for (let rest = missing; rest.length && !isOver(); ) {
        const slice = await sliceOf(rest, 'oldest')
        await takeSlice(progress, slice, 0, false)
        rest = rest.slice(slice.length)
      }
      const now = await uidsRead(ctx, mailbox.id, progress)
      await keepCheck(ctx, mailbox.id, path, {
        onServer: there.length,
        read: there.filter(uid => now.has(uid)).length,
        missing: missing.length,
      })
    } finally {
      lock.release()
    }
  }
}

/** A slice as it was read, in the order of its mails, and what of it is no message. */
interface ReadSlice {
  items: readonly Item[]
  inOrder: readonly { uid: number; mail: IncomingMail }[]
}

interface Sized {
  uid: number
  size: number
  /** When it came, by the server; empty for one that is gone. */
  at: string
}

interface Folder {
  path: string
  role: string
}

/** Each night, and when somebody asks. */
const isCheckDue = (ctx: Context, { checkAsked, folders }: FollowedMailbox): boolean =>
  checkAsked ||
  folders.some(({ checkedAt }) => checkedAt === null || ctx.clock().getTime() - Date.parse(checkedAt) > dayMs)

/** What mail is read from: everything but what was thrown away, is spam, or is not finished. The inbox comes last. */
async function foldersOf(client: ImapFlow): Promise<Folder[]> {
  const all = await client.list()
  const wanted = all.filter(
    ({ flags, specialUse, path }) =>
      !flags.has('\\Noselect') &&
      !flags.has('\\NonExistent') &&
      !['\\Trash', '\\Junk', '\\Drafts', '\\All', '\\Flagged', '\\Important'].includes(specialUse ?? '') &&
      !/^(trash|deleted( items| messages)?|junk|spam|drafts|papierkorb|corbeille|brouillons)$/i.test(path),
  )
  const roleOf = (path: string, use: string | undefined) =>
    path.toUpperCase() === 'INBOX'
      ? 'inbox'
      : use === '\\Sent' || /^(sent|sent (items|messages))$/i.test(path)
        ? 'sent'
        : 'other'
  return wanted
    .map(({ path, specialUse }) => ({ path, role: roleOf(path, specialUse) }))
    .sort((a, b) => Number(a.role === 'inbox') - Number(b.role === 'inbox'))
}

async function* piece(bytes: Uint8Array) {
  yield bytes
}
