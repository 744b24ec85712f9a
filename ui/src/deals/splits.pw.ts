import { expect, type Page, test } from '@playwright/test'
import { baseURL } from '../../config'
import { expectAccessible, newcomer, open } from '../app/browser-test'

const headers = { origin: baseURL }
async function post(page: Page, path: string, data: object) {
  const answer = await page.request.post(path, { data, headers })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

test('a deal is divided between people, its competitors are named, and a loss says who won', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/pipeline')
  const pipeline = await post(page, '/crm/pipelines', { name: `Sales ${Date.now().toString(36)}` })
  const stages = []
  for (const [at, name] of ['Open', 'Lost'].entries())
    stages.push(
      await post(page, '/crm/stages', {
        name,
        kind: name.toLowerCase(),
        pipelineId: pipeline.id,
        position: at + 1,
      }),
    )
  const deal = await post(page, '/crm/deals', {
    name: 'Robot cell',
    amount: { minor: 100_01, currency: 'EUR' },
    pipelineId: pipeline.id,
  })
  for (const name of ['Ardent', 'Borea']) await post(page, '/crm/competitors', { name })
  const rules = await page.request.get(`/crm/pipelines/${pipeline.id}/rules`)
  const put = await page.request.put(`/crm/pipelines/${pipeline.id}/rules`, {
    data: { ...(await rules.json()).rules, lossCompetitor: true },
    headers,
  })
  expect(put.ok(), await put.text()).toBe(true)
  await open(page, `/pipeline/deals/${deal.id}`)

  const drawer = page
    .locator('.deal-splits')
    .filter({ has: page.getByRole('heading', { name: 'Split', exact: true }) })
  await drawer.getByRole('button', { name: 'Edit split' }).click()
  const dialog = page.getByRole('dialog', { name: 'Split of Robot cell' })
  await dialog.getByLabel('Share, %').fill('60')
  await expect(dialog.getByRole('status')).toHaveText('40% is left to give')
  await dialog.getByLabel('Share, %').fill('100')
  await expect(dialog.getByRole('status')).toHaveText('Together 100%')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save split' }).click()
  await expect(dialog).toBeHidden()
  await expect(drawer.getByRole('listitem')).toContainText('100')

  await page.getByRole('button', { name: 'Edit competitors' }).click()
  const rivals = page.getByRole('dialog', { name: 'Competitors of Robot cell' })
  await rivals.getByRole('combobox', { name: 'Competitor 1' }).fill('Ard')
  await page.getByRole('option', { name: 'Ardent' }).click()
  await rivals.getByRole('button', { name: 'Save competitors' }).click()
  await expect(rivals).toBeHidden()
  await expect(page.locator('.deal-splits').getByText('Ardent')).toBeVisible()

  await page.getByRole('button', { name: 'Move to Lost' }).click()
  const loss = page.getByRole('dialog')
  await loss.getByLabel('Reason').fill('Price')
  await loss.getByRole('button', { name: 'Mark as lost' }).click()
  await expect(loss.getByText('Choose who won it.')).toBeVisible()
  await loss.getByRole('combobox').fill('Bor')
  await page.getByRole('option', { name: 'Borea' }).click()
  await loss.getByRole('button', { name: 'Mark as lost' }).click()
  await expect(loss).toBeHidden()
  await expect(page.locator('.deal-splits').getByText('won it')).toBeVisible()
  const told = await page.request.get(`/crm/deals/${deal.id}`)
  expect(await told.json()).toMatchObject({ status: 'lost', split: expect.stringContaining('100%') })
})
