import * as v from 'valibot'
import { authorise, type Context } from '../core/context'
import { email } from '../core/field.model'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { deliver } from './deliver'
import type { DeliveryWhole } from './deliveries.model'
import { readDelivery } from './deliveries.queries'
import { testMailWords } from './test-mail.rules'

export const TestMail = v.strictObject({ to: email().schema })

/** Sends a mail to see whether mails go out, and by which words of the server. It goes as any other does. */
export async function sendTestMail(ctx: Context, input: unknown): Promise<DeliveryWhole> {
  authorise(ctx, 'workspace', 'update')
  const { to: address } = parse(TestMail, input)
  const { id } = await write(ctx, to =>
    deliver(ctx, to, {
      key: `test ${crypto.randomUUID()}`,
      purpose: 'test',
      to: [{ address }],
      isAutomatic: true,
      ...testMailWords(ctx.locale),
    }),
  )
  return readDelivery(ctx, id)
}
