import { entities } from '@sextant/db/app/entities'

/**
 * Makes a record of every kind, called `name`, by posting it; gives the ids by area. A kind takes its title alone; one that asks for more is
 * written here.
 */
export async function oneOfEach(
  post: (path: string, body: unknown) => Promise<Response>,
  name: string,
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  const make = async (area: string, body: unknown) => {
    const answer = await post(`/crm/${area}`, body)
    const made = (await answer.json()) as { id: string }
    if (answer.status !== 201) throw new Error(`No scratch ${area}: ${JSON.stringify(made)}`)
    ids[area] = made.id
  }
  await make('customers', { name })
  await make('contacts', { name, email: 'z@zanzibar.example' })
  await make('affiliations', { role: name, contactId: ids.contacts, customerId: ids.customers })
  await make('leads', { name, email: 'z@zanzibar.example', externalId: 'known-key' })
  await make('products', { name })
  await make('pipelines', { name, isDefault: true })
  await make('stages', { name, kind: 'open', pipelineId: ids.pipelines })
  await make('deals', { name, stageId: ids.stages })
  await make('quotes', { name, dealId: ids.deals })
  await make('activities', { name, kind: 'note', leadId: ids.leads })
  for (const { area, titleField } of entities) if (!ids[area]) await make(area, { [titleField]: name })
  return ids
}
