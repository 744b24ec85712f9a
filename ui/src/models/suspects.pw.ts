import { expect, type Route, test } from '@playwright/test'
import { demoPage, expectAccessible, open } from '../app/browser-test'

const reason = (code: string, params: object, text: string) => ({ code, params, text })
const suspect = (key: string, label: string, auc: number, more: object = {}) => ({
  key,
  label,
  auc,
  error: 0.005,
  filled: { positive: 0.77, negative: 0.44 },
  filledWhen: { before: 1, after: 3, unknown: 0 },
  signs: [reason('suspect.ranks', { auc }, '')],
  left: false,
  likely: true,
  ...more,
})

/** The demo's champion is honest: what its next version would be like with two columns too many is put into the answer. */
async function withHeldBack(route: Route) {
  const response = await route.fetch()
  const model = await response.json()
  const heldBackCard = {
    ...model.card,
    state: 'held_back',
    stateReason: reason('state.too_good', { auc: 0.985, error: 0.003, rows: 900, limit: 0.9 }, ''),
    suspects: [
      suspect('custom.tags', 'Tags', 0.911),
      suspect('custom.quality', 'Lead quality', 0.78),
      suspect('source', 'Source', 0.7, { likely: false, signs: [] }),
    ],
  }
  const heldBack = { ...model.versions[0], version: 9, alias: 'candidate', state: 'held_back' }
  await route.fulfill({ response, json: { ...model, heldBack, heldBackCard } })
}

test('a version that is too good is held back: its suspects are listed, kept, or left out with a training in one click', async ({
  browser,
}) => {
  const page = await demoPage(browser, '/models')
  await page.route('**/crm/models/lead-conversion', withHeldBack)
  await open(page, '/models/lead-conversion')
  const card = page.getByRole('region', { name: 'v9 is held back' })
  await expect(card).toContainText('AUC 0.985 ± 0.003')
  await expect(card).toContainText(/v\d+ goes on scoring/)
  await expect(card).toContainText('Filled in: 77% where the outcome came, 44% where not.')
  await expect(card).toContainText('With it or after: 75%.')
  await expect(card.getByRole('checkbox', { name: 'Tags' })).toBeChecked()
  await expect(card.getByRole('checkbox', { name: 'Source' })).not.toBeChecked()
  await expectAccessible(page)

  const said: unknown[] = []
  await page.route('**/crm/models/lead-conversion/features', async route => {
    said.push(route.request().postDataJSON())
    await route.fulfill({ json: { choices: [], training: null } })
  })
  await card.getByRole('button', { name: 'Lead quality: known before, keep it' }).click()
  await expect(page.getByText('Lead quality stays, from the next training on')).toBeVisible()
  await card.getByText('All 3 suspects').click()
  await card.getByRole('button', { name: 'Known only afterwards: train again without these 3' }).click()
  await expect(page.getByText('Lead conversion: the training begins')).toBeVisible()
  expect(said).toEqual([
    { choices: [{ feature: 'custom.quality', choice: 'kept' }], train: false },
    {
      choices: ['custom.tags', 'custom.quality', 'source'].map(feature => ({
        feature,
        choice: 'afterwards',
      })),
      train: true,
    },
  ])
})
