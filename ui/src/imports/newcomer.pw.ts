import { existsSync, readFileSync } from 'node:fs'
import { type Browser, type Locator, type Page, expect as quick, test } from '@playwright/test'
import { newPerson, open, openForm, readerOf } from '../app/browser-test'
import { countOf, forward } from './journey'

/**
 * What a newcomer does, from the sign-up to a deal that moves in two windows. A file of leads is read, a model learns from it and
 * scores it: on a small and busy machine that takes minutes, so each wait is for a state.
 */
const whole = 20 * 60_000
const longStep = 8 * 60_000
const expect = quick.configure({ timeout: 30_000 })

const data = new URL('../../../../shared/data/', import.meta.url).pathname
const sales = ['accounts.csv', 'products.csv', 'sales_teams.csv', 'sales_pipeline.csv'].map(
  name => `${data}crm-sales-opportunities/${name}`,
)
const bank = `${data}bank-marketing/bank-full.csv`

interface DroppedFile {
  name: string
  text: string
}

const asItIs = (path: string): DroppedFile => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  text: readFileSync(path, 'utf8'),
})

/** The head and every fifth row: `bun run exam` takes the whole of it. */
function aFifthOf(path: string): DroppedFile {
  const { name, text } = asItIs(path)
  const [head, ...rows] = text.trim().split('\n')
  return { name, text: [head, ...rows.filter((_, at) => at % 5 === 0), ''].join('\n') }
}

/** Lets files fall on the page, as from a folder. */
async function drop(page: Page, files: readonly DroppedFile[]) {
  const dataTransfer = await page.evaluateHandle(list => {
    const transfer = new DataTransfer()
    for (const { name, text } of list) transfer.items.add(new File([text], name, { type: 'text/csv' }))
    return transfer
  }, files)
  await page.dispatchEvent('.imports-list', 'dragenter', { dataTransfer })
  await expect(page.getByText('Drop to upload')).toBeVisible()
  await page.dispatchEvent('.imports-list', 'drop', { dataTransfer })
}

/** From the settings of a draft to its result: what was guessed is taken as it is. `mend` is done where rows are refused. */
async function goThrough(page: Page, heading: string, mend?: () => Promise<void>) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
  await expect(page).toHaveURL(/settings$/)
  await forward(page).click()
  await expect(page).toHaveURL(/map$/)
  await forward(page).click()
  await expect(page).toHaveURL(/check$/)
  await expect(page.locator('.progress.pos')).toBeVisible({ timeout: longStep })
  await mend?.()
  await expect(countOf(page, 'Refuse')).toHaveText('0')
  await expect(forward(page)).not.toHaveAttribute('aria-disabled', 'true')
  await forward(page).click()
  await expect(page).toHaveURL(/run$/)
  await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: longStep })
  await expect(countOf(page, 'Refused')).toHaveText('0')
}

/** With the mouse, until the board says over which stage the card is. */
async function dragToStage(page: Page, from: Locator, to: Locator) {
  const a = await from.boundingBox()
  const b = await to.locator('.cards').boundingBox()
  if (!a || !b) throw new Error('not on the screen')
  await page.mouse.move(a.x + 40, a.y + 30)
  await page.mouse.down()
  await page.mouse.move(a.x + 60, a.y + 40, { steps: 4 })
  await page.mouse.move(b.x + 60, b.y + 60, { steps: 10 })
  await expect(page.locator('.board-keys [role="status"]')).toContainText('Over')
  await page.mouse.up()
}

async function signUp(browser: Browser) {
  const person = newPerson()
  const page = await (await readerOf(browser)).newPage()
  await openForm(page, '/sign-up')
  await page.getByLabel('Your name').fill(person.name)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByLabel('Workspace name').fill('Computer hardware & Co')
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await expect(page).toHaveURL(/\/start$/)
  return page
}

test('a newcomer signs up, imports a company’s files, trains a model and works scored leads and deals', async ({
  browser,
}) => {
  test.skip(![...sales, bank].every(path => existsSync(path)), 'the shared data is not here')
  test.setTimeout(whole)
  const page = await signUp(browser)

  await test.step('four files are dropped, and each is understood', async () => {
    await open(page, '/imports')
    await drop(page, sales.map(asItIs))
    await expect(page.getByText('Ready to map')).toHaveCount(4, { timeout: longStep })
  })
  const begin = async (name: string) => {
    await open(page, '/imports')
    await page.getByRole('row').filter({ hasText: name }).click()
  }
  await test.step('the accounts go in; a country that was mistyped is mended with one click', async () => {
    await begin('accounts.csv')
    await goThrough(page, 'Import customers', async () => {
      await expect(countOf(page, 'Refuse')).toHaveText('1')
      await expect(page.getByText('Did you mean \u2068Philippines\u2069?')).toBeVisible()
      await page.getByRole('button', { name: 'Read “Philipines” as Philippines' }).click()
      await expect(page.getByText('Did you mean')).toHaveCount(0)
      await expect(page.locator('.progress.pos')).toBeVisible({ timeout: longStep })
    })
    await expect(countOf(page, 'Created')).toHaveText('85')
  })
  for (const [name, heading] of [
    ['products.csv', 'Import products'],
    ['sales_teams.csv', 'Import members'],
    ['sales_pipeline.csv', 'Import deals'],
  ] as const)
    await test.step(`${name} goes in`, async () => {
      await begin(name)
      await goThrough(page, heading)
    })
  await test.step('the deals that were made are one click away', async () => {
    await page.getByRole('link', { name: 'See the 8,800 new deals' }).click()
    await expect(page.getByRole('group', { name: 'Made by import is sales_pipeline.csv' })).toBeVisible()
    await expect(page.locator('.list-foot [role=status]')).toContainText('8,800')
  })
  await test.step('9,043 leads go in', async () => {
    await open(page, '/imports')
    await drop(page, [aFifthOf(bank)])
    await expect(page).toHaveURL(/settings$/, { timeout: longStep })
    await goThrough(page, 'Import leads')
    await expect(countOf(page, 'Created')).toHaveText('9,043')
    await page.getByRole('link', { name: 'See the 9,043 new leads' }).click()
    await expect(page.getByRole('group', { name: 'Made by import is bank-full.csv' })).toBeVisible()
    await expect(page.getByRole('rowheader').first()).toBeVisible()
  })

  await test.step('a model learns from them, and every lead is scored', async () => {
    await page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('link', { name: 'Models' })
      .click()
    await page.getByRole('button', { name: 'Train: Lead conversion' }).click()
    await expect(page.getByRole('progressbar', { name: 'Training of Lead conversion' })).toBeVisible()
    const card = page.getByRole('region', { name: 'Lead conversion' })
    await expect(card.getByText('Ready', { exact: true })).toBeVisible({ timeout: longStep })
    await expect(card).toContainText(/([\d,]+) of \1/, { timeout: longStep })
  })
  await test.step('a lead shows its score and the reasons', async () => {
    await page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('link', { name: 'Leads' })
      .click()
    // All of them have their outcome, so that none is open.
    await page.getByRole('button', { name: /^All leads/ }).click()
    const first = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .first()
    await expect(first.locator('.score')).toHaveText(/^\d+/, { timeout: longStep })
    await first.getByRole('rowheader').click()
    const score = page.getByRole('complementary').getByRole('region', { name: 'Score and its reasons' })
    await expect(score.getByRole('listitem').first()).toBeVisible()
  })
  await test.step('a deal is dragged to the next stage, and a second window shows it without reloading', async () => {
    const second = await page.context().newPage()
    for (const window of [page, second]) await open(window, '/pipeline')
    // Its own stages stand after those that every workspace begins with, before won and lost.
    const from = page.locator('.stage').filter({ has: page.getByRole('heading', { name: 'Engaging' }) })
    const card = from.locator('.deal[data-card]').first()
    await expect(card).toBeVisible()
    const id = (await card.getAttribute('data-card')) ?? ''
    const stageOf = (window: Page) =>
      window
        .locator('.stage')
        .filter({ has: window.locator(`[data-card="${id}"]`) })
        .getByRole('heading', { level: 2 })
    await expect(stageOf(second)).toHaveText(['Engaging'])
    await dragToStage(page, card, from.locator('xpath=following-sibling::*[1]'))
    // As a list: while a card is carried, it is in two places.
    await expect(stageOf(page)).toHaveText(['Prospecting'])
    await expect(stageOf(second)).toHaveText(['Prospecting'])
  })
})
