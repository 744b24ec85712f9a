import { afterAll, beforeAll, expect, test } from 'bun:test'
import { tmpdir } from 'node:os'
import { folderStore } from '../blobs/folder-store'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import type { Content } from '../deliveries/deliveries.model'
import { enclosuresOf } from '../deliveries/enclosures'
import { keepFile } from '../files/keep-file'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { mailLink } from './mail-quote'
import { scratchPipeline, scratchQuote } from './scratch-quotes'
import { sendQuote } from './send-quote'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  await scratchPipeline(ctx)
})
afterAll(() => database.drop())

const addressOf = (id: string) => `https://crm.example/q/${id}`
const mailsAbout = (id: string) =>
  database.owner<{ subject: string; content: Content; recipients: { address: string }[] }[]>`
    select subject, content, recipients from delivery where about_id = ${id} order by id`
const linksOf = (id: string) =>
  database.owner<
    { id: string; email: string | null }[]
  >`select id, email from quote_link where quote_id = ${id} order by id`

test('a quote goes by mail to whoever has an address, each with their own link, in one transaction with the sending', async () => {
  const { id } = await scratchQuote(ctx)
  const recipients = [
    { name: 'Thandiwe', email: 'thandiwe@karoo.example' },
    { name: 'Nobody', email: null },
  ]
  const sent = await sendQuote(
    ctx,
    id,
    { recipients, mail: { message: 'As we said <on the phone>.' } },
    undefined,
    addressOf,
  )
  const [mail, ...others] = await mailsAbout(id)
  expect(others).toHaveLength(0)
  const [link, without] = await linksOf(id)
  expect(mail!.recipients[0]!.address).toBe('thandiwe@karoo.example')
  expect(mail!.subject).toContain(sent.number!)
  expect(mail!.content.text).toContain(`https://crm.example/q/${link!.id}`)
  expect(mail!.content.text).toContain('As we said <on the phone>.')
  expect(mail!.content.html).not.toContain('<on the phone>')
  expect(mail!.content.attachments).toEqual([{ quoteId: id, version: 1 }])
  await mailLink(ctx, id, link!.id, {}, addressOf)
  expect(await mailsAbout(id)).toHaveLength(2)
  expect((await faultOf(mailLink(ctx, id, without!.id, {}, addressOf))).details.rule).toBe(
    'quote.link_without_email',
  )
  expect((await faultOf(mailLink(await testContext(database), id, link!.id, {}, addressOf))).code).toBe(
    'not_found',
  )
})

test('without the wish nothing is mailed', async () => {
  const { id } = await scratchQuote(ctx)
  await sendQuote(ctx, id, { recipients: [{ name: 'T', email: 't@karoo.example' }] }, undefined, addressOf)
  expect(await mailsAbout(id)).toHaveLength(0)
})

test('the mail waits until the PDF is made, and goes without one that cannot be made', async () => {
  const { id } = await scratchQuote(ctx)
  await sendQuote(ctx, id, {})
  const ask = () => enclosuresOf(ctx, folderStore(tmpdir()), [{ quoteId: id, version: 1 }], 1e6)
  expect(await ask()).toEqual({ what: 'file_not_ready', isForGood: false })
  const file = await inWorkspace(ctx, tx =>
    keepFile(ctx, tx, { name: 'Q-1.pdf', contentType: 'application/pdf' }, new TextEncoder().encode('%PDF')),
  )
  await database.owner`update quote_version set pdf_file_id = ${file.id}, pdf_work_id = null where quote_id = ${id}`
  expect(await ask()).toMatchObject({ files: [{ name: 'Q-1.pdf', mediaType: 'application/pdf' }] })
  await database.owner`update quote_version set pdf_file_id = null where quote_id = ${id}`
  expect(await ask()).toEqual({ files: [] })
})
