import { saveMailbox } from '@sextant/db/mailboxes/save-mailbox'
import type { Bench } from '@sextant/db/testing/bench'
import { scratchBlobs } from '@sextant/db/testing/scratch-blobs'
import { testContext } from '@sextant/db/testing/test-context'
import { testDatabase } from '@sextant/db/testing/test-database'
import PostalMime from 'postal-mime'
import { readNetworks } from '../egress/outside'
import { followMailbox } from './follow-mailbox'
import { scratchGreenMail } from './scratch-greenmail'
import { hasDovecot, scratchDovecot, scratchPassword } from './scratch-imap'

const messages = 2_000
const installation = 'a secret of the benches only, long enough'

/** 40 kB at the mean: words and HTML of some kB, and in every third a file of 100 kB. */
function mailOf(n: number): string {
  const sender = n % 40
  const answers = n >= 40 ? `In-Reply-To: <b${n - 40}@gulf.example>\r\n` : ''
  const words = Array.from({ length: 250 }, (_, at) => `word${(n * 31 + at * 7) % 977}`).join(' ')
  const html = `<div style="font-family:Arial"><p>${words.slice(0, 900)}</p><table>${'<tr><td style="color:#333">cell</td><td>value</td></tr>'.repeat(40)}</table><p>${words}</p></div>`
  const file =
    n % 3 === 0
      ? `--m\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=f${n}.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(1250)}\r\n`
      : ''
  return `From: Person ${sender} <p${sender}@gulf.example>\r\nTo: support@meridian.example\r\nSubject: Matter ${sender}\r\nMessage-ID: <b${n}@gulf.example>\r\n${answers}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--a--\r\n${file}--m--\r\n`
}

const backFill: Bench = {
  name: 'mail back-fill',
  what: `${messages} mails of 40 kB stored, threaded and searchable, against a loop that only fetches and parses them`,
  bar: { atLeast: 0.5 },
  unit: 'mails/s',
  rounds: 3,
  async setUp(say) {
    const database = await testDatabase()
    const imap = (await hasDovecot()) ? await scratchDovecot() : await scratchGreenMail()
    const client = await imap.client('support1')
    for (let n = 0; n < messages; n += 1) await client.append('INBOX', mailOf(n))
    say(`${messages} mails are on the server`)
    const perSecond = (began: number) => messages / ((performance.now() - began) / 1000)
    return {
      async measure() {
        const ctx = await testContext(database)
        const { id } = await saveMailbox(ctx, installation, undefined, {
          name: 'Support',
          address: 'support@meridian.example',
          policy: 'shared',
          host: '127.0.0.1',
          port: imap.port,
          security: 'none',
          user: 'support1',
          password: scratchPassword,
        })
        const deps = {
          blobs: scratchBlobs(),
          secret: installation,
          privateNetworks: readNetworks('127.0.0.1'),
        }
        const began = performance.now()
        await followMailbox(ctx, id, deps, {
          forMs: 600_000,
          signal: new AbortController().signal,
          once: true,
        })
        const rate = perSecond(began)
        const [{ n } = { n: 0 }] = await database.owner<{ n: number }[]>`
          select count(*)::int as n from message where workspace_id = ${ctx.workspaceId}`
        if (n !== messages) throw new Error(`The bench stored ${n} of ${messages} mails.`)
        return rate
      },
      async reference() {
        const began = performance.now()
        await client.mailboxOpen('INBOX')
        for await (const { source } of client.fetch('1:*', { source: true }))
          await PostalMime.parse(source!, { attachmentEncoding: 'arraybuffer' })
        return perSecond(began)
      },
      async tearDown() {
        await client.logout()
        await imap.stop()
        await database.drop()
      },
    }
  },
}

export const rows: Bench[] = [backFill]
